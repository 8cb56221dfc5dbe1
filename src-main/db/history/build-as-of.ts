import { rmSync } from 'node:fs';
import { type FactKind, factKinds } from '../../../src-shared/domain/sync-state.ts';
import { MirrorBuild } from '../build/mirror-build.ts';

const factsOnPage = 500;
const nowhere = { add() {}, body: () => null };

/**
 * Builds a mirror of the facts of a moment (`at`, milliseconds), so that everything that can be asked of today's can be
 * asked of that one. `path` is where it is to be; what lies there is replaced.
 */
export function buildAsOf(factsOf: (kind: FactKind) => readonly unknown[], at: number, path: string): void {
  const rulesPath = `${path}-rules`;
  for (const suffix of ['', '-wal', '-shm', '-columns']) rmSync(path + suffix, { force: true });
  const parts = { mirrorPath: `${path}-none`, origin: 'history', store: nowhere };
  const kinds = factKinds.filter((kind) => kind !== 'access-rules');
  const main = new MirrorBuild({ ...parts, kinds, buildPath: path });
  const rules = new MirrorBuild({ ...parts, kinds: ['access-rules'], buildPath: rulesPath });
  const fill = (build: MirrorBuild, kind: FactKind): void => {
    const facts = factsOf(kind);
    for (let position = 0; position < facts.length; position += factsOnPage) {
      const rows = facts.slice(position, position + factsOnPage);
      const bytes = Buffer.from(JSON.stringify(rows));
      build.take({ kind, position, limit: factsOnPage, member: null, bytes });
    }
  };
  try {
    for (const kind of kinds) fill(main, kind);
    fill(rules, 'access-rules');
    main.completeUsers();
    main.finishWhole(rules.finishPart(), { asOf: new Date(at).toISOString(), began: at });
  } catch (thrown) {
    main.abandon();
    rules.abandon();
    throw thrown;
  }
}

import { join } from 'node:path';
import { MirrorBuild } from '../../src-main/db/build/mirror-build.ts';
import type { RebuildableMirror } from '../../src-main/db/create-mirror.ts';
import type { FactKind } from '../../src-shared/domain/sync-state.ts';
import { bundleWorkers } from '../bundled-workers.ts';
import { bigRule, bigUser, smallLists } from '../sync/big-facts.ts';
import { openBenchMirror } from '../sync/pull-once.ts';

const limit = 500;
const nowhere = { add() {}, body: () => null };

/** Fills a build with so many facts of a kind, page by page. */
function fill(build: MirrorBuild, kind: FactKind, count: number, make: (index: number) => object): void {
  for (let position = 0; position < count; position += limit) {
    const rows = Array.from({ length: Math.min(limit, count - position) }, (_, at) => make(position + at));
    build.take({ kind, position, limit, member: null, bytes: Buffer.from(JSON.stringify(rows)) });
  }
}

/** What a measure needs otherwise than all measures. */
export interface BigFacts {
  readonly lists?: ReturnType<typeof smallLists>;
  readonly rule?: (index: number, users: number) => object;
}

/** A mirror of so many users and three times as many rules, without a tenant. */
export async function makeBigMirror(
  folder: string,
  users: number,
  { lists = smallLists(), rule = bigRule }: BigFacts = {},
): Promise<RebuildableMirror> {
  const parts = { mirrorPath: join(folder, 'none.db'), origin: 'bench', store: nowhere };
  const main = new MirrorBuild({
    ...parts,
    kinds: ['clusters', 'departments', 'projects', 'roles', 'users'],
    buildPath: join(folder, 'build.db'),
  });
  const rules = new MirrorBuild({ ...parts, kinds: ['access-rules'], buildPath: join(folder, 'rules.db') });
  for (const [kind, rows] of Object.entries(lists) as [keyof ReturnType<typeof smallLists>, object[]][])
    fill(main, kind, rows.length, (at) => rows[at] ?? {});
  fill(main, 'users', users, bigUser);
  fill(rules, 'access-rules', users * 3, (at) => rule(at, users));
  main.completeUsers();
  const { path } = main.finishWhole(rules.finishPart(), { asOf: '2026-01-01T00:00:00Z', began: 0 });
  const mirror = await openBenchMirror(folder, await bundleWorkers());
  await mirror.swapIn(path);
  return mirror;
}

import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MirrorBuild } from '../../../src-main/db/build/mirror-build.ts';
import { columnsPath } from '../../../src-main/db/columns-file.ts';
import { MirrorStore } from '../../../src-main/db/mirror-store.ts';
import { findDialect } from '../../../src-main/cloud/dialects/find-dialect.ts';
import { cutPage } from '../../../src-main/sync/page-seam.ts';
import { stepOf } from '../../../src-main/sync/paging-plan.ts';
import { pageLimit } from '../../../src-main/sync/sweep-kind.ts';
import { factKinds } from '../../../src-shared/domain/sync-state.ts';
import type { SimTenant } from './sim-tenant.ts';

/** A folder in memory for files that live as long as a world. */
export function makeScratch(): string {
  const root = process.platform === 'linux' ? '/dev/shm' : tmpdir();
  return mkdtempSync(join(root, 'rolebook-sim-'));
}

/** A mirror as it lies on a disk: the file, and its columns beside it. */
export interface MirrorFiles {
  readonly mirror: Uint8Array;
  readonly columns: Uint8Array;
}

const step = stepOf(pageLimit);

/** The mirror that a sync of this tenant ends with, as files; made with the product's own builder. */
export function mirrorOf(tenant: SimTenant, asOf: string): MirrorFiles {
  const folder = makeScratch();
  try {
    mkdirSync(folder, { recursive: true });
    const bodies = new Map<string, { codec: number; body: Uint8Array }>();
    const parts = {
      mirrorPath: join(folder, 'mirror.db'),
      origin: tenant.origin,
      store: {
        add: (
          page: { kind: string; position: number },
          _outcome: object,
          stored: { codec: number; body: Uint8Array },
        ) => void bodies.set(`${page.kind} ${page.position}`, stored),
        body: (kind: string, position: number) => bodies.get(`${kind} ${position}`) ?? null,
      },
    };
    const main = new MirrorBuild({
      ...parts,
      kinds: factKinds.filter((kind) => kind !== 'access-rules'),
      buildPath: join(folder, 'main.db'),
    });
    const rules = new MirrorBuild({ ...parts, kinds: ['access-rules'], buildPath: join(folder, 'rules.db') });
    const { lists } = findDialect(tenant.state.profile.name);
    for (const kind of factKinds) {
      const list = lists[kind];
      if (list === null) continue;
      const { path, query, paged, rowsMember } = list;
      for (let offset = 0; ; offset += step) {
        const window = paged ? { offset: String(offset), limit: String(pageLimit) } : {};
        const search = new URLSearchParams({ ...textsOf(query), ...window });
        const { reply } = tenant.respondAsAdmin(`${path}?${search.toString()}`);
        if (reply.status !== 200) throw new Error(`${kind}: ${reply.status}`);
        const sent = new TextEncoder().encode(reply.body ?? '').slice().buffer;
        const { bytes: whole, seam } = paged
          ? cutPage(sent, rowsMember, { limit: pageLimit, follows: false })
          : { bytes: sent, seam: { next: null } };
        const bytes = new Uint8Array(whole);
        const build = kind === 'access-rules' ? rules : main;
        build.take({ kind, position: offset, limit: step, member: rowsMember, bytes });
        if (seam.next === null) break;
      }
    }
    main.completeUsers();
    const built = main.finishWhole(rules.finishPart(), { asOf, began: Date.parse(asOf) }).path;
    renameSync(built, parts.mirrorPath);
    const store = new MirrorStore(parts.mirrorPath, asOf);
    // A delta may go on from here.
    store.startCursors(0, Date.parse(asOf));
    store.close();
    return {
      mirror: readFileSync(parts.mirrorPath),
      columns: readFileSync(columnsPath(parts.mirrorPath)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function textsOf(query: object): Record<string, string> {
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]));
}

import type { Database } from 'better-sqlite3';
import { type FactKind, factKinds } from '../../../src-shared/domain/sync-state.ts';
import { rowsOf, unpackBody } from '../facts/page-body.ts';
import { tableOfKind } from './organisation-writers.ts';
import { type PreviousMirror, keyOfKind } from './previous-mirror.ts';

/** How one kind differs from the mirror before. */
export interface KindDifference {
  readonly kind: FactKind;
  /** Facts of the mirror before. */
  readonly before: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

interface NewPage {
  readonly id: number;
  readonly hash: string;
  readonly codec: number;
  readonly body: Uint8Array;
  readonly member: string | null;
}

/** Facts whose content differs. Pages known from before are skipped by their fingerprint; only the rest is read. */
function countChanged(database: Database, previous: PreviousMirror, kind: FactKind): number {
  const known = previous.hashes(kind);
  const pages = database
    .prepare<[string], NewPage>('SELECT id, hash, codec, body, member FROM pages WHERE kind = ?')
    .iterate(kind);
  const key = keyOfKind(kind) === 'alias' ? 'alias' : kind === 'clusters' ? 'uuid' : 'id';
  let changed = 0;
  for (const page of pages) {
    if (known.has(page.hash)) continue;
    for (const fact of rowsOf(unpackBody(page.codec, page.body), page.member)) {
      const id: unknown = typeof fact === 'object' && fact !== null ? Reflect.get(fact, key) : undefined;
      if (typeof id !== 'string' && typeof id !== 'number') continue;
      const place = previous.placeOf(kind, id);
      if (place !== undefined && JSON.stringify(previous.fact(place)) !== JSON.stringify(fact)) changed += 1;
    }
  }
  return changed;
}

/**
 * What a finished build adds to, changes in and removes from the mirror before, kind by kind: by id in SQL, and by
 * content where a page is not the same byte for byte. The database must not be inside a transaction.
 */
export function compareMirrors(database: Database, previous: PreviousMirror): readonly KindDifference[] {
  database.prepare('ATTACH ? AS before').run(previous.path);
  try {
    return factKinds.map((kind) => {
      const table = tableOfKind[kind];
      const key = keyOfKind(kind);
      const without = (here: string, there: string): number =>
        Number(
          database
            .prepare(
              `SELECT count(*) FROM ${here}.${table} a
               WHERE NOT EXISTS (SELECT 1 FROM ${there}.${table} b WHERE b.${key} = a.${key})`,
            )
            .pluck()
            .get(),
        );
      const before = previous.count(kind);
      // Nothing to compare with: a first pull would pay for every page twice.
      if (before === 0) {
        const added = Number(database.prepare(`SELECT count(*) FROM main.${table}`).pluck().get());
        return { kind, before, added, changed: 0, removed: 0 };
      }
      return {
        kind,
        before,
        added: without('main', 'before'),
        removed: without('before', 'main'),
        changed: countChanged(database, previous, kind),
      };
    });
  } finally {
    database.exec('DETACH before');
  }
}

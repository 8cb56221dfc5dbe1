import type { Database } from 'better-sqlite3';
import type { FactKind } from '../../../src-shared/domain/sync-state.ts';
import type { FactPlace } from '../facts/fact-reader.ts';
import { hashPage, packBody } from '../facts/page-body.ts';

/** What made somebody look. */
export type LookSource = 'pull' | 'delta' | 'catch-up';

/** One look at the mirror. */
export interface Look {
  readonly source: LookSource;
  /** Milliseconds of our clock. */
  readonly at: number;
  /** Whether everything could be read. */
  readonly complete: boolean;
}

/** What a look found. */
export interface LookEnd {
  /** Null: nothing new, or nothing to look at yet. */
  readonly moment: number | null;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

/** What a look found of one fact. */
export interface FoundChange {
  readonly kind: FactKind;
  readonly key: string;
  /** Where the version lies that is held; null: none is. */
  readonly before: FactPlace | null;
  /** What is there now, as sent; undefined: it is gone. */
  readonly raw: unknown;
  /** Whose life it belongs to. */
  readonly about: string | null;
}

const factsOnPage = 200;

/** Writes what a look found as one moment, within the caller's transaction. */
export function writeLook(database: Database, look: Look, changes: readonly FoundChange[]): LookEnd {
  const end = {
    added: changes.filter((change) => change.before === null).length,
    changed: changes.filter((change) => change.before !== null && change.raw !== undefined).length,
    removed: changes.filter((change) => change.raw === undefined).length,
  };
  const moment = writeMoment(database, look, end);
  writeChanges(database, moment, changes);
  return { moment, ...end };
}

/** Writes a moment alone; answers its number. */
export function writeMoment(
  database: Database,
  look: Omit<Look, 'source'> & { readonly source: LookSource | 'baseline' },
  { added, changed, removed }: Omit<LookEnd, 'moment'>,
): number {
  // A clock that was set back does not put moments out of order.
  const latest = Number(database.prepare('SELECT coalesce(max(until), 0) FROM moments').pluck().get());
  const at = Math.max(look.at, latest + 1);
  return Number(
    database
      .prepare(
        'INSERT INTO moments (at, until, source, complete, added, changed, removed) VALUES (?, ?, ?, ?, ?, ?, ?)',
      )
      .run(at, at, look.source, Number(look.complete), added, changed, removed).lastInsertRowid,
  );
}

function writeChanges(database: Database, moment: number, changes: readonly FoundChange[]): void {
  const row = database.prepare('INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const hold = database.prepare('INSERT OR REPLACE INTO held VALUES (?, ?, ?, ?)');
  const forget = database.prepare('DELETE FROM held WHERE kind = ? AND key = ?');
  const there = changes.filter(({ raw }) => raw !== undefined);
  const places = new Map<FoundChange, FactPlace>();
  for (let from = 0; from < there.length; from += factsOnPage) {
    const facts = there.slice(from, from + factsOnPage);
    const page = writePage(
      database,
      facts.map(({ raw }) => raw),
    );
    for (const [slot, fact] of facts.entries()) places.set(fact, { page, slot });
  }
  for (const change of changes) {
    const { kind, key, about, before } = change;
    const after = places.get(change) ?? null;
    row.run(moment, kind, key, about, before?.page, before?.slot, after?.page, after?.slot);
    if (after === null) forget.run(kind, key);
    else hold.run(kind, key, after.page, after.slot);
  }
}

function writePage(database: Database, facts: readonly unknown[]): number {
  const bytes = Buffer.from(JSON.stringify(facts));
  const { codec, body } = packBody(bytes);
  return Number(
    database
      .prepare('INSERT INTO pages (member, hash, codec, body) VALUES (NULL, ?, ?, ?)')
      .run(hashPage(bytes), codec, body).lastInsertRowid,
  );
}

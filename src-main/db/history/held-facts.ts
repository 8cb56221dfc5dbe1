import type { Database } from 'better-sqlite3';
import type { FactKind } from '../../../src-shared/domain/sync-state.ts';
import { foldRows } from '../../../src-shared/history/fold-rows.ts';
import type { Difference, HistoryRow } from '../../../src-shared/history/history-row.ts';
import { type FactPlace, FactReader } from '../facts/fact-reader.ts';

/** A fact as it was, by its key. */
export interface HeldFact {
  readonly key: string;
  readonly raw: unknown;
}

interface PlaceRow {
  readonly moment: number;
  readonly kind: FactKind;
  readonly key: string;
  readonly beforePage: number | null;
  readonly beforeSlot: number | null;
  readonly afterPage: number | null;
  readonly afterSlot: number | null;
}

const columns = `moment, kind, key, before_page AS beforePage, before_slot AS beforeSlot,
  after_page AS afterPage, after_slot AS afterSlot`;

const placeOf = (page: number | null, slot: number | null): FactPlace | null =>
  page === null || slot === null ? null : { page, slot };

const fromRow = (row: PlaceRow): HistoryRow<FactPlace> => ({
  moment: row.moment,
  kind: row.kind,
  key: row.key,
  before: placeOf(row.beforePage, row.beforeSlot),
  after: placeOf(row.afterPage, row.afterSlot),
});

const samePlace = (left: FactPlace, right: FactPlace): boolean =>
  left.page === right.page && left.slot === right.slot;

/** Reads places in the order of their pages, each page once, and gives the facts back in the order asked for. */
export function readPlaces(database: Database, places: readonly FactPlace[]): readonly unknown[] {
  const reader = new FactReader(database);
  const order = places.map((_, at) => at);
  order.sort((left, right) => (places[left]?.page ?? 0) - (places[right]?.page ?? 0));
  const facts: unknown[] = Array.from({ length: places.length });
  for (const at of order) {
    const place = places[at];
    if (place !== undefined) facts[at] = reader.at(place);
  }
  return facts;
}

/** Where the facts of a kind lay at a moment, by key: what is held with everything undone that was seen later. */
export function placesAsOf(
  database: Database,
  kind: FactKind,
  moment: number,
): ReadonlyMap<string, FactPlace> {
  const held = database
    .prepare<[string], FactPlace & { key: string }>('SELECT key, page, slot FROM held WHERE kind = ?')
    .all(kind);
  const places = new Map<string, FactPlace>(held.map(({ key, ...place }) => [key, place]));
  const rows = database
    .prepare<[number, string], PlaceRow>(
      `SELECT ${columns} FROM rows WHERE moment > ? AND kind = ? ORDER BY moment`,
    )
    .all(moment, kind);
  for (const { key, before } of foldRows(rows.map(fromRow), samePlace)) {
    if (before === null) places.delete(key);
    else places.set(key, before);
  }
  return places;
}

/** All facts of a kind as of a moment. */
export function factsAsOf(database: Database, kind: FactKind, moment: number): readonly HeldFact[] {
  const places = [...placesAsOf(database, kind, moment)];
  const facts = readPlaces(
    database,
    places.map(([, place]) => place),
  );
  return places.map(([key], at) => ({ key, raw: facts[at] }));
}

/** What differs between two moments, with the facts themselves. `from` may be the later one. */
export function differencesOf(database: Database, from: number, to: number): readonly Difference<unknown>[] {
  const rows = database
    .prepare<[number, number], PlaceRow>(
      `SELECT ${columns} FROM rows WHERE moment > ? AND moment <= ? ORDER BY moment`,
    )
    .all(Math.min(from, to), Math.max(from, to));
  const folded = foldRows(rows.map(fromRow), samePlace);
  return withFacts(database, folded, from <= to ? 'forward' : 'backward');
}

/** Rows with the facts themselves. */
export function withFacts<Row extends Difference<FactPlace>>(
  database: Database,
  rows: readonly Row[],
  way: 'forward' | 'backward' = 'forward',
): readonly (Omit<Row, 'before' | 'after'> & Difference<unknown>)[] {
  const places = rows.flatMap(({ before, after }) => [before ?? noPlace, after ?? noPlace]);
  const facts = readPlaces(database, places);
  return rows.flatMap((row, at) => {
    const before = row.before === null ? null : facts[2 * at];
    const after = row.after === null ? null : facts[2 * at + 1];
    // Changed and changed back lies at another place, and is the same.
    if (before !== null && after !== null && JSON.stringify(before) === JSON.stringify(after)) return [];
    return [way === 'forward' ? { ...row, before, after } : { ...row, before: after, after: before }];
  });
}

/** No page has this number. */
const noPlace: FactPlace = { page: -1, slot: 0 };

/** The rows of one thing's life, oldest first: those about a subject, or those of one fact. */
export function rowsOf(
  database: Database,
  whose: { readonly about: string } | { readonly kind: FactKind; readonly key: string },
): readonly HistoryRow<FactPlace>[] {
  const found =
    'about' in whose
      ? database
          .prepare<[string], PlaceRow>(
            `SELECT ${columns} FROM rows WHERE about = ? ORDER BY moment, kind, key`,
          )
          .all(whose.about)
      : database
          .prepare<[string, string], PlaceRow>(
            `SELECT ${columns} FROM rows WHERE kind = ? AND key = ? ORDER BY moment`,
          )
          .all(whose.kind, whose.key);
  return found.map(fromRow);
}

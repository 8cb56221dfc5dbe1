import type { Database } from 'better-sqlite3';
import type { FactKind } from '../../../src-shared/domain/sync-state.ts';
import { aboutSubject } from '../../../src-shared/history/about-fact.ts';
import { foldRows } from '../../../src-shared/history/fold-rows.ts';
import type { Difference, HistoryRow } from '../../../src-shared/history/history-row.ts';
import type { FactPlace } from '../facts/fact-reader.ts';
import { PageShelf } from './page-shelf.ts';

type PlaceColumns = readonly [
  moment: number,
  kind: FactKind,
  key: string,
  beforePage: number | null,
  beforeSlot: number | null,
  afterPage: number | null,
  afterSlot: number | null,
];

const columns = 'moment, kind, key, before_page, before_slot, after_page, after_slot';

const placeOf = (page: number | null, slot: number | null): FactPlace | null =>
  page === null || slot === null ? null : { page, slot };

const fromColumns = ([moment, kind, key, ...places]: PlaceColumns): HistoryRow<FactPlace> => ({
  moment,
  kind,
  key,
  before: placeOf(places[0], places[1]),
  after: placeOf(places[2], places[3]),
});

const samePlace = (left: FactPlace, right: FactPlace): boolean =>
  left.page === right.page && left.slot === right.slot;

/** Earlier versions of facts, out of the file. Must not be used while the file is written. */
export class HeldFacts {
  readonly #database: Database;
  readonly #shelf: PageShelf;

  constructor(database: Database) {
    this.#database = database;
    this.#shelf = new PageShelf(database);
  }

  /** All facts of a kind as of a moment, as sent: what is held, with everything undone that was seen later. */
  asOf(kind: FactKind, moment: number): readonly unknown[] {
    return this.#shelf.all([...this.#placesAsOf(kind, moment).values()]);
  }

  /** What differs between two moments, with the facts themselves. `from` may be the later one. */
  between(from: number, to: number): readonly Difference<unknown>[] {
    const rows = this.#rows(
      'moment > ? AND moment <= ? ORDER BY moment',
      Math.min(from, to),
      Math.max(from, to),
    );
    const forward = this.withFacts(foldRows(rows, samePlace));
    if (from <= to) return forward;
    return forward.map(({ before, after, ...fact }) => ({ ...fact, before: after, after: before }));
  }

  /** The rows of one thing's life, oldest first: those about a subject, or those of one fact. */
  rowsOf(
    whose: { readonly about: string } | { readonly kind: FactKind; readonly key: string },
  ): readonly HistoryRow<FactPlace>[] {
    return 'about' in whose
      ? this.#rows('about = ? ORDER BY moment, kind, key', whose.about)
      : this.#rows('kind = ? AND key = ? ORDER BY moment', whose.kind, whose.key);
  }

  /** E-mails whose user went last and did not come again, in small letters (`aboutSubject`). */
  departed(): readonly string[] {
    const prefix = aboutSubject('user', '');
    // Of all rows of one e-mail SQLite takes the columns beside max() from the latest.
    return this.#database
      .prepare<[], { about: string; page: number | null }>(
        `SELECT about, after_page AS page, max(moment) FROM rows
         WHERE kind = 'users' AND about IS NOT NULL GROUP BY about`,
      )
      .all()
      .filter(({ page }) => page === null)
      .map(({ about }) => about.slice(prefix.length));
  }

  /** Rows with the facts themselves. */
  withFacts(rows: readonly Difference<FactPlace>[]): readonly Difference<unknown>[] {
    const facts = this.#shelf.all(rows.flatMap(({ before, after }) => [before ?? noPlace, after ?? noPlace]));
    return rows.flatMap((row, at) => {
      const before = row.before === null ? null : facts[2 * at];
      const after = row.after === null ? null : facts[2 * at + 1];
      // Changed and changed back lies at another place, and is the same.
      if (before !== null && after !== null && JSON.stringify(before) === JSON.stringify(after)) return [];
      return [{ kind: row.kind, key: row.key, before, after }];
    });
  }

  #placesAsOf(kind: FactKind, moment: number): ReadonlyMap<string, FactPlace> {
    const held = this.#database
      .prepare<[string], [key: string, page: number, slot: number]>(
        'SELECT key, page, slot FROM held WHERE kind = ?',
      )
      .raw()
      .all(kind);
    const places = new Map<string, FactPlace>();
    for (const [key, page, slot] of held) places.set(key, { page, slot });
    const rows = this.#rows('moment > ? AND kind = ? ORDER BY moment', moment, kind);
    for (const { key, before } of foldRows(rows, samePlace)) {
      if (before === null) places.delete(key);
      else places.set(key, before);
    }
    return places;
  }

  #rows(condition: string, ...values: (string | number)[]): readonly HistoryRow<FactPlace>[] {
    return this.#database
      .prepare<(string | number)[], PlaceColumns>(`SELECT ${columns} FROM rows WHERE ${condition}`)
      .raw()
      .all(...values)
      .map(fromColumns);
  }
}

/** No page has this number. */
const noPlace: FactPlace = { page: -1, slot: 0 };

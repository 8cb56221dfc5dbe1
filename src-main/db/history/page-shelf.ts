import type { Database, Statement } from 'better-sqlite3';
import { rowsOf, unpackBody } from '../facts/page-body.ts';
import type { FactPlace } from '../facts/fact-reader.ts';

/**
 * Pages that stay parsed: a moment is read out of many, and the next question needs nearly the same. About as many as a tenant
 * of 5,000 users and 90 days of changes has.
 */
const mostPages = 300;

interface StoredPage {
  readonly codec: number;
  readonly body: Uint8Array;
  readonly member: string | null;
}

/** Gives facts back out of the pages of a history. A page never changes, so what was parsed stays true. */
export class PageShelf {
  readonly #page: Statement<[number], StoredPage>;
  readonly #parsed = new Map<number, readonly unknown[]>();

  constructor(database: Database) {
    this.#page = database.prepare('SELECT codec, body, member FROM pages WHERE id = ?');
  }

  /** The fact at a place; undefined where there is none. */
  at({ page, slot }: FactPlace): unknown {
    return (this.#parsed.get(page) ?? this.#read(page))[slot];
  }

  /** Facts in the order of their places; each page is parsed once. */
  all(places: readonly FactPlace[]): readonly unknown[] {
    const order = places.map((_, at) => at);
    order.sort((left, right) => (places[left]?.page ?? 0) - (places[right]?.page ?? 0));
    const facts: unknown[] = Array.from({ length: places.length });
    for (const at of order) {
      const place = places[at];
      if (place !== undefined) facts[at] = this.at(place);
    }
    return facts;
  }

  #read(page: number): readonly unknown[] {
    const stored = this.#page.get(page);
    if (stored === undefined) return [];
    const rows = rowsOf(unpackBody(stored.codec, stored.body), stored.member);
    const [oldest] = this.#parsed.keys();
    if (this.#parsed.size >= mostPages && oldest !== undefined) this.#parsed.delete(oldest);
    this.#parsed.set(page, rows);
    return rows;
  }
}

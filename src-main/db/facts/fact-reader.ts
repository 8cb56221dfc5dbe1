import type { Database, Statement } from 'better-sqlite3';
import { parseGuarded, rowsOfPage } from '../../../src-shared/wire/parse-guarded.ts';
import { tableOfKind } from '../build/organisation-writers.ts';
import type { ListedKind } from '../mirror-delta.ts';
import { unpackBody } from './page-body.ts';

/** Where a fact lies: its page and its place on it. */
export interface FactPlace {
  readonly page: number;
  readonly slot: number;
}

const rememberedPages = 16;

/** Gives facts back as the tenant sent them, out of the pages of a mirror. Neighbours are cheap: the last pages stay parsed. */
export class FactReader {
  readonly #database: Database;
  readonly #page: Statement<[number], { codec: number; body: Uint8Array; member: string | null }>;
  readonly #parsed = new Map<number, readonly unknown[]>();

  /** `file`: the name under which the mirror is attached, where it is. */
  constructor(database: Database, file = 'main') {
    this.#database = database;
    this.#page = database.prepare(`SELECT codec, body, member FROM ${file}.pages WHERE id = ?`);
  }

  /** All facts of a kind of which a tenant has hundreds at most, as it sent them, in the order of its pages. */
  ofKind(kind: ListedKind): readonly unknown[] {
    return this.#database
      .prepare<[], FactPlace>(`SELECT page, slot FROM ${tableOfKind[kind]} ORDER BY page, slot`)
      .all()
      .map((place) => this.at(place));
  }

  /** The fact at a place, or undefined. Parsed with the guard, so that it may be shown. */
  at(place: FactPlace): unknown {
    const known = this.#parsed.get(place.page);
    if (known !== undefined) return known[place.slot];
    const row = this.#page.get(place.page);
    if (row === undefined) return undefined;
    const text = Buffer.from(unpackBody(row.codec, row.body)).toString('utf8');
    const rows = rowsOfPage(parseGuarded(text, 'a page'), row.member, 'a page');
    const oldest = this.#parsed.keys().next().value;
    if (this.#parsed.size >= rememberedPages && oldest !== undefined) this.#parsed.delete(oldest);
    this.#parsed.set(place.page, rows);
    return rows[place.slot];
  }
}

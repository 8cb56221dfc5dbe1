import type { Database, Statement } from 'better-sqlite3';

/**
 * Numbers for texts that repeat. Each text is written once to its table, when it is first seen; numbers start at
 * `from`, so that two files built at the same time can be put together.
 */
export class Interner {
  readonly #known = new Map<string, number>();
  readonly #insert: Statement<[number, string]>;
  #next: number;

  constructor(database: Database, table: 'texts' | 'group_sets', column: 'text' | 'names', from: number) {
    this.#insert = database.prepare(`INSERT INTO ${table} (n, ${column}) VALUES (?, ?)`);
    this.#next = from;
  }

  /** The number of a text. */
  of(text: string): number {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const number = this.#next;
    this.#next += 1;
    this.#known.set(text, number);
    this.#insert.run(number, text);
    return number;
  }
}

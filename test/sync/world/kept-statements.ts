import Sqlite, { type Database } from 'better-sqlite3';

/** A compiled statement, and how it answers now. */
interface Kept {
  readonly statement: Sqlite.Statement;
  plucks: boolean;
  raw: boolean;
  /** Others with the same text that were read row by row, to the end. */
  readonly free: Sqlite.Statement[];
}

/** A statement as the program holds it: its way to answer is its own, what SQLite compiled is shared by all with the same text. */
class Lent {
  readonly #database: Database;
  readonly #sql: string;
  readonly #kept: Kept;
  readonly #compile: () => Sqlite.Statement;
  #plucks = false;
  #raw = false;

  constructor(database: Database, sql: string, kept: Kept, compile: () => Kept['statement']) {
    this.#database = database;
    this.#sql = sql;
    this.#kept = kept;
    this.#compile = compile;
  }

  get database(): Database {
    return this.#database;
  }

  get source(): string {
    return this.#sql;
  }

  get reader(): boolean {
    return this.#kept.statement.reader;
  }

  pluck(on = true): this {
    this.#plucks = on;
    if (on) this.#raw = false;
    return this;
  }

  raw(on = true): this {
    this.#raw = on;
    if (on) this.#plucks = false;
    return this;
  }

  columns(): Sqlite.ColumnDefinition[] {
    return this.#kept.statement.columns();
  }

  get(...values: unknown[]): unknown {
    return this.#ready().get(...values);
  }

  all(...values: unknown[]): unknown[] {
    return this.#ready().all(...values);
  }

  run(...values: unknown[]): Sqlite.RunResult {
    return this.#ready().run(...values);
  }

  /** One that is read row by row is busy until the last of them: nobody else could use it meanwhile. */
  *iterate(...values: unknown[]): IterableIterator<unknown> {
    const own = this.#kept.free.pop() ?? this.#compile();
    own.pluck(this.#plucks);
    if (!this.#plucks) own.raw(this.#raw);
    yield* own.iterate(...values);
    this.#kept.free.push(own);
  }

  #ready(): Kept['statement'] {
    const kept = this.#kept;
    if (kept.statement.reader && (kept.plucks !== this.#plucks || kept.raw !== this.#raw)) {
      kept.statement.pluck(this.#plucks);
      if (this.#raw || kept.raw) kept.statement.raw(this.#raw);
      kept.plucks = this.#plucks;
      kept.raw = this.#raw;
    }
    return kept.statement;
  }
}

const mark = Symbol('keeps statements');

/**
 * From now on, in this thread, a text that a connection has compiled before is not compiled again. A world opens many
 * connections and asks each a little: a tenth of its time was the compiling. What SQLite does with a statement is the same.
 */
export function keepStatements(): void {
  if (Object.hasOwn(Sqlite.prototype, mark)) return;
  // It is called as a method of whatever connection asks.
  // oxlint-disable-next-line typescript/unbound-method
  const compile = Sqlite.prototype.prepare;
  const ofDatabase = new WeakMap<Database, Map<string, Kept>>();
  function prepare(this: Database, sql: string): unknown {
    let known = ofDatabase.get(this);
    if (known === undefined) ofDatabase.set(this, (known = new Map()));
    const anew = (): Kept['statement'] => compile.call(this, sql);
    let kept = known.get(sql);
    if (kept === undefined)
      known.set(sql, (kept = { statement: anew(), plucks: false, raw: false, free: [] }));
    return new Lent(this, sql, kept, anew);
  }
  Object.assign(Sqlite.prototype, { prepare, [mark]: true });
}

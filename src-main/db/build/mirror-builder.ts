import { rmSync } from 'node:fs';
import Sqlite, { type Database, type Statement } from 'better-sqlite3';
import { type FactKind, factKinds } from '../../../src-shared/domain/sync-state.ts';
import { factsOf, hashPage, packBody } from '../facts/page-body.ts';
import { facts010 } from '../migrations/mirror/010-facts.ts';
import { createLookups } from '../migrations/mirror/030-lookups.ts';
import { search020 } from '../migrations/mirror/020-search.ts';
import { mirrorApplicationId } from '../mirror-schema.ts';
import { ensurePrivateFile } from '../private-files.ts';
import type { SqlValue } from './batch-insert.ts';
import type { FactWriter } from './fact-writer.ts';
import { createOrganisationWriter, tableOfKind } from './organisation-writers.ts';
import { type PageInput, type PageOutcome, type StoredPage, keptPageId, pageIdOf } from './page-input.ts';
import { keyOfKind } from './previous-mirror.ts';
import { createRuleWriter } from './rule-writer.ts';
import { writeTablePages } from './table-pages.ts';
import { createUserWriter } from './user-writer.ts';

/**
 * Opens an empty file to build a mirror in. Nobody else reads it before it is complete, and after a crash it is thrown
 * away, so it needs no journal (performance §1): the page log is what a crash can be recovered from.
 */
export function openBuildFile(path: string): Database {
  rmSync(path, { force: true });
  ensurePrivateFile(path);
  const database = new Sqlite(path);
  for (const setting of [
    'page_size = 16384',
    'journal_mode = OFF',
    'synchronous = OFF',
    'temp_store = MEMORY',
    'foreign_keys = OFF',
    'cache_size = -24000',
    `application_id = ${mirrorApplicationId}`,
  ])
    database.pragma(setting);
  facts010.up(database);
  search020.up(database);
  return database;
}

function createWriter(database: Database, kind: FactKind): FactWriter {
  if (kind === 'users') return createUserWriter(database);
  if (kind === 'access-rules') return createRuleWriter(database);
  return createOrganisationWriter(database, kind);
}

/** Takes pages of facts into a file that is being built. */
export class MirrorBuilder {
  readonly database: Database;
  readonly #path: string;
  readonly #writers: Map<FactKind, FactWriter>;
  readonly #page: Statement<SqlValue[]>;
  readonly #leftOut = new Map<FactKind, number>();
  #kept = 0;

  constructor(path: string, kinds: readonly FactKind[] = factKinds) {
    this.#path = path;
    this.database = openBuildFile(path);
    this.#writers = new Map(kinds.map((kind) => [kind, createWriter(this.database, kind)]));
    this.#page = this.database.prepare(
      `INSERT OR REPLACE INTO pages (id, kind, position, member, hash, rows, rejected, codec, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.database.exec('BEGIN');
  }

  /** Stores a page and its facts. Throws when the page is no JSON or holds no list; single bad rows are only counted. */
  ingest(page: PageInput, stored: StoredPage): PageOutcome {
    const { kind, position, member, bytes } = page;
    const id = pageIdOf(kind, position, page.limit);
    const written = this.#writer(kind).writePage?.(bytes, member, id);
    if (written) this.#leaveOut(kind, written.rejected + written.deleted);
    const { rows, rejected } = written ?? this.#write(kind, factsOf(bytes, member), id);
    const { hash, codec, body } = stored;
    this.#page.run(id, kind, position, member, hash, rows, rejected, codec, body);
    return { rows, rejected, hash };
  }

  /** Stores facts that a sweep of this pull did not bring, e.g. those of a kind that could not be read. */
  keep(kind: FactKind, rows: readonly unknown[]): void {
    const id = keptPageId(kind, this.#kept);
    this.#kept += 1;
    this.#write(kind, rows, id);
    const bytes = Buffer.from(JSON.stringify(rows));
    const { codec, body } = packBody(bytes);
    this.#page.run(id, kind, null, null, hashPage(bytes), rows.length, 0, codec, body);
  }

  /** How many different facts of a kind have come, those that were left out included. */
  distinct(kind: FactKind): number {
    this.flush();
    const table = tableOfKind[kind];
    const apart = this.#writer(kind).apart?.rows.distinct();
    if (apart !== undefined) return apart + (this.#leftOut.get(kind) ?? 0);
    const what = kind === 'users' && !this.#tryUserIndex() ? 'count(DISTINCT id)' : 'count(*)';
    const stored = Number(this.database.prepare(`SELECT ${what} FROM ${table}`).pluck().get());
    return stored + (this.#leftOut.get(kind) ?? 0);
  }

  /** By what the facts of a kind that have come are known again. */
  keys(kind: FactKind): Iterable<string | number> {
    this.flush();
    return (
      this.#writer(kind).apart?.rows.keys() ??
      this.database
        .prepare<[], string | number>(`SELECT ${keyOfKind(kind)} FROM ${tableOfKind[kind]}`)
        .pluck()
        .all()
    );
  }

  /** Forgets all facts of a kind, to take its pages again. */
  clear(kind: FactKind): void {
    const writer = this.#writer(kind);
    writer.flush();
    writer.apart?.rows.clear();
    this.#leftOut.delete(kind);
    this.database.exec(`DELETE FROM ${tableOfKind[kind]}`);
    if (kind === 'roles') this.database.exec('DELETE FROM role_permissions');
    this.database.prepare('DELETE FROM pages WHERE kind = ?').run(kind);
  }

  /** Brings what is waiting into the tables. */
  flush(): void {
    for (const writer of this.#writers.values()) writer.flush();
  }

  /** Ends the writing; the file can then be attached or opened by others. */
  close(): void {
    this.flush();
    if (this.database.inTransaction) this.database.exec('COMMIT');
    const apart = [...this.#writers.values()].flatMap((writer) => writer.apart ?? []);
    const placed = apart.map(({ table, rows }) => ({ root: this.#rootOf(table), rows }));
    this.database.close();
    for (const { root, rows } of placed) writeTablePages(this.#path, root, rows);
  }

  /** Closes without caring for the content. */
  abandon(): void {
    this.database.close();
  }

  /** The page of the file where a table begins. */
  #rootOf(table: string): number {
    return Number(
      this.database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(table),
    );
  }

  /** Makes the index of users by id; false when an id is there twice. */
  #tryUserIndex(): boolean {
    try {
      createLookups(this.database);
      return true;
    } catch (thrown) {
      if (thrown instanceof Sqlite.SqliteError && thrown.code.startsWith('SQLITE_CONSTRAINT')) return false;
      throw thrown;
    }
  }

  #write(
    kind: FactKind,
    rows: readonly unknown[],
    page: number,
  ): { readonly rows: number; readonly rejected: number } {
    const writer = this.#writer(kind);
    let rejected = 0;
    let stored = 0;
    for (let slot = 0; slot < rows.length; slot += 1) {
      const written = writer.write(rows[slot], page, slot);
      if (written === 'rejected') rejected += 1;
      else if (written === 'stored') stored += 1;
    }
    this.#leaveOut(kind, rows.length - stored);
    return { rows: rows.length, rejected };
  }

  #leaveOut(kind: FactKind, rows: number): void {
    if (rows > 0) this.#leftOut.set(kind, (this.#leftOut.get(kind) ?? 0) + rows);
  }

  #writer(kind: FactKind): FactWriter {
    const writer = this.#writers.get(kind);
    if (writer === undefined) throw new Error(`this builder does not take ${kind}`);
    return writer;
  }
}

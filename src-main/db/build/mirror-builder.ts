import type { Database, Statement } from 'better-sqlite3';
import { type FactKind, factKinds } from '../../../src-shared/domain/sync-state.ts';
import { factsOf, hashPage, packBody } from '../facts/page-body.ts';
import { completeUsers } from './assemble.ts';
import { syncToDisk } from '../private-files.ts';
import type { SqlValue } from './batch-insert.ts';
import { openBuildFile, reopenBuildFile, rootOf } from './build-file.ts';
import type { FactWriter, RowsApart } from './fact-writer.ts';
import { createOrganisationWriter, tableOfKind } from './organisation-writers.ts';
import { type PageInput, type PageOutcome, type StoredPage, keptPageId, pageIdOf } from './page-input.ts';
import { keyOfKind } from './previous-mirror.ts';
import { createRuleWriter } from './rule-writer.ts';
import { createUserWriter } from './user-writer.ts';

function createWriter(database: Database, kind: FactKind, path: string): FactWriter {
  if (kind === 'users') return createUserWriter(database, path);
  if (kind === 'access-rules') return createRuleWriter(database, path);
  return createOrganisationWriter(database, kind);
}

/** Takes pages of facts into a file that is being built. */
export class MirrorBuilder {
  #database: Database;
  readonly #path: string;
  readonly #writers: Map<FactKind, FactWriter>;
  readonly #page: Statement<SqlValue[]>;
  readonly #leftOut = new Map<FactKind, number>();
  #kept = 0;

  constructor(path: string, kinds: readonly FactKind[] = factKinds) {
    this.#path = path;
    const database = openBuildFile(path);
    this.#database = database;
    this.#writers = new Map(kinds.map((kind) => [kind, createWriter(database, kind, path)]));
    this.#page = database.prepare(
      `INSERT OR REPLACE INTO pages (id, kind, position, member, hash, rows, rejected, codec, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    database.exec('BEGIN');
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
    const stored =
      this.#writer(kind).facts?.distinct() ??
      Number(this.#database.prepare(`SELECT count(*) FROM ${tableOfKind[kind]}`).pluck().get());
    return stored + (this.#leftOut.get(kind) ?? 0);
  }

  /** By what the facts of a kind that have come are known again. */
  keys(kind: FactKind): Iterable<string | number> {
    this.flush();
    return (
      this.#writer(kind).facts?.keys() ??
      this.#database
        .prepare<[], string | number>(`SELECT ${keyOfKind(kind)} FROM ${tableOfKind[kind]}`)
        .pluck()
        .all()
    );
  }

  /** Forgets all facts of a kind, to take its pages again. */
  clear(kind: FactKind): void {
    const writer = this.#writer(kind);
    writer.flush();
    writer.facts?.clear();
    this.#leftOut.delete(kind);
    this.#database.exec(`DELETE FROM ${tableOfKind[kind]}`);
    if (kind === 'roles') this.#database.exec('DELETE FROM role_permissions');
    this.#database.prepare('DELETE FROM pages WHERE kind = ?').run(kind);
  }

  /** Brings what is waiting into the tables. */
  flush(): void {
    for (const writer of this.#writers.values()) writer.flush();
  }

  /**
   * Everything about users that waits until the last of them is in. Nothing more can be taken from then on. What there is
   * goes to disk at once: rules may still be coming, and at the end there is less left to wait for.
   */
  completeUsers(): void {
    this.#place();
    completeUsers(this.#database);
    this.#database.exec('COMMIT');
    syncToDisk(this.#path);
  }

  /** Ends the writing; the file can then be attached or opened by others. */
  close(): void {
    this.#place();
    if (this.#database.inTransaction) this.#database.exec('COMMIT');
    this.#database.close();
  }

  /** Closes without caring for the content. */
  abandon(): void {
    this.#database.close();
    for (const rows of this.#apart()) rows.discard();
  }

  /** Brings the rows that were kept apart into their tables, once; the file is then opened anew. */
  #place(): void {
    const apart = this.#apart();
    this.flush();
    this.#writers.clear();
    if (apart.length === 0) return;
    if (this.#database.inTransaction) this.#database.exec('COMMIT');
    const placed = apart.map((rows) => ({
      rows,
      long: [...rows.long()],
      root: rootOf(this.#database, rows.table),
    }));
    this.#database.close();
    for (const { rows, root } of placed) rows.place(this.#path, root);
    this.#database = reopenBuildFile(this.#path);
    this.#database.exec('BEGIN');
    for (const { rows, long } of placed) {
      if (long.length === 0) continue;
      const insert = this.#database.prepare<SqlValue[]>(
        `INSERT INTO ${rows.table} (${rows.columns.join(', ')}) VALUES (${rows.columns.map(() => '?').join(', ')})`,
      );
      for (const { key, values } of long) insert.run(key, ...values);
    }
  }

  #apart(): readonly RowsApart[] {
    return [...this.#writers.values()].flatMap(({ apart }) => apart ?? []);
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

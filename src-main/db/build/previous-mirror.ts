import { existsSync } from 'node:fs';
import Sqlite, { type Database, type Statement } from 'better-sqlite3';
import type { FactKind } from '../../../src-shared/domain/sync-state.ts';
import { type FactPlace, FactReader } from '../facts/fact-reader.ts';
import { unpackBody } from '../facts/page-body.ts';
import { mirrorApplicationId, mirrorMigrations } from '../mirror-schema.ts';
import { distrust, requirePragmas } from '../pragmas.ts';
import { tableOfKind } from './organisation-writers.ts';
import type { StoredPage } from './page-input.ts';
import { type PagesBefore, pagesBefore } from './pages-before.ts';

/** The column by which a fact of a kind is known again. */
export const keyOfKind = (kind: FactKind): string => (kind === 'identity-providers' ? 'alias' : 'id');

/** The mirror that a pull is going to replace, read beside its owner; facts come back as the tenant sent them. */
export class PreviousMirror {
  readonly path: string;
  readonly #database: Database;
  readonly #placeOf = new Map<FactKind, Statement<[string | number], FactPlace>>();
  readonly #facts: FactReader;

  private constructor(path: string, database: Database) {
    this.path = path;
    this.#database = database;
    this.#facts = new FactReader(database);
  }

  /** Null when there is none, or none that has this edition's schema: the pull then simply starts from nothing. */
  static open(path: string): PreviousMirror | null {
    if (!existsSync(path)) return null;
    const database = new Sqlite(path, { readonly: true, timeout: 5000 });
    try {
      requirePragmas(database, distrust);
      const ours = database.pragma('application_id', { simple: true }) === mirrorApplicationId;
      const current = database.pragma('user_version', { simple: true }) === mirrorMigrations.at(-1)?.version;
      if (ours && current) return new PreviousMirror(path, database);
    } catch {
      // A damaged one is its owner's trouble; for a pull it only means that there is nothing to compare with.
    }
    database.close();
    return null;
  }

  /** See {@link pagesBefore}. */
  pagesBefore(origin: string): PagesBefore | null {
    return pagesBefore(this.#database, origin);
  }

  /** Fingerprints of the pages of the sweep that brought this kind. */
  hashes(kind: FactKind): ReadonlySet<string> {
    return new Set(
      this.#database
        .prepare<[string], string>('SELECT hash FROM pages WHERE kind = ? AND position IS NOT NULL')
        .pluck()
        .all(kind),
    );
  }

  /** A page of the sweep, unpacked and packed. */
  page(
    kind: FactKind,
    position: number,
  ): { stored: StoredPage; member: string | null; bytes: Uint8Array } | null {
    const row = this.#database
      .prepare<[string, number], StoredPage & { member: string | null }>(
        'SELECT hash, codec, body, member FROM pages WHERE kind = ? AND position = ?',
      )
      .get(kind, position);
    if (row === undefined) return null;
    return { stored: row, member: row.member, bytes: unpackBody(row.codec, row.body) };
  }

  count(kind: FactKind): number {
    return Number(this.#database.prepare(`SELECT count(*) FROM ${tableOfKind[kind]}`).pluck().get());
  }

  /** Where each fact of a kind lies, in the order of pages. */
  places(kind: FactKind): readonly (FactPlace & { readonly key: string | number })[] {
    return this.#database
      .prepare<[], FactPlace & { key: string | number }>(
        `SELECT ${keyOfKind(kind)} AS key, page, slot FROM ${tableOfKind[kind]} ORDER BY page, slot`,
      )
      .all();
  }

  /** Where one fact lies; undefined when it is not there. */
  placeOf(kind: FactKind, key: string | number): FactPlace | undefined {
    let statement = this.#placeOf.get(kind);
    if (statement === undefined) {
      const sql = `SELECT page, slot FROM ${tableOfKind[kind]} WHERE ${keyOfKind(kind)} = ?`;
      statement = this.#database.prepare<[string | number], FactPlace>(sql);
      this.#placeOf.set(kind, statement);
    }
    return statement.get(key);
  }

  /** The fact at a place, as sent. */
  fact(place: FactPlace): unknown {
    return this.#facts.at(place);
  }

  close(): void {
    this.#database.close();
  }
}

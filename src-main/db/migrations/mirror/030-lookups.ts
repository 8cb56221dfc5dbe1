import type { Database } from 'better-sqlite3';
import type { Migration } from '../../migration.ts';

/** Indices of the mirror. A pull that builds a file creates them last, after its rows are in. */
export function createLookups(database: Database): void {
  database.exec('CREATE UNIQUE INDEX IF NOT EXISTS users_by_id ON users (id)');
}

/** See {@link createLookups}. */
export const lookups030: Migration = { version: 30, name: 'lookups', up: createLookups };

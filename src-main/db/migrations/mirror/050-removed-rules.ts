import type { Database } from 'better-sqlite3';
import type { Migration } from '../../migration.ts';

/**
 * Access rules that acts of ours removed since the mirror was last built: an old cluster, which says no phase, may list them
 * for a while as if they were there (I8). A mirror that is built anew starts without.
 */
export function createRemovedRules(database: Database): void {
  database.exec('CREATE TABLE IF NOT EXISTS removed_rules (id INTEGER PRIMARY KEY) STRICT');
}

/** See {@link createRemovedRules}. */
export const removedRules050: Migration = { version: 50, name: 'removed-rules', up: createRemovedRules };

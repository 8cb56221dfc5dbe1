import type { Database } from 'better-sqlite3';
import type { Migration } from '../../migration.ts';

/** When each of the removed rules was removed, in milliseconds by our clock: one that is long gone is not on its way out. */
export function addRemovedAt(database: Database): void {
  database.exec('ALTER TABLE removed_rules ADD COLUMN removed_at INTEGER NOT NULL DEFAULT 0');
}

/** See {@link addRemovedAt}. */
export const removedAt060: Migration = { version: 60, name: 'removed-at', up: addRemovedAt };

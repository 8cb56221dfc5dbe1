import type { Database } from 'better-sqlite3';
import type { Migration } from '../../migration.ts';

/**
 * How far the mirror has followed the tenant: moments of the tenant's own clock up to which changes were read, and
 * moments of ours at which things were last read whole. Milliseconds; empty until a complete sweep. A mirror that is
 * built anew starts without.
 */
export function createCursors(database: Database): void {
  database.exec(
    'CREATE TABLE IF NOT EXISTS cursors (name TEXT PRIMARY KEY, moment INTEGER NOT NULL) STRICT, WITHOUT ROWID',
  );
}

/** See {@link createCursors}. */
export const cursors040: Migration = { version: 40, name: 'cursors', up: createCursors };

import type { Migration } from '../../migration.ts';

/** How each pull ended (SyncRun); the ledger's, because a rebuilt mirror forgets. */
export const syncRuns020: Migration = {
  version: 20,
  name: 'sync-runs',
  up(database) {
    database.exec(`
      CREATE TABLE sync_runs (
        n INTEGER PRIMARY KEY,
        started_at TEXT NOT NULL,
        ended_at TEXT NOT NULL,
        outcome TEXT NOT NULL,
        rows INTEGER NOT NULL,
        requests INTEGER NOT NULL,
        bytes INTEGER NOT NULL,
        added INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        removed INTEGER NOT NULL,
        held TEXT CHECK (held IS NULL OR json_valid(held)),
        error TEXT CHECK (error IS NULL OR json_valid(error))
      ) STRICT;
    `);
  },
};

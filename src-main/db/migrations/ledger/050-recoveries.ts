import type { Migration } from '../../migration.ts';

/** What was kept each time this ledger had to be recovered (RecoveryReport), and when the user saw it. */
export const recoveries050: Migration = {
  version: 50,
  name: 'recoveries',
  up(database) {
    database.exec(`
      CREATE TABLE recoveries (
        n INTEGER PRIMARY KEY,
        report TEXT NOT NULL CHECK (json_valid(report)),
        seen_at TEXT
      ) STRICT;
    `);
  },
};

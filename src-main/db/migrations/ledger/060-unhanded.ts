import type { Migration } from '../../migration.ts';

/**
 * Secrets that came and that nobody was given yet: a mark for each, never the secret. One that is still there at the next
 * start was lost with the app (I18). Of earlier secrets nothing is known, so they get no mark.
 */
export const unhanded060: Migration = {
  version: 60,
  name: 'unhanded secrets',
  up(database) {
    database.exec(`
      CREATE TABLE unhanded (
        credential_id TEXT PRIMARY KEY,
        change_id TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('temporary-password', 'client-secret')),
        subject_id TEXT NOT NULL,
        name TEXT NOT NULL,
        issued_at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX unhanded_subjects ON unhanded (kind, subject_id);
    `);
  },
};

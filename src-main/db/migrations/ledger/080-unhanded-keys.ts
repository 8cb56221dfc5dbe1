import type { Migration } from '../../migration.ts';

/** Marks of secrets that were not handed over also tell of access keys; SQLite changes a constraint by making the table anew. */
export const unhandedKeys080: Migration = {
  version: 80,
  name: 'unhanded access keys',
  up(database) {
    database.exec(`
      DROP INDEX unhanded_subjects;
      ALTER TABLE unhanded RENAME TO unhanded_before;
      CREATE TABLE unhanded (
        credential_id TEXT PRIMARY KEY,
        change_id TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('temporary-password', 'client-secret', 'access-key')),
        subject_id TEXT NOT NULL,
        name TEXT NOT NULL,
        issued_at TEXT NOT NULL
      ) STRICT;
      INSERT INTO unhanded SELECT credential_id, change_id, kind, subject_id, name, issued_at FROM unhanded_before;
      DROP TABLE unhanded_before;
      CREATE INDEX unhanded_subjects ON unhanded (kind, subject_id);
    `);
  },
};

import type { Migration } from '../../migration.ts';

/** The journal: append-only, each row holding the hash of the one before (design §4, V56). */
export const journal010: Migration = {
  version: 10,
  name: 'journal',
  up(database) {
    database.exec(`
      CREATE TABLE journal (
        seq INTEGER PRIMARY KEY,
        time TEXT NOT NULL,
        actor TEXT NOT NULL,
        verb TEXT NOT NULL,
        object TEXT NOT NULL,
        detail TEXT NOT NULL CHECK (json_valid(detail)),
        previous_hash TEXT NOT NULL,
        hash TEXT NOT NULL
      ) STRICT;
      CREATE TRIGGER journal_never_changes BEFORE UPDATE ON journal
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
      CREATE TRIGGER journal_never_shrinks BEFORE DELETE ON journal
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
    `);
  },
};

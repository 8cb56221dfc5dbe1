import type { Migration } from '../../migration.ts';

/**
 * Reviews (docs/reviews.md): campaigns as they were frozen, their rows in pages, what happened in them as a chain for each, and
 * texts that belong to it whole: answers as they came, the roster at its end. Nothing of it is ever written again (V56). No index is over one text alone: a recovery takes the entries of such
 * an index for ids of changes. `codec` 0: JSON text as bytes, 1: the same in zstd; `checksum`: SHA-256 of the body, hex.
 */
export const campaigns070: Migration = {
  version: 70,
  name: 'campaigns',
  up(database) {
    database.exec(`
      CREATE TABLE campaigns (
        n INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        campaign TEXT NOT NULL CHECK (json_valid(campaign)),
        controls TEXT NOT NULL CHECK (json_valid(controls)),
        made_at TEXT NOT NULL,
        UNIQUE (id, n)
      ) STRICT;
      CREATE TABLE campaign_rows (
        n INTEGER PRIMARY KEY,
        campaign TEXT NOT NULL,
        page INTEGER NOT NULL,
        codec INTEGER NOT NULL CHECK (codec IN (0, 1)),
        body BLOB NOT NULL,
        checksum TEXT NOT NULL,
        UNIQUE (campaign, page)
      ) STRICT;
      CREATE TABLE campaign_texts (
        n INTEGER PRIMARY KEY,
        campaign TEXT NOT NULL,
        name TEXT NOT NULL,
        codec INTEGER NOT NULL CHECK (codec IN (0, 1)),
        body BLOB NOT NULL,
        checksum TEXT NOT NULL,
        UNIQUE (campaign, name)
      ) STRICT;
      CREATE TABLE review_entries (
        n INTEGER PRIMARY KEY,
        campaign TEXT NOT NULL,
        seq INTEGER NOT NULL,
        at TEXT NOT NULL,
        by TEXT NOT NULL,
        event TEXT NOT NULL CHECK (json_valid(event)),
        previous_hash TEXT NOT NULL,
        hash TEXT NOT NULL,
        UNIQUE (campaign, seq)
      ) STRICT;
      ${['campaigns', 'campaign_rows', 'campaign_texts', 'review_entries']
        .map(
          (table) => `
      CREATE TRIGGER ${table}_never_change BEFORE UPDATE ON ${table}
        BEGIN SELECT RAISE(ABORT, 'reviews are append-only'); END;
      CREATE TRIGGER ${table}_never_shrink BEFORE DELETE ON ${table}
        BEGIN SELECT RAISE(ABORT, 'reviews are append-only'); END;`,
        )
        .join('')}
    `);
  },
};

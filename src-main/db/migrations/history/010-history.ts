import type { Migration } from '../../migration.ts';

/**
 * Earlier versions of facts (docs/history.md). Facts lie whole on `pages`, as in the mirror; `held` says where each one lies
 * that was there at the last look, `rows` where it lay before and after a moment at which it was seen changed. Times are
 * milliseconds of our clock, those of events of the tenant's.
 */
export const history010: Migration = {
  version: 10,
  name: 'history',
  up(database) {
    database.exec(`
      -- until: the last look that found nothing new. complete: 0 when some kind could not be read then.
      CREATE TABLE moments (
        id INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        until INTEGER NOT NULL,
        source TEXT NOT NULL,
        complete INTEGER NOT NULL,
        added INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        removed INTEGER NOT NULL
      ) STRICT;

      -- codec as in the mirror: 0 JSON text as bytes, 1 the same in zstd.
      CREATE TABLE pages (
        id INTEGER PRIMARY KEY,
        member TEXT,
        hash TEXT NOT NULL,
        codec INTEGER NOT NULL,
        body BLOB NOT NULL
      ) STRICT;

      CREATE TABLE held (
        kind TEXT NOT NULL, key TEXT NOT NULL, page INTEGER NOT NULL, slot INTEGER NOT NULL,
        PRIMARY KEY (kind, key)
      ) STRICT, WITHOUT ROWID;

      -- about: whose life it belongs to, as type and id of a subject; NULL where it is nobody's.
      CREATE TABLE rows (
        moment INTEGER NOT NULL REFERENCES moments (id),
        kind TEXT NOT NULL,
        key TEXT NOT NULL,
        about TEXT,
        before_page INTEGER, before_slot INTEGER,
        after_page INTEGER, after_slot INTEGER,
        PRIMARY KEY (moment, kind, key)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX rows_of_fact ON rows (kind, key);
      CREATE INDEX rows_about ON rows (about) WHERE about IS NOT NULL;

      -- The mirror that was looked at last: its build, its newest page, its revision.
      CREATE TABLE seen (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        build TEXT NOT NULL, whole TEXT NOT NULL, page INTEGER NOT NULL, revision INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE snapshots (
        name TEXT PRIMARY KEY, moment INTEGER NOT NULL REFERENCES moments (id), made_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE events (
        id TEXT PRIMARY KEY, at INTEGER NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
        entity TEXT NOT NULL, entity_id TEXT NOT NULL, entity_name TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX events_of ON events (entity_id, at);
      CREATE INDEX events_named ON events (entity_name, at);
      -- Stretches of the event history that were read whole.
      CREATE TABLE event_reads (from_at INTEGER PRIMARY KEY, until_at INTEGER NOT NULL) STRICT;
    `);
  },
};

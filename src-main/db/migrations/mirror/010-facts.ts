import type { Migration } from '../../migration.ts';

/**
 * The tenant's facts. Replies are kept whole in `pages`, byte for byte as JSON; a fact's row says where it lies
 * (`page`, `slot`), so that unknown members survive without storing everything twice. What repeats in hundreds of
 * thousands of rows (subjects, scopes, authors) is stored once and named by number. Times are milliseconds.
 */
export const facts010: Migration = {
  version: 10,
  name: 'facts',
  up(database) {
    database.exec(`
      -- touched: 1 where the facts are not those of the pages, after an act of ours or where a sweep left some out.
      CREATE TABLE state (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        revision INTEGER NOT NULL,
        as_of TEXT,
        origin TEXT,
        touched INTEGER NOT NULL
      ) STRICT;
      INSERT INTO state VALUES (1, 0, NULL, NULL, 0);

      -- codec 0: JSON text as bytes, 1: the same in zstd. position: offset of the page, NULL for a single fact.
      CREATE TABLE pages (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        position INTEGER,
        member TEXT,
        hash TEXT NOT NULL,
        rows INTEGER NOT NULL,
        rejected INTEGER NOT NULL,
        codec INTEGER NOT NULL,
        body BLOB NOT NULL
      ) STRICT;

      CREATE TABLE texts (n INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
      CREATE TABLE group_sets (n INTEGER PRIMARY KEY, names TEXT NOT NULL) STRICT;
      CREATE TABLE users (
        n INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        email TEXT NOT NULL,
        first_name TEXT,
        last_name TEXT,
        is_local INTEGER,
        last_login INTEGER,
        created_by INTEGER NOT NULL,
        created_at INTEGER,
        updated_at INTEGER,
        group_set INTEGER NOT NULL,
        page INTEGER NOT NULL,
        slot INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE subjects (n INTEGER PRIMARY KEY, type TEXT NOT NULL, key TEXT NOT NULL) STRICT;
      CREATE TABLE role_names (n INTEGER PRIMARY KEY, role INTEGER NOT NULL, name TEXT NOT NULL) STRICT;
      CREATE TABLE scopes (n INTEGER PRIMARY KEY, type TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL) STRICT;
      CREATE TABLE rules (
        id INTEGER PRIMARY KEY,
        subject INTEGER NOT NULL,
        role INTEGER NOT NULL,
        scope INTEGER NOT NULL,
        phase INTEGER NOT NULL,
        created_by INTEGER NOT NULL,
        created_at INTEGER,
        updated_at INTEGER,
        page INTEGER NOT NULL,
        slot INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE roles (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, description TEXT NOT NULL, custom INTEGER NOT NULL,
        enabled INTEGER NOT NULL, created_by TEXT NOT NULL, created_at INTEGER, updated_at INTEGER,
        page INTEGER NOT NULL, slot INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE role_permissions (
        role INTEGER NOT NULL REFERENCES roles (id) ON DELETE CASCADE,
        resource_type TEXT NOT NULL, action TEXT NOT NULL,
        PRIMARY KEY (role, resource_type, action)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE permission_sets (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, description TEXT NOT NULL,
        page INTEGER NOT NULL, slot INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE clusters (
        id TEXT PRIMARY KEY, tenant_id TEXT, name TEXT NOT NULL, state TEXT, version TEXT, created_at INTEGER,
        page INTEGER NOT NULL, slot INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE departments (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, cluster TEXT NOT NULL, created_at INTEGER,
        page INTEGER NOT NULL, slot INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE projects (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, cluster TEXT NOT NULL, department TEXT, phase TEXT,
        created_at INTEGER, page INTEGER NOT NULL, slot INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE service_accounts (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, client_id TEXT NOT NULL, enabled INTEGER NOT NULL,
        created_by TEXT NOT NULL, created_at INTEGER, last_login INTEGER,
        page INTEGER NOT NULL, slot INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE identity_providers (
        alias TEXT PRIMARY KEY, type TEXT NOT NULL, redirect_uri TEXT NOT NULL, source TEXT,
        page INTEGER NOT NULL, slot INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;

      -- Groups are not listed by the tenant: their names are those seen in rules and in users.
      CREATE VIEW groups AS
        SELECT key AS name FROM subjects s
          WHERE type = 'group' AND EXISTS (SELECT 1 FROM rules r WHERE r.subject = s.n)
        UNION
        SELECT value FROM group_sets g, json_each(g.names)
          WHERE EXISTS (SELECT 1 FROM users u WHERE u.group_set = g.n);
    `);
  },
};

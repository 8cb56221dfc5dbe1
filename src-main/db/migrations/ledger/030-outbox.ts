import type { Migration } from '../../migration.ts';

/**
 * The outbox (reliability §3.2). `seq` is the order in which changes were made, `place` the order in which they are sent.
 * Rows stay for ever; one that is done or cancelled never lives again (I14), only its facts may be emptied. Lists of open
 * states are written out because an index serves only a question that repeats its condition word for word.
 */
export const outbox030: Migration = {
  version: 30,
  name: 'outbox',
  up(database) {
    database.exec(`
      CREATE TABLE outbox (
        seq INTEGER PRIMARY KEY,
        place INTEGER NOT NULL,
        id TEXT NOT NULL UNIQUE,
        group_id TEXT NOT NULL,
        group_title TEXT NOT NULL,
        binding TEXT NOT NULL,
        edit TEXT NOT NULL CHECK (json_valid(edit)),
        base TEXT CHECK (base IS NULL OR json_valid(base)),
        depends_on TEXT NOT NULL CHECK (json_valid(depends_on)),
        held INTEGER NOT NULL CHECK (held IN (0, 1)),
        state TEXT NOT NULL CHECK (state IN
          ('pending', 'sending', 'unknown', 'conflict', 'blocked', 'rejected', 'done', 'cancelled')),
        attempts INTEGER NOT NULL CHECK (attempts >= 0),
        next_at TEXT,
        error TEXT CHECK (error IS NULL OR json_valid(error)),
        conflict TEXT CHECK (conflict IS NULL OR json_valid(conflict)),
        result TEXT CHECK (result IS NULL OR json_valid(result)),
        acknowledged TEXT NOT NULL CHECK (json_valid(acknowledged)),
        waived INTEGER NOT NULL CHECK (waived IN (0, 1)),
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        noted INTEGER NOT NULL CHECK (noted IN (0, 1)),
        checksum TEXT NOT NULL
      ) STRICT;
      CREATE INDEX outbox_open ON outbox (state, place)
        WHERE state IN ('pending', 'sending', 'unknown', 'conflict', 'blocked', 'rejected');
      CREATE INDEX outbox_ended ON outbox (updated_at, seq) WHERE state IN ('done', 'cancelled');
      CREATE INDEX outbox_unnoted ON outbox (seq) WHERE state = 'done' AND noted = 0;
      CREATE INDEX outbox_groups ON outbox (group_id, place);
      CREATE UNIQUE INDEX outbox_local_rules ON outbox (json_extract(edit, '$.localId'))
        WHERE json_extract(edit, '$.kind') = 'rule.create';

      CREATE TRIGGER outbox_never_shrinks BEFORE DELETE ON outbox
        BEGIN SELECT RAISE(ABORT, 'the outbox keeps every change'); END;
      CREATE TRIGGER outbox_end_is_final BEFORE UPDATE ON outbox
        WHEN OLD.state IN ('done', 'cancelled') AND (NEW.state IS NOT OLD.state OR NEW.noted < OLD.noted)
        BEGIN SELECT RAISE(ABORT, 'a change that ended stays as it ended'); END;
      CREATE TRIGGER outbox_same_change BEFORE UPDATE OF seq, id, group_id, binding, created_at ON outbox
        WHEN NEW.seq IS NOT OLD.seq OR NEW.id IS NOT OLD.id OR NEW.group_id IS NOT OLD.group_id
          OR NEW.binding IS NOT OLD.binding OR NEW.created_at IS NOT OLD.created_at
        BEGIN SELECT RAISE(ABORT, 'a change keeps its name and binding'); END;
    `);
  },
};

import type { Migration } from '../../migration.ts';

/**
 * One index instead of two over what still has something to come: open changes, done ones whose facts the mirror may lack, and
 * the few that were taken back. Its condition names nothing that a step alters on the way from `pending` to `done`, so that
 * SQLite has it to look after only when a change is made and when the mirror has its facts.
 */
export const outboxLive090: Migration = {
  version: 90,
  name: 'live changes',
  up(database) {
    database.exec(`
      DROP INDEX outbox_open;
      DROP INDEX outbox_unnoted;
      CREATE INDEX outbox_live ON outbox (seq) WHERE noted = 0;
    `);
  },
};

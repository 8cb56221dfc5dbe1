import type { Migration } from '../../migration.ts';

/** What a run of sync did; the ones before were all pulls. */
export const runKinds040: Migration = {
  version: 40,
  name: 'run-kinds',
  up(database) {
    database.exec(`
      ALTER TABLE sync_runs ADD COLUMN kind TEXT NOT NULL DEFAULT 'pull'
        CHECK (kind IN ('pull', 'delta', 'push'));
      CREATE INDEX sync_runs_reading ON sync_runs (n) WHERE kind IN ('pull', 'delta');
    `);
  },
};

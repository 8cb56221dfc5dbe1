import type { Database } from 'better-sqlite3';
import { type SyncRun, syncRunSchema } from '../../src-shared/domain/sync-state.ts';

/** The pulls that ended, in the ledger. */
export interface SyncRuns {
  add(run: SyncRun): void;
  /** The last one, or null. */
  latest(): SyncRun | null;
  /** Newest first, at most `limit` (default 100). */
  list(limit?: number): readonly SyncRun[];
}

const toJson = (value: object | null): string | null => (value === null ? null : JSON.stringify(value));
const fromJson = (text: string | null): unknown => (text === null ? null : JSON.parse(text));

/** The sync runs of an open ledger. */
export function createSyncRuns(database: Database): SyncRuns {
  const insert = database.prepare(`
    INSERT INTO sync_runs (started_at, ended_at, outcome, rows, requests, bytes, added, changed, removed, error, held)
    VALUES (@startedAt, @endedAt, @outcome, @rows, @requests, @bytes, @added, @changed, @removed, @error, @held)`);
  const newest = database.prepare<[number], { error: string | null; held: string | null }>(`
    SELECT started_at AS startedAt, ended_at AS endedAt, outcome, rows, requests, bytes, added, changed, removed, error, held
    FROM sync_runs ORDER BY n DESC LIMIT ?`);
  const list = (limit: number): readonly SyncRun[] =>
    newest
      .all(limit)
      .map((row) => syncRunSchema.parse({ ...row, error: fromJson(row.error), held: fromJson(row.held) }));
  return {
    add(run) {
      insert.run({ ...run, error: toJson(run.error), held: toJson(run.held) });
    },
    latest: () => list(1)[0] ?? null,
    list: (limit = 100) => list(limit),
  };
}

import type { Database } from 'better-sqlite3';
import type { SyncRun } from '../../src-shared/domain/sync-state.ts';
import { type TimelineEntry, timelineEntrySchema } from '../../src-shared/ipc/changes-contract.ts';

/** The runs of sync that ended, in the ledger. */
export interface SyncRuns {
  add(run: SyncRun, kind: TimelineEntry['kind']): void;
  /** The last pull or delta, or null. */
  latest(): SyncRun | null;
  /** The last pull or delta that saw something and put it into the mirror: the whole tenant, or part of it. Null: none. */
  latestLook(): SyncRun | null;
  /** Newest first, pushes too, at most `limit` (default 100). */
  list(limit?: number): readonly TimelineEntry[];
}

const toJson = (value: object | null): string | null => (value === null ? null : JSON.stringify(value));
const fromJson = (text: string | null): unknown => (text === null ? null : JSON.parse(text));

/** The sync runs of an open ledger. */
export function createSyncRuns(database: Database): SyncRuns {
  const insert = database.prepare(`
    INSERT INTO sync_runs
      (started_at, ended_at, outcome, rows, requests, bytes, added, changed, removed, error, held, kind)
    VALUES
      (@startedAt, @endedAt, @outcome, @rows, @requests, @bytes, @added, @changed, @removed, @error, @held, @kind)`);
  const newest = (which: string) =>
    database.prepare<[number], { kind: string; error: string | null; held: string | null }>(`
      SELECT started_at AS startedAt, ended_at AS endedAt, outcome, rows, requests, bytes, added, changed, removed,
        error, held, kind
      FROM sync_runs ${which} ORDER BY n DESC LIMIT ?`);
  const all = newest('');
  const reading = newest("WHERE kind IN ('pull', 'delta')");
  const looking = newest("WHERE kind IN ('pull', 'delta') AND outcome IN ('complete', 'partial')");
  const entries = (statement: typeof all, limit: number): readonly TimelineEntry[] =>
    statement.all(limit).map(({ kind, ...row }) =>
      timelineEntrySchema.parse({
        kind,
        run: { ...row, error: fromJson(row.error), held: fromJson(row.held) },
      }),
    );
  return {
    add(run, kind) {
      insert.run({ ...run, error: toJson(run.error), held: toJson(run.held), kind });
    },
    latest: () => entries(reading, 1)[0]?.run ?? null,
    latestLook: () => entries(looking, 1)[0]?.run ?? null,
    list: (limit = 100) => entries(all, limit),
  };
}

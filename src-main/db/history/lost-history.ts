import Sqlite from 'better-sqlite3';
import type { HistoryReport } from '../../../src-shared/domain/recovery.ts';
import { distrust, requirePragmas } from '../pragmas.ts';

const timeOf = (milliseconds: number | null): string | null =>
  milliseconds === null ? null : new Date(milliseconds).toISOString();

/** What a damaged history still tells of its moments; null = nothing that holds together. Never throws. */
export function lostHistory(path: string): HistoryReport['lost'] {
  let database: Sqlite.Database | undefined;
  try {
    database = new Sqlite(path, { readonly: true, fileMustExist: true });
    requirePragmas(database, distrust);
    const told = database
      .prepare<[], { moments: number; since: number | null; until: number | null }>(
        'SELECT count(*) AS moments, min(at) AS since, max(until) AS until FROM moments',
      )
      .get();
    if (told === undefined) return null;
    const names = database.prepare<[], string>('SELECT name FROM snapshots ORDER BY made_at, name').pluck();
    const { moments, since, until } = told;
    return { moments, since: timeOf(since), until: timeOf(until), names: names.all() };
  } catch {
    return null;
  } finally {
    database?.close();
  }
}

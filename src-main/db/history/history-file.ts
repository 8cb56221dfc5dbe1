import type { Database } from 'better-sqlite3';
import type { HistoryReport } from '../../../src-shared/domain/recovery.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { backUp } from '../backup.ts';
import { setAside } from '../damaged.ts';
import type { Migration } from '../migration.ts';
import { history010 } from '../migrations/history/010-history.ts';
import { checkEverything, openDatabase } from '../open.ts';
import { lostHistory } from './lost-history.ts';

/** All steps of the history's schema, oldest first. */
export const historyMigrations: readonly Migration[] = [history010];

/** `RLBH` in the header of each history. */
export const historyApplicationId = 0x524c4248;

/** How a history is opened. */
export interface HistoryOpening {
  /** RFC 3339; names the folder in case the file is damaged. */
  readonly now: string;
  /** It was found damaged while in use: everything in it is checked, also what a quick check leaves out. */
  readonly suspect?: boolean;
}

/**
 * Opens (or makes) a history. A damaged one is moved to `damaged/<time>/`, never deleted, and an empty one begins: what was
 * known is then a gap (docs/history.md), which the report tells of. Other troubles are thrown as `storage` RolebookErrors.
 */
export function openHistoryFile(
  path: string,
  { now, suspect = false }: HistoryOpening,
): { readonly database: Database; readonly begunAnew: HistoryReport | null } {
  const open = (): Database =>
    openDatabase(path, {
      applicationId: historyApplicationId,
      migrations: historyMigrations,
      beforeMigrating: (database) => backUp(database, path),
    });
  try {
    const database = open();
    if (suspect) checkEverything(database);
    return { database, begunAnew: null };
  } catch (thrown) {
    if (!(thrown instanceof RolebookError) || thrown.body.reason !== 'database-damaged') throw thrown;
    const lost = lostHistory(path);
    const keptIn = setAside(path, now);
    return { database: open(), begunAnew: { of: 'history', at: now, keptIn, lost } };
  }
}

import type { Database } from 'better-sqlite3';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { backUp } from '../backup.ts';
import { setAside } from '../damaged.ts';
import type { Migration } from '../migration.ts';
import { history010 } from '../migrations/history/010-history.ts';
import { openDatabase } from '../open.ts';

/** All steps of the history's schema, oldest first. */
export const historyMigrations: readonly Migration[] = [history010];

/** `RLBH` in the header of each history. */
export const historyApplicationId = 0x524c4248;

/**
 * Opens (or makes) a history. A damaged one is moved to `damaged/<time>/`, never deleted, and an empty one begins: what was
 * known is then a gap (docs/history.md). Other troubles are thrown as `storage` RolebookErrors.
 */
export function openHistoryFile(
  path: string,
  now: string,
): { readonly database: Database; readonly setAside: boolean } {
  const open = (): Database =>
    openDatabase(path, {
      applicationId: historyApplicationId,
      migrations: historyMigrations,
      beforeMigrating: (database) => backUp(database, path),
    });
  try {
    return { database: open(), setAside: false };
  } catch (thrown) {
    if (!(thrown instanceof RolebookError) || thrown.body.reason !== 'database-damaged') throw thrown;
    setAside(path, now);
    return { database: open(), setAside: true };
  }
}

import Sqlite from 'better-sqlite3';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';

/** Whether SQLite says that the file itself is damaged, or is no database (reliability §2.4). */
export function isDamage(thrown: unknown): boolean {
  return thrown instanceof Sqlite.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(thrown.code);
}

/** What SQLite or the file system threw, as a `storage` error in the user's words; a RolebookError passes through. */
export function storageFailure(thrown: unknown): RolebookError {
  if (thrown instanceof RolebookError) return thrown;
  const code =
    thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
  const full = /FULL|ENOSPC/.test(code);
  const damaged = isDamage(thrown);
  return new RolebookError(
    {
      kind: 'storage',
      origin: 'db',
      reason: full ? 'disk-full' : damaged ? 'database-damaged' : 'database-failed',
      retryable: full || /BUSY|LOCKED/.test(code),
      message: full
        ? 'The disk is full.'
        : damaged
          ? 'A database file of Rolebook is damaged.'
          : 'Rolebook could not read or write its database.',
      hint: full
        ? 'Free some space, then try again.'
        : 'Check that the disk is healthy and the folder writable.',
    },
    { cause: thrown },
  );
}

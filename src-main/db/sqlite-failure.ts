import Sqlite from 'better-sqlite3';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';

/** Whether SQLite says that the file itself is damaged, cannot be read, or is no database (reliability §2.4). */
export function isDamage(thrown: unknown): boolean {
  return (
    thrown instanceof Sqlite.SqliteError &&
    /^SQLITE_(CORRUPT|NOTADB|IOERR_(READ|SHORT_READ|CORRUPTFS|DATA)$)/.test(thrown.code)
  );
}

/** What SQLite or the file system threw, as a `storage` error in the user's words; a RolebookError passes through. */
export function storageFailure(thrown: unknown): RolebookError {
  if (thrown instanceof RolebookError) return thrown;
  const code =
    thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
  const full = /FULL|ENOSPC|EDQUOT/.test(code);
  const damaged = isDamage(thrown);
  const closed = /^SQLITE_READONLY|^(EROFS|EACCES|EPERM)$/.test(code);
  return new RolebookError(
    {
      kind: 'storage',
      origin: 'db',
      reason: full
        ? 'disk-full'
        : damaged
          ? 'database-damaged'
          : closed
            ? 'folder-read-only'
            : 'database-failed',
      retryable: full || /BUSY|LOCKED/.test(code),
      message: full
        ? 'The disk is full.'
        : damaged
          ? 'A database file of Rolebook is damaged.'
          : closed
            ? 'Rolebook may not write in its own folder.'
            : 'Rolebook could not read or write its database.',
      hint: full
        ? 'Free some space, then try again.'
        : damaged
          ? 'Rolebook mends the file when it opens the tenant again, and says what was kept.'
          : 'Check that the disk is healthy and the folder writable.',
    },
    { cause: thrown },
  );
}

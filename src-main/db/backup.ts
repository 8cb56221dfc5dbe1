import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import Sqlite, { type Database } from 'better-sqlite3';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { ensurePrivateFile, syncFolder, syncToDisk } from './private-files.ts';
import { dirname } from 'node:path';

const generations = 3;
const day = 24 * 60 * 60 * 1000;

/** The backups of a database that are there, newest first. */
export function backupsOf(path: string): readonly string[] {
  return Array.from({ length: generations }, (_, n) => `${path}.backup-${n + 1}`).filter((copy) =>
    existsSync(copy),
  );
}

/** Whether the newest backup is a day old, or there is none. A clock that was set back makes it due as well. */
export function isBackupDue(path: string, now: number): boolean {
  const [newest] = backupsOf(path);
  if (newest === undefined) return true;
  const age = now - statSync(newest).mtimeMs;
  return age >= day || age < -day;
}

/**
 * Keeps a checked copy as `<path>.backup-1`, the former ones as `-2` and `-3` (reliability §2.1). The copy is made
 * under another name, brought to disk by us (VACUUM INTO does not), checked, and only then renamed.
 */
export function backUp(database: Database, path: string): void {
  const fresh = `${path}.backup-new`;
  rmSync(fresh, { force: true });
  ensurePrivateFile(fresh);
  database.prepare('VACUUM INTO ?').run(fresh);
  syncToDisk(fresh);
  const copy = new Sqlite(fresh, { readonly: true });
  const verdict: unknown = copy.pragma('integrity_check(1)', { simple: true });
  copy.close();
  if (verdict !== 'ok')
    throw new RolebookError({
      kind: 'storage',
      origin: 'db',
      reason: 'backup-failed',
      message: 'A safety copy of the data could not be made, so nothing was changed.',
      hint: 'Check that the disk is healthy and has space.',
    });
  for (let generation = generations - 1; generation >= 1; generation -= 1)
    if (existsSync(`${path}.backup-${generation}`))
      renameSync(`${path}.backup-${generation}`, `${path}.backup-${generation + 1}`);
  renameSync(fresh, `${path}.backup-1`);
  syncFolder(dirname(path));
}

import Sqlite, { type Database } from 'better-sqlite3';
import { ensurePrivateFile } from './private-files.ts';
import { storageFailure } from './sqlite-failure.ts';

/** Pages copied in one go: all there are, so that a commit of the owner does not make it begin again. */
const allPages = 0x7fff_ffff;

/**
 * Copies a database that another process has open, as of one moment, with what is in its log; the original is only read, the
 * way SQLite lets several processes read (reliability §2.1: never the file without its log). Rejects with `storage`.
 */
export async function copyForReading(from: string, to: string): Promise<void> {
  let source: Database | undefined;
  try {
    ensurePrivateFile(to);
    source = new Sqlite(from, { readonly: true, fileMustExist: true, timeout: 5000 });
    await source.backup(to, { progress: () => allPages });
  } catch (thrown) {
    throw storageFailure(thrown);
  } finally {
    source?.close();
  }
}

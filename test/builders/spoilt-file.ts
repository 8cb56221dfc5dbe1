import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';

/** The file of that name of the one tenant in a profile. */
export function fileIn(profileDir: string, name: string): string {
  const all = readdirSync(profileDir, { recursive: true, encoding: 'utf8' });
  const found = all.find((path) => path.endsWith(name) && !path.includes('damaged'));
  if (found === undefined) throw new Error(`there is no ${name}`);
  return join(profileDir, found);
}

/** Spoils a database under the feet of whoever has it open: all commits are in it by then, and its pages are read anew. */
export function spoil(path: string, how: (bytes: Buffer) => void): void {
  const other = new Sqlite(path);
  other.pragma('wal_checkpoint(TRUNCATE)');
  const bytes = readFileSync(path);
  how(bytes);
  writeFileSync(path, bytes);
  other.close();
}

import type { Database } from 'better-sqlite3';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';

/** A pragma, what we set it to, and what reading it back must then say. */
export interface RequiredPragma {
  readonly name: string;
  readonly set: string;
  readonly reads: string | number;
}

/** Settings for a file that another process could have written; they come before any other statement (reliability §2.1). */
export const distrust: readonly RequiredPragma[] = [
  { name: 'trusted_schema', set: 'OFF', reads: 0 },
  { name: 'cell_size_check', set: 'ON', reads: 1 },
  { name: 'mmap_size', set: '0', reads: 0 },
];

/** The rest of the list of reliability §2.1, in the order in which they have to be set. */
export function durable(platform: NodeJS.Platform): readonly RequiredPragma[] {
  const common: RequiredPragma[] = [
    { name: 'journal_mode', set: 'WAL', reads: 'wal' },
    { name: 'synchronous', set: 'FULL', reads: 2 },
    { name: 'foreign_keys', set: 'ON', reads: 1 },
    { name: 'busy_timeout', set: '5000', reads: 5000 },
    { name: 'secure_delete', set: 'ON', reads: 1 },
    { name: 'temp_store', set: 'MEMORY', reads: 2 },
    { name: 'recursive_triggers', set: 'ON', reads: 1 },
  ];
  if (platform !== 'darwin') return common;
  return [
    ...common,
    { name: 'fullfsync', set: 'ON', reads: 1 },
    { name: 'checkpoint_fullfsync', set: 'ON', reads: 1 },
  ];
}

/** Sets each pragma and reads it back, because one that does not take stays silent. Throws a `storage` RolebookError. */
export function requirePragmas(database: Database, pragmas: readonly RequiredPragma[]): void {
  database.exec(pragmas.map(({ name, set }) => `PRAGMA ${name} = ${set};`).join('\n'));
  for (const { name, reads } of pragmas) {
    const value: unknown = database.pragma(name, { simple: true });
    // A build without memory-mapped I/O answers mmap_size with nothing at all, which is as good as 0.
    if (value === reads || (name === 'mmap_size' && value === undefined)) continue;
    throw new RolebookError({
      kind: 'storage',
      origin: 'db',
      reason: 'pragma-refused',
      message: `The database did not accept a safety setting (${name}).`,
      hint: 'The folder may lie on a network drive. Choose a folder on a local disk.',
    });
  }
}

import type { Database } from 'better-sqlite3';
import { type WrittenChange, writeChange } from './apply-change.ts';
import type { FactFile } from './fact-file.ts';
import type { MirrorChange } from './mirror.ts';

/** Writes what an act of ours came to, see {@link writeChange}; the rules that it removed are remembered in the same commit. */
export function writeAct(
  file: FactFile,
  change: MirrorChange,
  rulesOf: readonly number[],
  revision: number,
): WrittenChange {
  const remember = file.prepared('INSERT OR IGNORE INTO removed_rules VALUES (?)');
  return file.database
    .transaction((): WrittenChange => {
      const written = writeChange(file, change, rulesOf, revision);
      for (const id of written.removedRuleIds) remember.run(id);
      return written;
    })
    .immediate();
}

/** Rules that acts of ours removed since the mirror was built. */
export function readRemovedRules(database: Database): Set<number> {
  return new Set(database.prepare<[], number>('SELECT id FROM removed_rules').pluck().all());
}

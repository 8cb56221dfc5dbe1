import type { Database } from 'better-sqlite3';
import { type WrittenChange, writeChange } from './apply-change.ts';
import type { FactFile } from './fact-file.ts';
import type { MirrorChange } from './mirror.ts';

/**
 * Writes what an act of ours came to, see {@link writeChange}; the rules that it removed are remembered in the same commit, with
 * when that was (milliseconds by our clock), and those that it found there are forgotten.
 */
export function writeAct(
  file: FactFile,
  change: MirrorChange,
  rulesOf: readonly number[],
  at: { readonly revision: number; readonly now: number },
): WrittenChange {
  const remember = file.prepared('INSERT OR REPLACE INTO removed_rules (id, removed_at) VALUES (?, ?)');
  const forget = file.prepared('DELETE FROM removed_rules WHERE id = ?');
  return file.database
    .transaction((): WrittenChange => {
      const written = writeChange(file, change, rulesOf, at.revision);
      for (const { id } of written.rules) forget.run(id);
      for (const id of written.removedRuleIds) remember.run(id, at.now);
      return written;
    })
    .immediate();
}

/** Rules that acts of ours removed since the mirror was built. */
export function readRemovedRules(database: Database): Set<number> {
  return new Set(database.prepare<[], number>('SELECT id FROM removed_rules').pluck().all());
}

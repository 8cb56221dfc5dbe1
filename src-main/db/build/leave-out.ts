import type { Database } from 'better-sqlite3';
import type { PreviousMirror } from './previous-mirror.ts';

/** How long a tenant may take to remove a rule without saying so, and a sweep to read it, in milliseconds. */
const settling = 60_000;
const longest = 60 * 60_000;

/**
 * Leaves out the rules that the tenant is still removing, so that what was deleted does not come back for as long as that takes
 * (I8): those that say so, and those that acts of ours removed since the mirror before was built and not longer than a minute
 * before the sweep began, because old clusters say no phase. What the mirror before still shows stays until it is gone, and a
 * first pull shows what there is. The database must not be inside a transaction.
 *
 * What was removed here is left out once: a tenant that lists it again in the next sweep has it, whatever we were told.
 *
 * @param began when the sweep began, in milliseconds by our clock
 * @returns whether the mirror is less than its pages now
 */
export function leaveOutRemoved(database: Database, previous: PreviousMirror, began: number): boolean {
  database.prepare('ATTACH ? AS before').run(previous.path);
  try {
    const { changes: removedHere } = database
      .prepare(
        `DELETE FROM main.rules AS a
         WHERE id IN (SELECT id FROM before.removed_rules WHERE removed_at BETWEEN ? AND ?)
           AND NOT EXISTS (SELECT 1 FROM before.rules b WHERE b.id = a.id)`,
      )
      .run(began - settling, began + longest);
    const leaving = database.prepare<[], number>("SELECT n FROM texts WHERE text = 'Deleting'").pluck().all();
    // Mostly nothing is on its way out: then no rule has to be looked at.
    if (leaving.length === 0 || previous.count('access-rules') === 0) return removedHere > 0;
    const remove = database.prepare(
      `DELETE FROM main.rules AS a
       WHERE phase = ? AND NOT EXISTS (SELECT 1 FROM before.rules b WHERE b.id = a.id)`,
    );
    return leaving.reduce((left, text) => left + remove.run(text).changes, removedHere) > 0;
  } finally {
    database.exec('DETACH before');
  }
}

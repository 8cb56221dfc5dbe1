import type { Database } from 'better-sqlite3';
import type { PreviousMirror } from './previous-mirror.ts';

/**
 * Leaves out the rules that the tenant is still removing and that the mirror before does not have any more: what was deleted
 * does not come back for as long as the tenant takes (I8). One that the mirror before still shows stays until it is gone, and
 * a first pull shows what there is. The database must not be inside a transaction.
 */
export function leaveOutLeaving(database: Database, previous: PreviousMirror): void {
  const leaving = database.prepare<[], number>("SELECT n FROM texts WHERE text = 'Deleting'").pluck().all();
  if (leaving.length === 0 || previous.count('access-rules') === 0) return;
  database.prepare('ATTACH ? AS before').run(previous.path);
  try {
    const remove = database.prepare(
      `DELETE FROM main.rules AS a
       WHERE phase = ? AND NOT EXISTS (SELECT 1 FROM before.rules b WHERE b.id = a.id)`,
    );
    for (const text of leaving) remove.run(text);
  } finally {
    database.exec('DETACH before');
  }
}

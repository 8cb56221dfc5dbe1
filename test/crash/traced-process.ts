/**
 * Edits a ledger for so many commits, to be traced. Arguments: path of the ledger, seed of the plan, commits, and
 * `full` (the product as it is) or `normal` (the same tables at synchronous=NORMAL, which must lose commits).
 */
import { writeSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { createJournal } from '../../src-main/db/journal.ts';
import { openLedger } from '../../src-main/db/ledger.ts';
import { createOutbox, type Outbox } from '../../src-main/db/outbox.ts';
import { silentLog } from '../../src-main/log/log.ts';
import { movableClock } from '../builders/opened-mirror.ts';
import { EditPlan } from './edit-plan.ts';

const [path = '', seed = '', commits = '', mode = ''] = process.argv.slice(2);
const clock = movableClock();
const plan = new EditPlan(Number(seed));

function run(outbox: Outbox, backUp: () => void): void {
  writeSync(1, 'open\n');
  while (plan.count < Number(commits)) {
    outbox.commit(plan.next());
    writeSync(1, `${plan.count}\n`);
    if (plan.count % 100 !== 0) continue;
    clock.shift += 25 * 60 * 60 * 1000;
    backUp();
  }
}

const ledger = openLedger(path, { clock, log: silentLog });
if (mode === 'full') {
  run(ledger.outbox, () => ledger.backUpIfDue());
  ledger.close();
} else {
  ledger.close();
  const database = new Sqlite(path);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  run(createOutbox(database, { clock, journal: createJournal(database, clock) }), () => {});
  database.close();
}

/**
 * Edits a ledger until it is killed, and says so on its output after each commit that was acknowledged to it. Arguments:
 * path of the ledger, seed of the plan, commits that are done already. Every few commits the ledger is backed up as well.
 */
import { writeSync } from 'node:fs';
import { openLedger } from '../../src-main/db/ledger.ts';
import { silentLog } from '../../src-main/log/log.ts';
import { movableClock } from '../builders/opened-mirror.ts';
import { EditPlan } from './edit-plan.ts';

const [path = '', seed = '', done = ''] = process.argv.slice(2);
const plan = new EditPlan(Number(seed));
while (plan.count < Number(done)) plan.next();
const clock = movableClock();
writeSync(1, 'opening\n');
const ledger = openLedger(path, { clock, log: silentLog });
writeSync(1, 'open\n');
for (;;) {
  ledger.outbox.commit(plan.next());
  writeSync(1, `${plan.count}\n`);
  if (plan.count % 17 === 0) {
    ledger.outbox.markNoted(ledger.outbox.unnoted().map(({ id }) => id));
    clock.shift += 25 * 60 * 60 * 1000;
    ledger.backUpIfDue();
  }
}

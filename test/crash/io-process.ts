/**
 * Edits a ledger while writes fail, and says what came of it: a number for each commit that was acknowledged, `failed N
 * reason` for each that was not, `refused reason` when the ledger could not be opened, `wrong …` when the outbox in memory
 * is not what was acknowledged. Arguments: path of the ledger, seed of the plan, commits.
 */
import { writeSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { type Ledger, openLedger } from '../../src-main/db/ledger.ts';
import { silentLog } from '../../src-main/log/log.ts';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { movableClock } from '../builders/opened-mirror.ts';
import { EditPlan } from './edit-plan.ts';

const [path = '', seed = '', commits = ''] = process.argv.slice(2);
/** Failures in a row after which the disk is taken to be lost. */
const patience = 3;
const say = (line: string): void => void writeSync(1, `${line}\n`);

function planAfter(count: number): EditPlan {
  const plan = new EditPlan(Number(seed));
  while (plan.count < count) plan.next();
  return plan;
}

const reasonOf = (thrown: unknown): string =>
  thrown instanceof RolebookError ? thrown.body.reason : `bug ${String(thrown)}`;

function openRows(plan: EditPlan): unknown {
  return plan
    .rows()
    .filter(({ state }) => state !== 'done' && state !== 'cancelled')
    .map(({ id, state, held }) => [id, state, held]);
}

function edit(ledger: Ledger): void {
  let done = 0;
  let inARow = 0;
  while (done < Number(commits) && inARow < patience) {
    const plan = planAfter(done);
    const before = openRows(plan);
    const commit = plan.next();
    try {
      ledger.outbox.commit(commit);
      done = plan.count;
      inARow = 0;
      say(String(done));
    } catch (thrown) {
      inARow += 1;
      say(`failed ${plan.count} ${reasonOf(thrown)}`);
      try {
        const now = ledger.outbox.open().map(({ id, state, held }) => [id, state, held]);
        if (!isDeepStrictEqual(now, before)) say(`wrong after ${done}`);
      } catch (unread) {
        say(`unread ${reasonOf(unread)}`);
      }
    }
  }
}

try {
  const ledger = openLedger(path, { clock: movableClock(), log: silentLog });
  edit(ledger);
  ledger.close();
  say('end');
} catch (thrown) {
  say(`refused ${reasonOf(thrown)}`);
}

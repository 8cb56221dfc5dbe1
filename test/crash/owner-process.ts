/**
 * Wants to own a tenant's folder each time it is told `go`, and says `owner` or `refused`; an owner adds one change to the
 * ledger and holds on until it is told `release`. Arguments: the folder, a number of its own.
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Ledger, openLedger } from '../../src-main/db/ledger.ts';
import { takeOwnership } from '../../src-main/db/ownership.ts';
import { silentLog } from '../../src-main/log/log.ts';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { aChange } from '../builders/changes.ts';
import { movableClock } from '../builders/opened-mirror.ts';

const [folder = '', number = ''] = process.argv.slice(2);
let held: { readonly ledger: Ledger; readonly giveBack: () => void } | null = null;
let made = Number(number) * 1_000_000;

function want(): string {
  try {
    const giveBack = takeOwnership(folder);
    const ledger = openLedger(join(folder, 'ledger.db'), { clock: movableClock(), log: silentLog });
    made += 1;
    ledger.outbox.commit({ add: [aChange(made)] });
    held = { ledger, giveBack };
    return 'owner';
  } catch (thrown) {
    return thrown instanceof RolebookError && thrown.body.reason === 'tenant-open-elsewhere'
      ? 'refused'
      : `failed: ${String(thrown)}`;
  }
}

createInterface({ input: process.stdin }).on('line', (line) => {
  if (line === 'go') writeSync(1, `${want()}\n`);
  if (line !== 'release') return;
  held?.ledger.close();
  held?.giveBack();
  held = null;
  writeSync(1, 'released\n');
});
writeSync(1, 'ready\n');

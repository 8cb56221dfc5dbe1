import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededNumbers } from '../builders/seeded-facts.ts';
import type { Amount, Failure } from './arguments.ts';
import { copyLedger, faultIn, holds, rowsAfterEach } from './judge-ledger.ts';
import { runAndKill } from './killed-process.ts';

const editor = new URL('editor-process.ts', import.meta.url);
/** Rounds that one ledger lives through. */
const lives = 10;

/** What killing the ledger's process came to. */
export interface LedgerTally {
  rounds: number;
  acknowledged: number;
  unacknowledged: number;
  whileOpening: number;
  readonly failures: Failure[];
}

/** One ledger: edited and killed again and again, judged after each time. */
async function oneLedger(seed: number, rounds: number, tally: LedgerTally): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'rolebook-kill-'));
  const path = join(folder, 'ledger.db');
  const below = seededNumbers(seed);
  let done = 0;
  try {
    for (let round = 0; round < rounds; round += 1) {
      const opening = below(5) === 0;
      const at = opening
        ? { lines: 1, milliseconds: below(12) }
        : { lines: 2 + below(60), milliseconds: below(4) };
      const lines = await runAndKill(editor, [path, String(seed), String(done)], at);
      const told = lines.filter((line) => /^\d+$/.test(line)).map(Number);
      const acknowledged = told.at(-1) ?? done;
      tally.rounds += 1;
      tally.acknowledged += acknowledged - done;
      if (told.length === 0) tally.whileOpening += 1;
      const held = holds(copyLedger(path, join(folder, 'judged')));
      const fault = faultIn(held, rowsAfterEach(seed, acknowledged + 1), acknowledged);
      if (fault !== null) throw new Error(`round ${round + 1}: ${fault}`);
      tally.unacknowledged += held.commits - acknowledged;
      done = held.commits;
    }
    rmSync(folder, { recursive: true, force: true });
  } catch (thrown) {
    const words = thrown instanceof Error ? thrown.message : String(thrown);
    tally.failures.push({ seed, what: `${words} (files kept in ${folder})` });
  }
}

/**
 * kill -9 of a real process at seeded instants while it edits a ledger, while it opens it and while it backs it up
 * (reliability §2.5): nothing acknowledged is lost, at most one commit more is there, nothing is corrupt, and nothing has
 * to be recovered. Ten rounds share a ledger; a seed names its ledger.
 */
export async function killCampaign({ rounds, from }: Amount): Promise<LedgerTally> {
  const tally: LedgerTally = { rounds: 0, acknowledged: 0, unacknowledged: 0, whileOpening: 0, failures: [] };
  const ledgers = Array.from({ length: Math.ceil(rounds / lives) }, (_, n) => n);
  const worker = async (): Promise<void> => {
    for (let n = ledgers.shift(); n !== undefined; n = ledgers.shift())
      await oneLedger(from + n, Math.min(lives, rounds - n * lives), tally);
  };
  await Promise.all([worker(), worker()]);
  return tally;
}

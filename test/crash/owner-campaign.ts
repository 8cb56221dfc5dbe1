import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { openLedger } from '../../src-main/db/ledger.ts';
import { silentLog } from '../../src-main/log/log.ts';
import { movableClock } from '../builders/opened-mirror.ts';
import { seededNumbers } from '../builders/seeded-facts.ts';
import type { Amount, Failure, Findings } from './arguments.ts';

const program = new URL('owner-process.ts', import.meta.url);
const processes = 3;

/** A process that is asked one thing at a time. */
class Rival {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #lines: AsyncIterator<string>;

  constructor(folder: string, number: number) {
    this.#child = spawn(process.execPath, [program.pathname, folder, String(number)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  tell(word: string): void {
    this.#child.stdin.write(`${word}\n`);
  }

  async answer(): Promise<string> {
    const { value, done } = await this.#lines.next();
    return done === true ? 'gone' : value;
  }

  /** Ends it; SIGKILL, so that it can tidy up nothing. */
  async kill(): Promise<void> {
    const ended = new Promise<void>((resolve) => this.#child.once('exit', () => resolve()));
    this.#child.kill('SIGKILL');
    await ended;
  }
}

/**
 * Several processes want the same tenant's folder at the same moment (reliability §2.5): exactly one gets it, the others are
 * refused by name. Some owners are killed while they have it, some find the lock's file gone; the next round has exactly
 * one owner again, and each owner's change is in the ledger.
 */
export async function ownerCampaign({ rounds, from }: Amount): Promise<Findings> {
  const folder = mkdtempSync(join(tmpdir(), 'rolebook-two-'));
  const failures: Failure[] = [];
  const below = seededNumbers(from);
  let started = 0;
  let killed = 0;
  let removed = 0;
  let owners = 0;
  const start = async (): Promise<Rival> => {
    started += 1;
    const rival = new Rival(folder, started);
    await rival.answer();
    return rival;
  };
  const rivals = await Promise.all(Array.from({ length: processes }, () => start()));
  try {
    for (let round = 0; round < rounds; round += 1) {
      if (below(10) === 0) {
        rmSync(join(folder, 'owner.lock'), { force: true });
        removed += 1;
      }
      for (const rival of rivals) rival.tell('go');
      const answers = await Promise.all(rivals.map((rival) => rival.answer()));
      const winners = answers.flatMap((answer, n) => (answer === 'owner' ? [n] : []));
      owners += winners.length;
      const others = answers.filter((answer) => answer === 'refused').length;
      if (winners.length !== 1 || others !== processes - 1)
        failures.push({ seed: from, what: `round ${round + 1}: ${answers.join(', ')}` });
      const [winner] = winners;
      if (winner !== undefined && below(8) === 0) {
        await rivals[winner]?.kill();
        killed += 1;
        rivals[winner] = await start();
      }
      for (const rival of rivals) rival.tell('release');
      await Promise.all(rivals.map((rival) => rival.answer()));
    }
    const ledger = openLedger(join(folder, 'ledger.db'), { clock: movableClock(), log: silentLog });
    const changes = ledger.outbox.open().length;
    ledger.close();
    if (changes !== owners) failures.push({ seed: from, what: `${owners} owners left ${changes} changes` });
  } finally {
    await Promise.all(rivals.map((rival) => rival.kill()));
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    campaign: 'crash:two',
    from,
    rounds,
    processes,
    owners,
    killedOwners: killed,
    removedLocks: removed,
    failures,
    ok: failures.length === 0,
  };
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { seededNumbers } from '../builders/seeded-facts.ts';
import type { Amount, Failure, Findings } from './arguments.ts';
import { type DiskEvent, traceProgram } from './disk-log.ts';
import { Disk } from './disk-states.ts';
import { faultIn, holds, Recovered, rowsAfterEach, scratchFolder } from './judge-ledger.ts';

const program = new URL('traced-process.ts', import.meta.url);
/** States that are made of one trace. */
const perTrace = 2000;

interface Tally {
  states: number;
  withLostWrites: number;
  lostAcknowledged: number;
  /** Sound only by way of recovery. */
  recovered: number;
  other: number;
  readonly failures: Failure[];
}

const emptyTally = (): Tally => ({
  states: 0,
  withLostWrites: 0,
  lostAcknowledged: 0,
  recovered: 0,
  other: 0,
  failures: [],
});

/** The states of one trace, each opened by the product and judged. */
function judgeTrace(
  events: readonly DiskEvent[],
  seed: number,
  states: number,
  commits: number,
  folder: string,
  tally: Tally,
): void {
  const below = seededNumbers(seed);
  const start = events.findIndex((event) => event.what === 'said');
  if (start === -1) throw new Error('the trace has no acknowledgements');
  const cuts = Array.from({ length: states }, () => start + 1 + below(events.length - start)).toSorted(
    (one, other) => one - other,
  );
  const plans = rowsAfterEach(seed, commits);
  const disk = new Disk();
  let taken = 0;
  let acknowledged = 0;
  for (const cut of cuts) {
    for (; taken < cut; taken += 1) {
      const event = events[taken];
      if (event === undefined) break;
      if (event.what === 'said' && event.line !== 'open') acknowledged = Number(event.line);
      disk.take(event);
    }
    tally.states += 1;
    if (disk.pending() > 0) tally.withLostWrites += 1;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const [path, bytes] of disk.afterPowerCut(below)) writeFileSync(join(folder, basename(path)), bytes);
    try {
      const held = holds(join(folder, 'ledger.db'));
      const fault = faultIn(held, plans, acknowledged);
      if (held.commits < acknowledged) tally.lostAcknowledged += 1;
      else if (fault !== null) tally.other += 1;
      if (fault !== null) throw new Error(fault);
    } catch (thrown) {
      if (thrown instanceof Recovered) tally.recovered += 1;
      const words = thrown instanceof Error ? thrown.message : String(thrown);
      if (tally.failures.length < 20) tally.failures.push({ seed, what: `cut at event ${cut}: ${words}` });
    }
  }
}

function run(mode: 'full' | 'normal', { rounds, from }: Amount, commits: number): Tally {
  const tally = emptyTally();
  const place = mkdtempSync(join(scratchFolder(), 'rolebook-power-'));
  try {
    for (let left = rounds, seed = from; left > 0; left -= perTrace, seed += 1) {
      const folder = join(place, `trace-${seed}`);
      mkdirSync(folder);
      const events = traceProgram(
        program,
        [join(folder, 'ledger.db'), String(seed), String(commits), mode],
        folder,
      );
      judgeTrace(events, seed, Math.min(left, perTrace), commits, join(place, 'state'), tally);
      rmSync(folder, { recursive: true, force: true });
    }
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
  return tally;
}

/**
 * Power cuts (reliability §2.5): writes that were not synced are kept, dropped or torn at 512 bytes, at any instant after
 * the ledger was opened. No acknowledged commit may be lost and nothing corrupt; the control at synchronous=NORMAL must
 * lose some, or the method sees nothing.
 */
export function powerCampaign(amount: Amount, commits = 300): Findings {
  const full = run('full', amount, commits);
  const control = run('normal', { ...amount, rounds: Math.max(50, Math.floor(amount.rounds / 20)) }, commits);
  const { failures, ...counts } = full;
  const seen = control.lostAcknowledged + control.recovered;
  return {
    campaign: 'crash:power',
    from: amount.from,
    commitsPerTrace: commits,
    ...counts,
    control: {
      states: control.states,
      lostAcknowledged: control.lostAcknowledged,
      recovered: control.recovered,
    },
    failures,
    ok: failures.length === 0 && seen > control.states / 2,
  };
}

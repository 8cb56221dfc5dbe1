import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type BundledWorkers, bundleWorkers } from '../bundled-workers.ts';
import { watchOthers } from '../machine-use.ts';
import { type Measure, median } from '../measure.ts';
import { type BigTenant, startBigTenant } from './big-tenant.ts';
import { fetchAndParse } from './fetch-and-parse.ts';
import { type PullTimes, openBenchMirror, pullOnce } from './pull-once.ts';

const rounds = 7;
/** So many rounds are tried to find enough quiet ones. */
const mostRounds = 12;
/** The part of the machine that others may use in a quiet round. */
const quietShare = 0.1;
/** With fewer quiet rounds than that, all rounds count. */
const fewestQuiet = 3;
const nanoseconds = 1e6;

interface Round {
  /** Fetching and parsing only: the mean of once before and once after the pulls. */
  readonly floor: number;
  readonly first: PullTimes;
  readonly again: number;
  readonly stall: number;
  readonly worst: number;
  /** Processor time of the first pull over that of the floor before it. */
  readonly effort: number;
  /** The part of the machine that others used. */
  readonly others: number;
}

async function runRound(
  tenant: BigTenant,
  users: number,
  workers: BundledWorkers,
  folder: string,
): Promise<Round> {
  const spent = (since: NodeJS.CpuUsage): number => {
    const { user, system } = process.cpuUsage(since);
    return user + system;
  };
  const othersSoFar = watchOthers([tenant.pid]);
  const beforeFloor = process.cpuUsage();
  const floorBefore = await fetchAndParse(tenant.client(), users);
  const floorEffort = spent(beforeFloor);
  mkdirSync(folder);
  const mirror = await openBenchMirror(folder, workers);
  globalThis.gc?.();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const beforePull = process.cpuUsage();
  const first = await pullOnce(tenant.client(), mirror, workers);
  const effort = spent(beforePull) / floorEffort;
  delay.disable();
  const again = (await pullOnce(tenant.client(), mirror, workers)).shown;
  await mirror.close();
  const floorAfter = await fetchAndParse(tenant.client(), users);
  rmSync(folder, { recursive: true });
  return {
    floor: (floorBefore + floorAfter) / 2,
    first,
    again,
    stall: delay.percentile(99) / nanoseconds,
    worst: delay.max / nanoseconds,
    effort,
    others: othersSoFar(),
  };
}

/** First sync and unchanged re-sync beside fetching and parsing the same pages, in the same rounds. */
export const measure: Measure = {
  name: 'first-sync',
  about:
    '100,000 users, 300,000 rules over loopback HTTP; × = fetching and parsing the same pages only; stored = the new mirror is whole and synced, shown = windows are answered from it',
  async run({ quick, folder }) {
    const users = quick ? 4000 : 100_000;
    const workers = await bundleWorkers();
    const tenant = await startBigTenant(users);
    await fetchAndParse(tenant.client(), users);
    const all: Round[] = [];
    const quiet: Round[] = [];
    while (quick ? all.length < 1 : quiet.length < rounds && all.length < mostRounds) {
      const round = await runRound(tenant, users, workers, join(folder, String(all.length)));
      all.push(round);
      if (round.others <= quietShare) quiet.push(round);
    }
    tenant.close();
    const counted = quiet.length >= fewestQuiet ? quiet : all;
    const middle = (of: (round: Round) => number): number => median(counted.map(of));
    return [
      { name: 'rounds that count', value: counted.length, unit: 'rounds', limit: null },
      {
        name: 'rounds in which the machine was ours alone',
        value: quiet.length,
        unit: 'rounds',
        limit: null,
      },
      { name: 'fetch and parse only', value: middle(({ floor }) => floor), unit: 'ms', limit: null },
      { name: 'first sync, stored', value: middle(({ first }) => first.stored), unit: 'ms', limit: null },
      { name: 'first sync, shown', value: middle(({ first }) => first.shown), unit: 'ms', limit: null },
      {
        name: 'first sync, stored',
        value: middle(({ first, floor }) => first.stored / floor),
        unit: '×',
        limit: 2,
      },
      {
        name: 'first sync, shown',
        value: middle(({ first, floor }) => first.shown / floor),
        unit: '×',
        limit: null,
      },
      {
        name: 'first sync, shown: processor time of all threads',
        value: middle(({ effort }) => effort),
        unit: '×',
        limit: null,
      },
      {
        name: 're-sync, nothing changed',
        value: middle(({ again, floor }) => again / floor),
        unit: '×',
        limit: 0.5,
      },
      {
        name: 'main-thread stall during first sync, p99',
        value: middle(({ stall }) => stall),
        unit: 'ms',
        limit: 16,
      },
      {
        name: 'main-thread stall during first sync, worst',
        value: middle(({ worst }) => worst),
        unit: 'ms',
        limit: 50,
      },
    ];
  },
};

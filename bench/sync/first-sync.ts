import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type Measure, median } from '../measure.ts';
import { bundleWorkers } from '../bundled-workers.ts';
import { startBigTenant } from './big-tenant.ts';
import { fetchAndParse } from './fetch-and-parse.ts';
import { type PullTimes, openBenchMirror, pullOnce } from './pull-once.ts';

const rounds = 5;
const nanoseconds = 1e6;

/** First sync and unchanged re-sync beside fetching and parsing the same pages, in the same rounds. */
export const measure: Measure = {
  name: 'first-sync',
  about:
    '100,000 users, 300,000 rules over loopback HTTP; × = fetching and parsing the same pages only; stored = the new mirror is whole and synced, shown = windows are answered from it',
  async run({ quick, folder }) {
    const users = quick ? 4000 : 100_000;
    const workers = await bundleWorkers();
    const tenant = await startBigTenant(users);
    const floors: number[] = [];
    const firsts: PullTimes[] = [];
    const agains: number[] = [];
    const stalls: number[] = [];
    const worst: number[] = [];
    const effort: number[] = [];
    const spent = (since: NodeJS.CpuUsage): number => {
      const { user, system } = process.cpuUsage(since);
      return user + system;
    };
    await fetchAndParse(tenant.client(), users);
    for (let round = 0; round < (quick ? 1 : rounds); round += 1) {
      const beforeFloor = process.cpuUsage();
      floors.push(await fetchAndParse(tenant.client(), users));
      const floorEffort = spent(beforeFloor);
      const place = join(folder, String(round));
      mkdirSync(place);
      const mirror = await openBenchMirror(place, workers);
      globalThis.gc?.();
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      const beforePull = process.cpuUsage();
      firsts.push(await pullOnce(tenant.client(), mirror, workers));
      effort.push(spent(beforePull) / floorEffort);
      delay.disable();
      stalls.push(delay.percentile(99) / nanoseconds);
      worst.push(delay.max / nanoseconds);
      agains.push((await pullOnce(tenant.client(), mirror, workers)).shown);
      await mirror.close();
      rmSync(place, { recursive: true });
    }
    tenant.close();
    const ratios = (values: readonly number[]): number =>
      median(values.map((value, at) => value / (floors[at] ?? Number.NaN)));
    return [
      { name: 'fetch and parse only', value: median(floors), unit: 'ms', limit: null },
      {
        name: 'first sync, stored',
        value: median(firsts.map(({ stored }) => stored)),
        unit: 'ms',
        limit: null,
      },
      { name: 'first sync, shown', value: median(firsts.map(({ shown }) => shown)), unit: 'ms', limit: null },
      { name: 'first sync, stored', value: ratios(firsts.map(({ stored }) => stored)), unit: '×', limit: 2 },
      { name: 'first sync, shown', value: ratios(firsts.map(({ shown }) => shown)), unit: '×', limit: null },
      {
        name: 'first sync, shown: processor time of all threads',
        value: median(effort),
        unit: '×',
        limit: null,
      },
      { name: 're-sync, nothing changed', value: ratios(agains), unit: '×', limit: 0.5 },
      { name: 'main-thread stall during first sync, p99', value: median(stalls), unit: 'ms', limit: 16 },
      { name: 'main-thread stall during first sync, worst', value: median(worst), unit: 'ms', limit: 50 },
    ];
  },
};

import { silentLog } from '../../src-main/log/log.ts';
import { createPull } from '../../src-main/sync/create-pull.ts';
import { createSystemClock } from '../../src-main/system/system-clock.ts';
import { bundleWorkers } from '../bundled-workers.ts';
import { type Measure, median } from '../measure.ts';
import { startBigTenant } from './big-tenant.ts';
import { openBenchMirror, pullOnce } from './pull-once.ts';

const rounds = 9;
const microseconds = 1e6;

/** Deltas of ten changes: users changed, signed in, made and deleted, rules made and deleted, a service account switched. */
export const measure: Measure = {
  name: 'delta',
  about:
    '10 changes at a tenant of 100,000 users and 300,000 rules over loopback HTTP, until windows show them; processor time of all threads of this process',
  async run({ quick, folder }) {
    const workers = await bundleWorkers();
    const tenant = await startBigTenant(quick ? 4000 : 100_000);
    const mirror = await openBenchMirror(folder, workers);
    const clock = createSystemClock();
    try {
      await pullOnce(tenant.client(), mirror, workers);
      const client = tenant.client();
      const pull = createPull({
        client: async () => client,
        mirror,
        workerUrl: workers.pull,
        clock,
        log: silentLog,
      });
      const times: number[] = [];
      const efforts: number[] = [];
      const requests: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        await tenant.change();
        const { signal } = new AbortController();
        const before = process.cpuUsage();
        const started = performance.now();
        const run = await pull.run({ full: false, acceptRemovals: false, signal, onProgress: () => {} });
        times.push(performance.now() - started);
        const { user, system } = process.cpuUsage(before);
        efforts.push((user + system) / microseconds);
        requests.push(run.requests);
        const seen = run.added + run.changed + run.removed;
        if (run.kind !== 'delta' || run.outcome !== 'complete' || seen !== 10)
          throw new Error(
            `round ${round}: a ${run.kind} ended ${run.outcome} and saw ${seen} changes; ${run.error?.message ?? ''}`,
          );
      }
      return [
        {
          name: 'delta of 10 changes: requests, most',
          value: Math.max(...requests),
          unit: 'requests',
          limit: 10,
        },
        {
          name: 'delta of 10 changes: processor time, most',
          value: Math.max(...efforts),
          unit: 's',
          limit: 1,
        },
        {
          name: 'delta of 10 changes: processor time, median',
          value: median(efforts),
          unit: 's',
          limit: null,
        },
        {
          name: 'delta of 10 changes: elapsed, the tenant’s time included, median',
          value: median(times),
          unit: 'ms',
          limit: null,
        },
      ];
    } finally {
      await mirror.close();
      tenant.close();
    }
  },
};

import { setTimeout } from 'node:timers/promises';
import type { Measure } from '../measure.ts';
import { bundleWorkers } from '../bundled-workers.ts';
import { startBigTenant } from './big-tenant.ts';
import { openBenchMirror, pullOnce } from './pull-once.ts';

const megabyte = 1024 * 1024;

/** Memory at its highest while a big tenant is pulled for the first time. */
export const measure: Measure = {
  name: 'sync-memory',
  about: 'peak resident memory during the first sync of 100,000 users, over this process before it',
  async run({ quick, folder }) {
    const workers = await bundleWorkers();
    const tenant = await startBigTenant(quick ? 4000 : 100_000);
    await setTimeout(200);
    const before = process.memoryUsage.rss();
    const mirror = await openBenchMirror(folder, workers);
    await pullOnce(tenant.client(), mirror, workers);
    const peak = process.resourceUsage().maxRSS * 1024;
    await mirror.close();
    tenant.close();
    return [
      { name: 'peak RSS over the empty process', value: (peak - before) / megabyte, unit: 'MB', limit: 350 },
    ];
  },
};

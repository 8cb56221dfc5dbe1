import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { openLedger } from '../../src-main/db/ledger.ts';
import { silentLog } from '../../src-main/log/log.ts';
import { createCampaign } from '../../src-main/services/reviews/freeze-campaign.ts';
import { LiveCampaigns } from '../../src-main/services/reviews/live-campaigns.ts';
import type { ReviewDeps } from '../../src-main/services/reviews/review-deps.ts';
import { createSystemClock } from '../../src-main/system/system-clock.ts';
import { createSystemRandom } from '../../src-main/system/system-random.ts';
import { type Figure, type Measure, percentile } from '../measure.ts';
import { bigAccess } from '../access/big-access.ts';
import { makeBigMirror } from '../windows/big-mirror.ts';

/** What one stretch of work took of the main thread; milliseconds. */
interface Kept {
  /** As whoever asked waited. */
  readonly took: number;
  /** Of its processor time in one piece, between two breaths. */
  readonly worst: number;
  readonly p99: number;
}

/** Pieces by the processor time of this thread alone: waiting for others on a busy machine is no work of ours. */
class Pieces {
  #since = process.threadCpuUsage();
  #all: number[] = [];

  readonly breathe = async (): Promise<void> => {
    this.#end();
    await setImmediate();
    this.#since = process.threadCpuUsage();
  };

  #end(): void {
    const { user, system } = process.threadCpuUsage(this.#since);
    this.#all.push((user + system) / 1000);
  }

  async watch(work: () => Promise<unknown>): Promise<Kept> {
    this.#all = [];
    this.#since = process.threadCpuUsage();
    const started = performance.now();
    await work();
    this.#end();
    return {
      took: performance.now() - started,
      worst: Math.max(...this.#all),
      p99: percentile(this.#all, 99),
    };
  }
}

/** Opening a review over 10,000 access rules, and reading it back: what the main thread is kept from meanwhile. */
export const measure: Measure = {
  name: 'review-freeze',
  about:
    'a review over 10,000 access rules: frozen from the mirror, kept in the ledger, read back and proved',
  async run({ quick, folder }) {
    const users = quick ? 500 : 3334;
    const mirror = await makeBigMirror(folder, users, bigAccess());
    const pieces = new Pieces();
    const clock = createSystemClock();
    const ledger = openLedger(join(folder, 'ledger.db'), { clock, log: silentLog });
    const asOf = new Date(clock.now()).toISOString();
    await mirror.markFresh(asOf);
    const actor = 'root@example.com';
    const living = (): LiveCampaigns =>
      new LiveCampaigns({
        campaigns: () => ledger.campaigns,
        actor: () => actor,
        breathe: pieces.breathe,
        onChanged: () => {},
      });
    const session = {
      describe: () => ({
        connection: { label: 'Bench', url: 'https://bench.test' },
        productLine: '3.0',
        productText: '3.0',
      }),
    };
    const deps = {
      room: () => ({ mirror, session, outbox: { open: () => [] } }),
      random: createSystemRandom(),
      clock,
      live: living(),
      campaigns: () => ledger.campaigns,
      history: () => ({ moments: async () => [] }),
      state: () => ({ mirrorAsOf: asOf, lastRun: null, held: null }),
      lastLook: () => null,
      actor: () => actor,
      breathe: pieces.breathe,
    } as unknown as ReviewDeps;
    const person = (name: string) => ({ id: `${name}@example.com`, name });
    const due = new Date(clock.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    let id = '';
    try {
      const frozen = await pieces.watch(async () => {
        id = await createCampaign(deps, {
          name: 'Bench',
          due,
          population: { subjectTypes: [], roles: [], scopes: [], privilegedOnly: false },
          reviewers: { by: 'name', named: ['a', 'b', 'c'].map(person), fallback: person('d'), deputy: null },
          policy: { reasonForPrivileged: true, fourEyes: true, overdue: 'wait', freshHours: 24 },
          controls: 5,
        });
      });
      const fresh = living();
      let rows = 0;
      const read = await pieces.watch(async () => {
        rows = (await fresh.get(id)).rows.length;
      });
      if (rows < users * 3) throw new Error(`nothing to measure: ${rows} rows`);
      const figure = (name: string, value: number, limit: number | null): Figure => ({
        name: `review of ${rows} rows: ${name}`,
        value,
        unit: 'ms',
        limit,
      });
      return [
        figure('frozen and kept', frozen.took, null),
        figure('freezing, longest piece of the main thread', frozen.worst, null),
        figure('freezing, pieces of the main thread, p99', frozen.p99, 16),
        figure('read back and proved', read.took, null),
        figure('reading, longest piece of the main thread', read.worst, null),
        figure('reading, pieces of the main thread, p99', read.p99, 16),
      ];
    } finally {
      ledger.close();
      await mirror.close();
    }
  },
};

import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { History } from '../../src-main/db/history/history-protocol.ts';
import { createHistory } from '../../src-main/db/history/create-history.ts';
import type { RebuildableMirror } from '../../src-main/db/create-mirror.ts';
import { silentLog } from '../../src-main/log/log.ts';
import { createSystemClock } from '../../src-main/system/system-clock.ts';
import { bundleWorkers } from '../bundled-workers.ts';
import { type Measure, median, percentile } from '../measure.ts';
import { bigRule, bigUser, mixed } from '../sync/big-facts.ts';
import { makeBigMirror } from '../windows/big-mirror.ts';

const day = 24 * 60 * 60 * 1000;
const questions = 40;

/** One day at the tenant: one fact in a hundred is another one, is new or is gone. */
async function live(mirror: RebuildableMirror, users: number, today: number): Promise<void> {
  const part = Math.round(users / 100);
  const at = (salt: number, of: number): number => mixed(today * 1000 + of, salt) % users;
  const each = <T>(count: number, make: (of: number) => T): T[] =>
    Array.from({ length: count }, (_, of) => make(of));
  await mirror.apply({
    users: each(part, (of) => ({ ...bigUser(at(50, of)), groups: [`/org/team-${(today + of) % 300}`] })),
    rules: each(2 * part, (of) => ({ ...bigRule(at(51, of), users), id: 10_000_000 + today * 10_000 + of })),
    removedRuleIds: each(part, (of) => 1000 + at(52, of) * 3),
  });
}

/** Milliseconds of each of some questions, one after the other. */
async function timed(ask: (of: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let of = 0; of < questions; of += 1) {
    const started = performance.now();
    await ask(of);
    times.push(performance.now() - started);
  }
  return times;
}

const megabytes = (path: string): number =>
  ['', '-wal'].reduce(
    (sum, suffix) => sum + (statSync(path + suffix, { throwIfNoEntry: false })?.size ?? 0),
    0,
  ) / 1e6;

/** 90 daily looks at 5,000 users and 15,000 rules of which 1 % is another one each day. */
export const measure: Measure = {
  name: 'history',
  about:
    '90 daily looks at 5,000 users and 15,000 access rules, 1 % changed each day: size, any moment whole, any two compared, asked across the thread border',
  async run({ quick, folder }) {
    const users = quick ? 500 : 5000;
    const days = quick ? 10 : 90;
    const workers = await bundleWorkers();
    const mirror = await makeBigMirror(folder, users);
    const path = join(folder, 'history.db');
    const history: History = createHistory({
      path,
      mirrorPath: mirror.path,
      workerUrl: workers.history,
      clock: createSystemClock(),
      log: silentLog,
    });
    try {
      const looks: number[] = [];
      for (let today = 0; today < days; today += 1) {
        if (today > 0) await live(mirror, users, today);
        const started = performance.now();
        const end = await history.record({ source: 'delta', at: today * day, complete: true });
        looks.push(performance.now() - started);
        if (end.moment !== today + 1) throw new Error(`day ${today} is moment ${end.moment}`);
      }
      const moment = (salt: number, of: number): number => 1 + (mixed(of, salt) % days);
      const whole = await timed(async (of) => {
        const id = moment(60, of);
        const [people, rules] = [await history.facts('users', id), await history.facts('access-rules', id)];
        if (people.length !== users || rules.length < users * 3) throw new Error('facts are missing');
      });
      const compared = await timed((of) =>
        history.compare({
          from: moment(61, of),
          to: of === 0 ? days : moment(62, of),
          offset: 0,
          limit: 200,
          classes: [],
          search: '',
        }),
      );
      const farthest = await timedOnce(() =>
        history.compare({ from: 1, to: days, offset: 0, limit: 200, classes: [], search: '' }),
      );
      const lives = await timed((of) =>
        history.life({ kind: 'access-rules', key: String(10_000_000 + (1 + (of % (days - 1))) * 10_000) }),
      );
      const around = await timedOnce(async () => {
        await history.build(Math.ceil(days / 2), join(folder, 'past.db'));
      });
      return [
        { name: `${days} looks: file`, value: megabytes(path), unit: 'MB', limit: 200 },
        {
          name: 'users and rules as of any moment, p95',
          value: percentile(whole, 95),
          unit: 'ms',
          limit: 200,
        },
        { name: 'any two moments compared, p95', value: percentile(compared, 95), unit: 'ms', limit: 500 },
        { name: 'the first and the last moment compared', value: farthest, unit: 'ms', limit: 500 },
        { name: 'life of one rule, p95', value: percentile(lives, 95), unit: 'ms', limit: null },
        { name: 'first look (copies the mirror)', value: looks[0] ?? 0, unit: 'ms', limit: null },
        { name: 'each further look, median', value: median(looks.slice(1)), unit: 'ms', limit: null },
        { name: 'a mirror of a moment built, to look around', value: around, unit: 'ms', limit: null },
      ];
    } finally {
      await history.close();
      await mirror.close();
    }
  },
};

async function timedOnce(ask: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await ask();
  return performance.now() - started;
}

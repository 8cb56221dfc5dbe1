import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { History } from '../../src-main/db/history/history-protocol.ts';
import { HistoryStore } from '../../src-main/db/history/history-store.ts';
import { createHistory } from '../../src-main/db/history/create-history.ts';
import type { RebuildableMirror } from '../../src-main/db/create-mirror.ts';
import { silentLog } from '../../src-main/log/log.ts';
import { createSystemClock } from '../../src-main/system/system-clock.ts';
import { bundleWorkers } from '../bundled-workers.ts';
import { type Figure, type Measure, percentile } from '../measure.ts';
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

/** What some questions took, each in milliseconds: on the clock, and of the processor. */
interface Times {
  readonly wall: number[];
  readonly processor: number[];
}

async function timed(count: number, ask: (of: number) => unknown): Promise<Times> {
  const times: Times = { wall: [], processor: [] };
  for (let of = 0; of < count; of += 1) {
    const before = process.cpuUsage();
    const started = performance.now();
    await ask(of);
    times.wall.push(performance.now() - started);
    const { user, system } = process.cpuUsage(before);
    times.processor.push((user + system) / 1000);
  }
  return times;
}

/** The slowest of twenty on the clock, which must hold, and what of it was the processor's. */
function figures(name: string, { wall, processor }: Times, limit: number | null): Figure[] {
  return [
    { name: `${name}, p95`, value: percentile(wall, 95), unit: 'ms', limit },
    { name: `${name}, p95 of the processor`, value: percentile(processor, 95), unit: 'ms', limit: null },
  ];
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
    '90 daily looks at 5,000 users and 15,000 access rules, 1 % changed each day: size, any moment whole, any two compared in words and by risk',
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
      const looks = await timed(days, async (today) => {
        if (today > 0) await live(mirror, users, today);
        const end = await history.record({ source: 'delta', at: today * day, complete: true });
        if (end.moment !== today + 1) throw new Error(`day ${today} is moment ${end.moment}`);
      });
      const first = { wall: looks.wall.slice(0, 1), processor: looks.processor.slice(0, 1) };
      const further = { wall: looks.wall.slice(1), processor: looks.processor.slice(1) };
      await history.close();
      // Without the thread: what is measured is the question, not the sending of 20,000 facts, which nothing asks for.
      const store = new HistoryStore(path, mirror.path, { now: '1970-01-01T00:00:00Z' });
      const moment = (salt: number, of: number): number => 1 + (mixed(of, salt) % days);
      const whole = await timed(questions, (of) => {
        const id = moment(60, of);
        const there = store.facts('users', id).length + store.facts('access-rules', id).length;
        if (there < users * 4) throw new Error('facts are missing');
      });
      const compared = await timed(questions, (of) => store.compare(moment(61, of), moment(62, of)));
      const farthest = await timed(1, () => store.compare(days, 1));
      const around = await timed(3, (of) => store.build(moment(63, of), join(folder, `past-${of}.db`)));
      store.close();
      return [
        { name: `${days} looks: file`, value: megabytes(path), unit: 'MB', limit: 200 },
        ...figures('users and rules as of any moment', whole, 200),
        ...figures('any two moments compared', compared, 500),
        ...figures('the last and the first moment compared', farthest, 500),
        ...figures('first look (copies the mirror)', first, null),
        ...figures('each further look, its changes included', further, null),
        ...figures('a mirror of a moment built, to look around', around, null),
      ];
    } finally {
      await history.close();
      await mirror.close();
    }
  },
};

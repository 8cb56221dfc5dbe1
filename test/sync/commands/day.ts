/**
 * `npm run sim:day -- [--seeds 1] [--from 1] [--steps 1500] [--log-pages 500] [--bug replies-kept]`: 24 simulated hours of edits, syncs, faults and
 * hours offline, with a ledger on the disk: the write-ahead logs and the memory stay bounded (I19), and everything else holds as in
 * every world. Its last line is JSON with the counts; exit 1 when something grew, or a world broke an invariant.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { logPages } from '../../../src-main/db/ledger.ts';
import { type DayBug, liveDay } from '../live-day.ts';
import { numbersOf, wordOf } from './arguments.ts';

const megabyte = 1 << 20;
const { word, rest } = wordOf(process.argv.slice(2), 'bug');
const known: readonly DayBug[] = ['log-never-emptied', 'replies-kept'];
const bugs = known.filter((bug) => word?.split(',').includes(bug) ?? false);
if (bugs.length < (word?.split(',').length ?? 0)) throw new Error(`Known bugs: ${known.join(', ')}`);
const {
  seeds,
  from,
  steps,
  'log-pages': pages,
} = numbersOf(rest, { seeds: 1, from: 1, steps: 1_500, 'log-pages': logPages });
// A commit may go beyond the page at which a log is emptied; those of the mirror, with SQLite’s own 1,000 pages, are larger.
const most = { ledgerLog: pages * 4_096 + 2 * megabyte, mirrorLog: 12 * megabyte };

setFlagsFromString('--expose-gc');
const gc: unknown = runInNewContext('gc');
const collect = (): void => {
  if (typeof gc !== 'function') throw new Error('nothing collects garbage here');
  for (let round = 0; round < 3; round += 1) Reflect.apply(gc, undefined, []);
};

const started = performance.now();
const sum = { days: 0, steps: 0, requests: 0, changes: 0 };
const largest = { ledgerLog: 0, mirrorLog: 0, growth: 0 };
let bad = 0;
for (let seed = from; seed < from + seeds; seed += 1) {
  const day = await liveDay({ seed, steps, collect, bugs, logPages: pages });
  const growth = day.heap.end - day.heap.middle;
  // What the world itself remembers of a change (its rows, its effects) is not the app’s.
  const mayGrow = 3 * megabyte + 10_240 * (day.changes / 2);
  const wrong = [
    ...(day.violation === null ? [] : [`${day.violation.invariant}: ${day.violation.message}`]),
    ...(day.violation === null && day.hours < 24 ? [`it ended after ${day.hours} hours`] : []),
    ...(day.ledgerLog > most.ledgerLog ? [`I19: the ledger’s log grew to ${day.ledgerLog} bytes`] : []),
    ...(day.mirrorLog > most.mirrorLog ? [`I19: the mirror’s log grew to ${day.mirrorLog} bytes`] : []),
    ...(day.violation === null && growth > mayGrow
      ? [`I19: ${growth} bytes more on the heap than at noon`]
      : []),
  ];
  for (const what of wrong) console.log(`SEED=${seed} ${what}`);
  console.log(`day ${seed}: ${JSON.stringify(day)}`);
  if (wrong.length > 0) bad += 1;
  sum.days += 1;
  sum.steps += day.steps;
  sum.requests += day.requests;
  sum.changes += day.changes;
  largest.ledgerLog = Math.max(largest.ledgerLog, day.ledgerLog);
  largest.mirrorLog = Math.max(largest.mirrorLog, day.mirrorLog);
  largest.growth = Math.max(largest.growth, growth);
}
const seconds = Math.round((performance.now() - started) / 100) / 10;
console.log(JSON.stringify({ ...sum, hours: 24 * sum.days, largest, violations: bad, seconds }));
process.exitCode = bad === 0 ? 0 : 1;

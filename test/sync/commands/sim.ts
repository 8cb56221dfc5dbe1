/**
 * `npm run sim -- --seeds 1000 [--from 1] [--workers 2] [--seconds 60] [--show 3] [--focused 1] [--edition 2] [--aim "unknown > done"]`:
 * lives through worlds, one for each seed, and looks in each for broken invariants (reliability §3.3). Its last line is JSON
 * with the counts; exit 1 when one was broken. It may be ended early (Ctrl+C): then the worlds that were begun are lived
 * through, and `next` says with which seed (`--from`) to go on.
 */
import { tellAmplified } from '../live-plan.ts';
import { editionOf, latestEdition } from '../plan/edition.ts';
import { numbersOf, wordOf } from './arguments.ts';
import { runSeeds } from './run-seeds.ts';
import { showViolation } from './show-violation.ts';

const { word: aim, rest } = wordOf(process.argv.slice(2), 'aim');
const {
  seeds,
  from,
  workers,
  seconds,
  show,
  focused,
  edition: drawn,
} = numbersOf(rest, {
  seeds: 1000,
  from: 1,
  workers: 2,
  seconds: 0,
  show: 3,
  focused: 0,
  edition: latestEdition,
});
const edition = editionOf(drawn);
const ended = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended.abort());
let told = 0;
let named = 0;
const run = await runSeeds({
  from,
  count: seeds,
  workers,
  focused: focused === 1,
  edition,
  aim,
  signal: ended.signal,
  ...(seconds > 0 ? { milliseconds: seconds * 1000 } : {}),
  onProgress({ seeds: done, found, milliseconds }) {
    for (const { seed, violation } of found.slice(named))
      console.log(`found: SEED=${seed} ${violation.invariant}: ${violation.message.slice(0, 200)}`);
    named = found.length;
    if (milliseconds - told < 10_000) return;
    told = milliseconds;
    console.log(
      `${done} worlds, ${found.length} violations, ${((done * 1000) / milliseconds).toFixed(1)} a second, ${Math.round(process.memoryUsage.rss() / 1e6)} MB`,
    );
  },
});
for (const { seed, violation } of run.found.slice(0, show))
  await showViolation(seed, violation, (line) => console.log(line), focused === 1, aim, edition);
for (const { seed, violation } of run.found.slice(show))
  console.log(`SEED=${seed} ${violation.invariant}: ${violation.message}`);
const { steps, requests, events, acts } = run.counters;
console.log(
  JSON.stringify({
    seeds: run.seeds,
    from,
    next: from + run.seeds,
    steps,
    requests,
    events,
    acts: Object.fromEntries(acts),
    amplification: tellAmplified(run.amplified),
    violations: run.found.length,
    seconds: Math.round(run.milliseconds / 100) / 10,
    seedsPerSecond: Math.round((run.seeds * 10_000) / run.milliseconds) / 10,
  }),
);
process.exitCode = run.found.length === 0 ? 0 : 1;

/**
 * `npm run sim:coverage -- [--seeds 30000] [--seconds 1800] [--workers 2] [--pairs 50] [--steps 1000] [--acts 50] [--plain 480]`: did it ever
 * happen? First worlds as they come, every other round of them focused; then worlds that are built for what is still
 * missing, until every operation has met every fault so often, every step of a change's state was taken so often, and every act that takes
 * more than one step went through so often. Its
 * last line is JSON with the counts; exit 1 when something is still missing at the end of the seeds or of the time, when
 * something was counted that cannot be, or when a world broke an invariant.
 */
import { addTo, createCounters, plain } from '../world/counters.ts';
import type { Aim } from '../plan/aim-plan.ts';
import { numbersOf } from './arguments.ts';
import {
  aimsFor,
  impossible,
  type Missing,
  missingIn,
  unexpectedIn,
  wantedActs,
  wantedPairs,
  wantedSteps,
  worldsFor,
} from './coverage-list.ts';
import { openSeedThreads } from './run-seeds.ts';

const {
  seeds,
  from,
  workers,
  pairs,
  steps,
  acts,
  seconds,
  plain: asTheyCome,
} = numbersOf(process.argv.slice(2), {
  seeds: 30_000,
  from: 1,
  workers: 2,
  pairs: 50,
  steps: 1000,
  acts: 50,
  seconds: 1800,
  plain: 480,
});
const threads = openSeedThreads(workers);
const all = createCounters();
const started = performance.now();
const passed = (): number => (performance.now() - started) / 1000;
let lived = 0;
let violations = 0;

const missing = (): Missing => missingIn(all, { pairs, steps, acts });
const complete = (now: Missing): boolean =>
  now.pairs.length === 0 && now.steps.length === 0 && now.acts.length === 0;
const goesOn = (): boolean => lived < seeds && passed() < seconds && !complete(missing());

async function live(count: number, focused: boolean, aim: Aim | null): Promise<void> {
  const milliseconds = Math.max(0, seconds - passed()) * 1000;
  const run = await threads.run({ from: from + lived, count, focused, aim, milliseconds });
  addTo(all, plain(run.counters));
  lived += run.seeds;
  violations += run.found.length;
  const how = `${focused ? ' --focused 1' : ''}${aim === null ? '' : ` --aim "${aim}"`}`;
  for (const { seed, violation } of run.found)
    console.log(`SEED=${seed}${how} ${violation.invariant}: ${violation.message}`);
}

/** How often what an aim is for has happened: of several faults, the rarest. */
function reached(aim: Aim): number {
  if (wantedSteps.includes(aim)) return all.transitions.get(aim) ?? 0;
  if (wantedActs.includes(aim)) return all.acts.get(aim) ?? 0;
  const [operation = '', faults = ''] = aim.split(' × ');
  return Math.min(...faults.split(' ').map((fault) => all.pairs.get(`${operation} × ${fault}`) ?? 0));
}

const tell = (): void => {
  const now = missing();
  console.log(
    `${lived} worlds, ${Math.round(passed())} s; missing: ${now.pairs.length} pairs, ${now.steps.length} steps of states, ${now.acts.length} acts`,
  );
};

for (let round = 0; lived < asTheyCome && goesOn(); round += 1)
  await live(Math.min(120, asTheyCome - lived), round % 2 === 1, null);
tell();
/** What a world of an aim brought the last time, by the operation or step. */
const brought = new Map<string, number>();
while (goesOn()) {
  for (const aim of aimsFor(missing())) {
    if (!goesOn()) break;
    const name = aim.split(' × ')[0] ?? '';
    const before = reached(aim);
    const wanted = wantedSteps.includes(aim) ? steps : wantedActs.includes(aim) ? acts : pairs;
    const left = wanted - before;
    // Worlds that were built for another aim may have brought it meanwhile.
    if (left <= 0) continue;
    const count = worldsFor(left, brought.get(name) ?? null);
    await live(count, false, aim);
    brought.set(name, (reached(aim) - before) / count);
  }
  tell();
}
await threads.close();

const least = (map: ReadonlyMap<string, number>, keys: readonly string[]): number =>
  Math.min(...keys.map((key) => map.get(key) ?? 0));
const end = missing();
for (const { key } of end.pairs) console.log(`${key}: ${all.pairs.get(key) ?? 0} of ${pairs}`);
for (const key of wantedSteps) console.log(`${key}: ${all.transitions.get(key) ?? 0}`);
for (const key of wantedActs) console.log(`${key}: ${all.acts.get(key) ?? 0}`);
for (const [operation, why] of impossible) console.log(`cannot be: ${operation} × any fault (${why})`);
const unexpected = unexpectedIn(all);
for (const key of unexpected) console.log(`happened, and is in no list: ${key}`);
console.log(
  JSON.stringify({
    seeds: lived,
    steps: all.steps,
    requests: all.requests,
    pairs: wantedPairs.length,
    pairsMissing: end.pairs.length,
    leastPair: least(
      all.pairs,
      wantedPairs.map(({ key }) => key),
    ),
    transitions: wantedSteps.length,
    transitionsMissing: end.steps.length,
    leastTransition: least(all.transitions, wantedSteps),
    acts: wantedActs.length,
    actsMissing: end.acts.length,
    leastAct: least(all.acts, wantedActs),
    unexpected: unexpected.length,
    violations,
    seconds: Math.round(passed()),
  }),
);
process.exitCode = complete(end) && unexpected.length === 0 && violations === 0 ? 0 : 1;

/**
 * `npm run sim:coverage -- [--seeds 20000] [--workers 2] [--pairs 50] [--steps 1000]`: did it ever happen? Lives through worlds
 * until every operation has met every fault so often, and every step of a change's state was taken so often. Its last line is
 * JSON with the counts; exit 1 when something is still missing at the end of the seeds.
 */
import { faultKinds } from '../world/fault-kinds.ts';
import { addTo, createCounters, pairKey, plain } from '../world/counters.ts';
import { impossible, wantedTransitions } from './coverage-list.ts';
import { wireOperations } from '../world/wire-operation.ts';
import { numbersOf } from './arguments.ts';
import { openSeedThreads } from './run-seeds.ts';

const { seeds, from, workers, pairs, steps } = numbersOf(process.argv.slice(2), {
  seeds: 20_000,
  from: 1,
  workers: 2,
  pairs: 50,
  steps: 1000,
});
const threads = openSeedThreads(workers);
const all = createCounters();
const round = 240;
const started = performance.now();
const wantedPairs = wireOperations.flatMap((operation) =>
  impossible.has(operation)
    ? []
    : faultKinds.map(({ name }) => ({ key: pairKey(operation, name), name, operation })),
);
let lived = 0;
let violations = 0;

const missingPairs = (): typeof wantedPairs =>
  wantedPairs.filter(({ key }) => (all.pairs.get(key) ?? 0) < pairs);
const missingSteps = (): readonly string[] =>
  wantedTransitions.filter((key) => (all.transitions.get(key) ?? 0) < steps);

while (lived < seeds && (missingPairs().length > 0 || missingSteps().length > 0)) {
  // Worlds in which a few operations meet most faults, beside worlds as they come.
  const focused = (lived / round) % 2 === 1;
  const run = await threads.run({
    from: from + lived,
    count: round,
    focused,
  });
  addTo(all, plain(run.counters));
  lived += run.seeds;
  violations += run.found.length;
  for (const { seed, violation } of run.found)
    console.log(`SEED=${seed}${focused ? ' --focused 1' : ''} ${violation.invariant}: ${violation.message}`);
  console.log(
    `${lived} worlds; missing: ${missingPairs().length} pairs, ${missingSteps().length} steps of states`,
  );
}

await threads.close();

const least = (map: ReadonlyMap<string, number>, keys: readonly string[]): number =>
  Math.min(...keys.map((key) => map.get(key) ?? 0));
for (const { key } of missingPairs()) console.log(`${key}: ${all.pairs.get(key) ?? 0} of ${pairs}`);
for (const key of wantedTransitions) console.log(`${key}: ${all.transitions.get(key) ?? 0}`);
const complete = missingPairs().length === 0 && missingSteps().length === 0;
console.log(
  JSON.stringify({
    seeds: lived,
    steps: all.steps,
    requests: all.requests,
    pairs: wantedPairs.length,
    pairsMissing: missingPairs().length,
    leastPair: least(
      all.pairs,
      wantedPairs.map(({ key }) => key),
    ),
    transitions: wantedTransitions.length,
    transitionsMissing: missingSteps().length,
    leastTransition: least(all.transitions, wantedTransitions),
    violations,
    seconds: Math.round((performance.now() - started) / 1000),
  }),
);
process.exitCode = complete && violations === 0 ? 0 : 1;

/**
 * `npm run sim:mutants -- [--seeds 1000] [--workers 2]`: plants known bugs into the engine's surroundings, one at a time, and looks
 * for the first seed that notices. Its last line is JSON with the counts; exit 1 when one survives.
 */
import { mutants } from '../mutants/mutants.ts';
import { numbersOf } from './arguments.ts';
import { openSeedThreads } from './run-seeds.ts';

const { seeds, workers } = numbersOf(process.argv.slice(2), { seeds: 1000, workers: 2 });
const threads = openSeedThreads(workers);
const survivors: string[] = [];
const troubled = new Set(
  (await threads.run({ from: 1, count: Math.min(seeds, 100) })).found.map(({ seed }) => seed),
);
if (troubled.size > 0) console.log(`without any planted bug: ${[...troubled].join(', ')}`);
let most = 0;
for (const { name, does, aim = null } of mutants) {
  const run = await threads.run({ from: 1, count: seeds, atMost: 1, mutant: name, aim });
  // What a world finds without the planted bug too is none of that bug's doing.
  const own = run.found.filter(({ seed }) => aim !== null || !troubled.has(seed));
  const sound = async (seed: number): Promise<boolean> =>
    (await threads.run({ from: seed, count: 1, aim })).found.length === 0;
  const first = own[0] !== undefined && (await sound(own[0].seed)) ? own[0] : undefined;
  if (first === undefined) survivors.push(name);
  else most = Math.max(most, first.seed);
  const how =
    first === undefined ? `SURVIVED ${run.seeds} seeds` : `seed ${first.seed}, ${first.violation.invariant}`;
  console.log(`${name.padEnd(28)} ${how.padEnd(22)} ${does}`);
}
await threads.close();
console.log(
  JSON.stringify({
    mutants: mutants.length,
    found: mutants.length - survivors.length,
    survivors,
    latestSeed: most,
  }),
);
process.exitCode = survivors.length === 0 ? 0 : 1;

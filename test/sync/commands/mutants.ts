/**
 * `npm run sim:mutants -- [--seeds 1000] [--workers 2]`: plants known bugs into the engine's surroundings, one at a time, and looks
 * for the first seed that notices. Its last line is JSON with the counts; exit 1 when one survives.
 */
import { mutants } from '../mutants/mutants.ts';
import { numbersOf } from './arguments.ts';
import { runSeeds } from './run-seeds.ts';

const { seeds, workers } = numbersOf(process.argv.slice(2), { seeds: 1000, workers: 2 });
const survivors: string[] = [];
let most = 0;
for (const { name, does } of mutants) {
  const run = await runSeeds({ from: 1, count: seeds, workers, atMost: 1, mutant: name });
  const [first] = run.found;
  if (first === undefined) survivors.push(name);
  else most = Math.max(most, first.seed);
  const how =
    first === undefined ? `SURVIVED ${run.seeds} seeds` : `seed ${first.seed}, ${first.violation.invariant}`;
  console.log(`${name.padEnd(28)} ${how.padEnd(22)} ${does}`);
}
console.log(
  JSON.stringify({
    mutants: mutants.length,
    found: mutants.length - survivors.length,
    survivors,
    latestSeed: most,
  }),
);
process.exitCode = survivors.length === 0 ? 0 : 1;

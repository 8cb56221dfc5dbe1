/**
 * `npm run test:history -- 20000 [from]`: holds as-of states and comparisons of so many random histories to copies of every
 * state. Its last line is JSON with the counts; exit 1 where something differs.
 */
import { compareHistory } from '../../../../builders/history-runs.ts';

const [count = 20_000, from = 1] = process.argv.slice(2).map(Number);
if (!Number.isSafeInteger(count) || !Number.isSafeInteger(from) || count < 1)
  throw new Error('Give a number of histories, and the first seed if it is not 1.');

let compared = 0;
const failedSeeds: number[] = [];
for (let seed = from; seed < from + count; seed += 1) {
  const run = compareHistory(seed);
  compared += run.compared;
  if (run.wrong.length === 0) continue;
  failedSeeds.push(seed);
  if (failedSeeds.length <= 3) for (const one of run.wrong.slice(0, 3)) console.log(`seed ${seed}: ${one}`);
}
console.log(
  JSON.stringify({
    histories: count,
    from,
    compared,
    failed: failedSeeds.length,
    failedSeeds: failedSeeds.slice(0, 20),
  }),
);
process.exitCode = failedSeeds.length === 0 ? 0 : 1;

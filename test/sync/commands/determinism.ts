/** `npm run sim:determinism -- --seeds 50 [--from 1] [--focused 1]`: the same seed twice gives the same events, byte for byte (I16). */
import { numbersOf } from './arguments.ts';
import { liveTwice } from './live-twice.ts';

const { seeds, from, focused } = numbersOf(process.argv.slice(2), { seeds: 50, from: 1, focused: 0 });
const lived = await liveTwice(
  Array.from({ length: seeds }, (_, n) => from + n),
  { focused: focused === 1 },
);
for (const seed of lived.different) console.log(`SEED=${seed} differs from itself`);
console.log(
  JSON.stringify({ seeds: lived.seeds, from, different: lived.different.length, sha256: lived.sha256 }),
);
process.exitCode = lived.different.length === 0 ? 0 : 1;

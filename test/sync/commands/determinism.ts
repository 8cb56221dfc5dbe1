/** `npm run sim:determinism -- --seeds 50 [--from 1]`: the same seed twice gives the same events, byte for byte (I16). */
import { createHash } from 'node:crypto';
import { drawPlan } from '../plan/draw-plan.ts';
import { runWorld } from '../run-world.ts';
import { createGround } from '../world/ground.ts';
import { createCounters } from '../world/counters.ts';
import { numbersOf } from './arguments.ts';

const { seeds, from } = numbersOf(process.argv.slice(2), { seeds: 50, from: 1 });
const ground = createGround();
const events = async (seed: number): Promise<string> => {
  const options = { ground, counters: createCounters(), keepLog: true };
  return (await runWorld(drawPlan(seed, false), options)).log.join('\n');
};
let different = 0;
const all = createHash('sha256');
for (let seed = from; seed < from + seeds; seed += 1) {
  const first = await events(seed);
  all.update(first);
  if (first === (await events(seed))) continue;
  different += 1;
  console.log(`SEED=${seed} differs from itself`);
}
console.log(JSON.stringify({ seeds, from, different, sha256: all.digest('hex') }));
process.exitCode = different === 0 ? 0 : 1;

/** Lives through worlds in a thread: takes seeds, answers what became of them. Started by run-seeds.ts. */
import { createHash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { type Amplified, livePlan } from '../live-plan.ts';
import { mutantNamed } from '../mutants/mutants.ts';
import { planOf } from '../plan/aim-plan.ts';
import { createGround } from '../world/ground.ts';
import { createCounters, plain } from '../world/counters.ts';
import type { SeedAnswer, SeedQuestion } from './seed-protocol.ts';

const port = parentPort;
if (port === null) throw new Error('this file runs as a worker thread');

const ground = createGround();
async function live(question: SeedQuestion): Promise<SeedAnswer> {
  const { seeds, mutant, focused, edition, aim } = question;
  const swaps = mutant === null ? {} : mutantNamed(mutant).swaps;
  const counters = createCounters();
  const found: SeedAnswer['found'][number][] = [];
  const held: Amplified[] = [];
  const digests: SeedAnswer['digests'][number][] = [];
  for (const seed of seeds) {
    const { violation, log, amplified } = await livePlan(planOf(seed, focused, aim, edition), {
      ground,
      counters,
      keepLog: question.digests,
      swaps,
    });
    if (amplified !== null) held.push(amplified);
    if (violation !== null) found.push({ seed, violation });
    if (question.digests) digests.push([seed, createHash('sha256').update(log.join('\n')).digest('hex')]);
  }
  return { seeds: seeds.length, found, counters: plain(counters), amplified: held, digests };
}

port.on('message', (question: SeedQuestion) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  void live(question).then((answer) => port.postMessage(answer));
});

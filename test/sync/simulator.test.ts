import { describe, expect, test } from 'vitest';
import { tellAmplified } from './live-plan.ts';
import { minimise } from './minimise.ts';
import { drawPlan, type SimPlan } from './plan/draw-plan.ts';
import { editions } from './plan/edition.ts';
import { regressions } from './regressions.ts';
import { unexpectedIn } from './commands/coverage-list.ts';
import { farTooRare } from './commands/gate-share.ts';
import { openSeedThreads, runSeeds } from './commands/run-seeds.ts';

/** The gate's share: as many worlds as fit into this, and not more than this many. */
const share = { seeds: 5_000, milliseconds: 60_000 };

const told = (found: Awaited<ReturnType<typeof runSeeds>>['found']): string[] =>
  found.map(({ seed, violation }) => `SEED=${seed} ${violation.invariant}: ${violation.message}`);

test(
  'no world breaks an invariant, and together they meet what so many should',
  { timeout: 600_000 },
  async () => {
    const run = await runSeeds({
      from: 1,
      count: share.seeds,
      workers: 2,
      milliseconds: share.milliseconds,
      atMost: 3,
    });
    console.log(`${run.seeds} worlds, ${run.counters.steps} steps, ${run.counters.requests} requests`);
    console.log(`requests for one that is needed: ${JSON.stringify(tellAmplified(run.amplified))}`);
    expect(told(run.found)).toEqual([]);
    expect(run.seeds).toBeGreaterThan(0);
    expect(unexpectedIn(run.counters)).toEqual([]);
    expect(farTooRare(run.counters, run.seeds)).toEqual([]);
  },
);

test('worlds that once broke one do not any more', { timeout: 600_000 }, async () => {
  const threads = openSeedThreads(1);
  try {
    for (const focused of [false, true]) {
      for (const edition of editions) {
        const alike = regressions.filter(
          (one) => (one.focused ?? false) === focused && one.edition === edition,
        );
        for (const aim of new Set(alike.map((one) => one.aim ?? null))) {
          const seeds = alike.filter((one) => (one.aim ?? null) === aim).map(({ seed }) => seed);
          const run = await threads.run({ from: seeds, count: seeds.length, focused, edition, aim });
          expect(told(run.found)).toEqual([]);
          expect(run.seeds).toBe(seeds.length);
        }
      }
    }
  } finally {
    await threads.close();
  }
});

describe('the smallest list of operations that still fails', () => {
  const plan: SimPlan = { ...drawPlan(5, false), steps: drawPlan(7, false).steps };
  const needed = [plan.steps[1], plan.steps.at(-2)];
  const fails = async ({ steps }: SimPlan): Promise<boolean> =>
    needed.every((one) => steps.some(({ operation }) => operation === one?.operation));

  test('is what is needed and nothing else', async () => {
    const least = await minimise(plan, fails, 500);
    expect(least.steps.map(({ operation }) => operation)).toEqual(needed.map((one) => one?.operation));
  });

  test('keeps the moment at which each of them happens', async () => {
    const least = await minimise(plan, fails, 500);
    const momentOf = (steps: SimPlan['steps'], n: number): number =>
      steps.slice(0, n + 1).reduce((sum, { wait }) => sum + wait, 0);
    expect(momentOf(least.steps, 0)).toBe(momentOf(plan.steps, 1));
    expect(momentOf(least.steps, 1)).toBe(momentOf(plan.steps, plan.steps.length - 2));
  });
});

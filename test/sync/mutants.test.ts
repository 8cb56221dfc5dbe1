import { expect, test } from 'vitest';
import { runSeeds } from './commands/run-seeds.ts';
import { mutants } from './mutants/mutants.ts';

/** Worlds in each of which somebody notices a good part of the planted bugs; `npm run sim:mutants` looks for the rest. */
const seeds = [1, 2, 5, 8, 9, 10, 19, 47, 51, 60, 89, 124];

test('there are enough planted bugs', () => {
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  expect(mutants.length).toBeGreaterThanOrEqual(18);
});

test('the worlds are sound without a planted bug', { timeout: 300_000 }, async () => {
  const run = await runSeeds({ from: seeds, count: seeds.length, workers: 2 });
  expect(run.found).toEqual([]);
});

/** Quick to find; one of each kind: order, what was seen, secrets, manners, mirror, ledger. */
const quick = [
  'child-before-parent',
  'no-base-check',
  'sends-staged',
  'id-in-a-commit-of-its-own',
  'sign-out-clears-outbox',
  'retry-after-date-ignored',
  'follows-redirects',
  'new-name-each-time',
  'many-refreshes',
  'secret-in-ledger',
  'loses-secrets',
  'mirror-keeps-deleted',
];

test.each(quick)('%s is noticed', { timeout: 120_000 }, async (mutant) => {
  const run = await runSeeds({ from: seeds, count: seeds.length, workers: 1, atMost: 1, mutant });
  expect(run.found.length).toBeGreaterThan(0);
});

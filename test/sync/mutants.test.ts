import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSeedThreads, type SeedThreads } from './commands/run-seeds.ts';
import { mutantNamed, mutants } from './mutants/mutants.ts';

/**
 * Planted bugs and a world in which each is noticed, one of each kind: order, what was seen, ids, ledger, manners, origin, token,
 * secrets, mirror. `npm run sim:mutants` looks for all of them.
 */
const quick: readonly (readonly [mutant: string, seed: number])[] = [
  ['child-before-parent', 19],
  ['no-base-check', 51],
  ['id-in-a-commit-of-its-own', 1],
  ['forgets-unknown', 74],
  ['sign-out-clears-outbox', 22],
  // Only I1 notices it here: the page must not pardon what is then believed.
  ['believes-web-pages', 391],
  ['retry-after-date-ignored', 8],
  ['follows-redirects', 9],
  // By the same world without faults, which needs a tenth of the requests.
  ['asks-over-and-over', 24],
  ['new-name-each-time', 1],
  ['many-refreshes', 10],
  ['secret-in-ledger', 1],
  ['secret-in-mirror', 3],
  ['mirror-keeps-deleted', 10],
  ['forgets-what-made-way', 3],
];
const seeds = [...new Set(quick.map(([, seed]) => seed))];

/** How worlds were drawn when these seeds were found. */
const edition = 4;

let threads: SeedThreads;
beforeAll(() => {
  threads = openSeedThreads(1);
});
afterAll(() => threads.close());

test('there are enough planted bugs', () => {
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  expect(mutants.length).toBeGreaterThanOrEqual(18);
});

test('the worlds are sound without a planted bug', { timeout: 300_000 }, async () => {
  const run = await threads.run({ from: seeds, count: seeds.length, edition });
  expect(run.found).toEqual([]);
});

test.each([
  ['plan-row-taken-twice', 3],
  ['brings-back-as-new', 1],
] as const)('%s is noticed in a world built for it', { timeout: 120_000 }, async (mutant, seed) => {
  const aim = mutantNamed(mutant).aim ?? null;
  expect((await threads.run({ from: seed, count: 1, aim, edition: 6 })).found).toEqual([]);
  expect((await threads.run({ from: seed, count: 1, mutant, aim, edition: 6 })).found.length).toBe(1);
});

test.each(quick)('%s is noticed', { timeout: 120_000 }, async (mutant, seed) => {
  const run = await threads.run({ from: seed, count: 1, mutant, edition });
  expect(run.found.length).toBe(1);
});

import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { PROFILE_NAMES } from '../../../src-main/demo-tenant/core/profile.ts';
import { planOf } from './aim-plan.ts';
import { drawPlan } from './draw-plan.ts';
import { editionOf, editions, latestEdition } from './edition.ts';

const seeds = Array.from({ length: 150 }, (_, n) => n + 1);

/** What the worlds of an edition are, as they come, focused, and built for something. */
function digest(edition: number): string {
  const all = createHash('sha256');
  for (const seed of seeds)
    for (const focused of [false, true])
      for (const aim of [null, 'unknown > done', 'another place given'])
        all.update(JSON.stringify(planOf(seed, focused, aim, editionOf(edition))));
  return all.digest('hex').slice(0, 16);
}

test.each([
  [1, 'bb4081b737328526'],
  [2, 'e71949616e34bbb9'],
  [3, '740859af43dd2a54'],
  [4, '1c3c0db2b4aa6cb7'],
  [5, '52be94fe8d8cc9a6'],
])('a seed of edition %i names the world it has always named', (edition, drawn) => {
  expect(digest(edition)).toBe(drawn);
});

test('the newest edition knows tenants of more versions and sizes', () => {
  const plans = seeds.map((seed) => drawPlan(seed, false));
  expect(latestEdition).toBe(editions.at(-1));
  expect(new Set(plans.map(({ profile }) => profile))).toEqual(
    new Set(PROFILE_NAMES.filter((name) => name !== '2.13')),
  );
  expect(new Set(plans.map(({ users }) => users)).size).toBeGreaterThan(4);
});

test('an edition that is none is refused', () => {
  expect(() => editionOf(editions.length + 1)).toThrow(/no edition/);
});

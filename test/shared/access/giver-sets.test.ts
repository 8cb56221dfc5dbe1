import { expect, it } from 'vitest';
import { GiverSets } from '../../../src-shared/access/giver-sets.ts';
import { worldOfFacts } from '../../../src-shared/access/world-of-facts.ts';
import { accessTenant } from '../../builders/access-tenants.ts';

it('has one set for all with the same groups that hold something, and everyone', () => {
  let shared = 0;
  for (let seed = 1; seed <= 200; seed += 1) {
    const world = worldOfFacts(accessTenant(seed));
    const { actors, starts } = world;
    const holds = (actor: number): boolean => starts[actor] !== starts[actor + 1];
    const sets = new GiverSets(world, holds);
    const bySet = new Map<number, string>();
    for (let actor = 0; actor < actors.count; actor += 1) {
      const { groups, type } = world.subject(actor);
      const expected = groups.map((name) => world.find('group', name)).filter((group) => holds(group));
      const signsIn = type === 'user' || type === 'service-account' || type === 'app';
      if (actors.everyone >= 0 && signsIn) expected.push(actors.everyone);
      const set = sets.of(actor);
      expect(sets.of(actor)).toBe(set);
      expect(new Set(sets.list(set))).toEqual(new Set(expected));
      const words = sets.list(set).join();
      shared += Number(bySet.has(set) && words !== '');
      expect(bySet.get(set) ?? words).toBe(words);
      bySet.set(set, words);
    }
    expect(new Set(bySet.values()).size).toBe(bySet.size);
  }
  expect(shared).toBeGreaterThan(200);
});

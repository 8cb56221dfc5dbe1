import { describe, expect, it, vi } from 'vitest';
import type { AccessWorld } from '../../../src-shared/access/access-world.ts';
import { worldOfFacts } from '../../../src-shared/access/world-of-facts.ts';
import { accessTenant } from '../../builders/access-tenants.ts';

/** Looks up which roles count where each grant does. */
function lookUp(world: AccessWorld): string {
  const coverage = world.index().coverage();
  const { live } = world.index().ordered();
  const found: (readonly number[])[] = [];
  for (let actor = 0; actor < world.actors.count; actor += 1)
    for (let at = world.starts[actor] ?? 0; at < (world.starts[actor + 1] ?? 0); at += 1)
      if ((live[at] ?? -1) >= 0) found.push(coverage.sets.list(coverage.ofGrant(at, actor)));
  return JSON.stringify(found);
}

describe('preparing a world', () => {
  it('leaves nothing to look up beside a grant, and finds the same, however far it came before', () => {
    let looked = 0;
    for (let seed = 1; seed <= 40; seed += 1) {
      const [prepared, begun, plain] = [0, 1, 2].map(() => worldOfFacts(accessTenant(seed)));
      if (prepared === undefined || begun === undefined || plain === undefined) throw new Error('three');
      const work = prepared.index().prepare();
      while (work.next().done !== true) continue;
      begun.index().prepare().next();
      const [asked, askedPlain] = [prepared, plain].map((world) => vi.spyOn(world.index().giverSets(), 'of'));
      const expected = lookUp(plain);
      expect(lookUp(prepared)).toBe(expected);
      expect(lookUp(begun)).toBe(expected);
      expect(asked).not.toHaveBeenCalled();
      for (let group = 0; group < plain.actors.count; group += 1)
        for (const world of [prepared, begun])
          expect([...world.index().membersOf(group)]).toEqual([...plain.index().membersOf(group)]);
      looked += askedPlain?.mock.calls.length ?? 0;
    }
    expect(looked).toBeGreaterThan(100);
  });
});

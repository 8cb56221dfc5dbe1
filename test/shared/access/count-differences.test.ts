import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AccessWorld, eachPath, gatesOfPath } from '../../../src-shared/access/access-world.ts';
import { hasCell } from '../../../src-shared/access/cell-masks.ts';
import { changedBy, type Counts, DifferenceCounter } from '../../../src-shared/access/count-differences.ts';
import { suppose } from '../../../src-shared/access/hypothesis.ts';
import { worldOfFacts } from '../../../src-shared/access/world-of-facts.ts';
import type { Hypothesis } from '../../../src-shared/ipc/access-why-contract.ts';
import { someHypotheses } from '../../builders/access-hypotheses.ts';
import { AccessOracle } from '../../builders/access-oracle.ts';
import { accessAssignments, accessTenant } from '../../builders/access-tenants.ts';
import { seededNumbers } from '../../builders/seeded-facts.ts';

interface Way {
  readonly place: number;
  readonly cells: readonly number[];
  readonly touched: boolean;
}

/** All ways of an actor that are in force, one by one. */
function waysOf(world: AccessWorld, actor: number, touches: (grant: number) => boolean): Way[] {
  const ways: Way[] = [];
  eachPath(world, actor, (grant) => {
    const place = world.grants.place[grant] ?? -1;
    const mask = world.roles[world.grants.role[grant] ?? 0]?.mask ?? new Uint32Array(0);
    if (place < 0 || gatesOfPath(world, actor, grant) !== 0) return;
    const cells = Array.from({ length: mask.length * 32 }, (_, cell) => cell);
    ways.push({
      place,
      cells: cells.filter((cell) => hasCell(mask, 0, cell)),
      touched: touches(grant),
    });
  });
  return ways;
}

/** Cells of what is touched on one side, with whether the other side has each there. */
function found(world: AccessWorld, side: readonly Way[], other: readonly Way[]): boolean[] {
  return side
    .filter(({ touched }) => touched)
    .flatMap(({ place, cells }) =>
      cells.map((cell) =>
        other.some((way) => world.places.covers(way.place, place) && way.cells.includes(cell)),
      ),
    );
}

/** The same counts by looking at each cell of each way. */
function countPlainly(before: AccessWorld, supposed: ReturnType<typeof suppose>, actor: number): Counts {
  const { world: after, went, came } = supposed;
  const [earlier, now] = [waysOf(before, actor, went), waysOf(after, actor, came)];
  const [gone, come] = [found(after, earlier, now), found(after, now, earlier)];
  const count = (all: readonly boolean[], there: boolean) => all.filter((one) => one === there).length;
  return { gained: count(come, false), lost: count(gone, false), kept: count(gone, true) };
}

/** A role that goes off, comes on or gives other things. */
const roleChange = fc.record({
  kind: fc.constant('role' as const),
  roleId: fc.integer({ min: 1, max: 6 }),
  permissions: fc.option(
    fc.array(
      fc.record({
        resourceType: fc.constantFrom('users', 'jobs', 'project', 'brand-new'),
        actions: fc.subarray(['create', 'read', 'update', 'delete'] as const),
      }),
      { maxLength: 3 },
    ),
  ),
  enabled: fc.constantFrom(true, false, null),
});

describe('counting differences', () => {
  const holds = (seed: number, more: readonly Hypothesis[], others: boolean): number => {
    const facts = accessTenant(seed);
    const told = seed % 3 === 0 ? { ...facts, assignments: accessAssignments(facts, seed) } : facts;
    const world = worldOfFacts(told);
    const subjects = new AccessOracle(facts).subjects();
    const hypotheses = others ? [...more, ...someHypotheses(facts, seededNumbers(seed), subjects)] : more;
    const supposed = suppose(world, hypotheses);
    const counter = new DifferenceCounter(world, changedBy(world, supposed));
    let changed = 0;
    for (let actor = 0; actor < world.actors.count; actor += 1) {
      if (supposed.moved.has(actor)) continue;
      const plain = countPlainly(world, supposed, actor);
      expect(counter.of(actor), `actor ${actor} of tenant ${seed}`).toEqual(plain);
      changed += Number(plain.gained + plain.lost + plain.kept > 0);
    }
    return changed;
  };

  it('comes to the same as looking at each cell of each way, when roles change', () => {
    let changed = 0;
    fc.assert(
      fc.property(fc.nat(100_000), fc.array(roleChange, { minLength: 1, maxLength: 2 }), (seed, roles) => {
        changed += holds(seed, roles, false);
      }),
      { numRuns: 300 },
    );
    expect(changed).toBeGreaterThan(100);
  });

  it('does so whatever else is supposed', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.array(roleChange, { maxLength: 1 }), (seed, roles) => {
        holds(seed, roles, true);
      }),
      { numRuns: 200 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccessFacts } from '../../../src-shared/access/access-facts.ts';
import type { AccessWorld } from '../../../src-shared/access/access-world.ts';
import { suppose } from '../../../src-shared/access/hypothesis.ts';
import { openChanges } from '../../../src-shared/access/open-changes.ts';
import { openWorlds } from '../../../src-shared/access/pending-differences.ts';
import { whatIf } from '../../../src-shared/access/what-if.ts';
import { worldOfFacts } from '../../../src-shared/access/world-of-facts.ts';
import type { Hypothesis, WhatIf } from '../../../src-shared/ipc/access-why-contract.ts';
import { laterRoles, someHypotheses } from '../../builders/access-hypotheses.ts';
import { AccessOracle } from '../../builders/access-oracle.ts';
import { accessAssignments, accessTenant } from '../../builders/access-tenants.ts';
import { seededNumbers } from '../../builders/seeded-facts.ts';

interface Worlds {
  readonly tenant: AccessWorld;
  readonly later: AccessWorld;
}

/** A tenant before and after open changes: of roles, of rules that go, and of others that come. */
function changedTenant(seed: number): { readonly facts: AccessFacts; readonly later: AccessFacts } {
  const next = seededNumbers(seed ^ 0x09e);
  const plain = accessTenant(seed);
  const facts = seed % 5 === 0 ? { ...plain, assignments: accessAssignments(plain, seed) } : plain;
  const kept = facts.rules.filter(() => next(4) > 0);
  const made = facts.rules
    .filter(() => next(4) === 0)
    .flatMap((rule, at) => {
      const role = facts.roles[next(facts.roles.length)];
      return role === undefined ? [] : [{ ...rule, id: 5000 + at, roleId: role.id, roleName: role.name }];
    });
  return { facts, later: { ...facts, roles: laterRoles(facts, next), rules: [...kept, ...made] } };
}

/** Both as worlds that say what waits; `shared`: whether their users are known to have the same numbers. */
function worldsOf({ facts, later }: ReturnType<typeof changedTenant>, shared: boolean): Worlds {
  const idsOf = (all: AccessFacts): Set<number> => new Set(all.rules.map(({ id }) => id));
  const worldOf = (all: AccessFacts, others: ReadonlySet<number>): AccessWorld => {
    const world = worldOfFacts(all);
    const pending = world.pending.filter((grant) => !others.has(world.rule(grant).id));
    const numberedBy = shared ? facts : all;
    return { ...world, pending, actors: { ...world.actors, numberedBy } };
  };
  return { tenant: worldOf(facts, idsOf(later)), later: worldOf(later, idsOf(facts)) };
}

/** Who gains and loses what; what is kept by another way is told by shares for one, and by rules for many. */
function changesOf({ subjects, gaining, losing }: WhatIf): unknown {
  const changed = subjects.filter(({ gained, lost }) => gained.length + lost.length > 0);
  const told = changed.map(({ subject, gained, lost }) =>
    JSON.stringify([subject.type, subject.id, gained, lost]),
  );
  return { gaining, losing, told: told.toSorted() };
}

describe('counting open changes', () => {
  it('comes to the same for all together as for one after the other, whatever is supposed beside them', () => {
    let [together, changed] = [0, 0];
    fc.assert(
      fc.property(fc.nat(100_000), fc.boolean(), (seed, more) => {
        const tenant = changedTenant(seed);
        const subjects = new AccessOracle(tenant.later).subjects();
        const taken = tenant.later.rules.filter((_, at) => more && (at + seed) % 3 === 0);
        const hypotheses: Hypothesis[] = [
          ...(more ? someHypotheses(tenant.later, seededNumbers(seed), subjects) : []),
          ...taken.map(({ id }): Hypothesis => ({ kind: 'take', ruleId: String(id) })),
        ];
        const question = { hypotheses, pending: 'count', from: 0, to: 10_000 } as const;
        const [fast, slow] = [worldsOf(tenant, true), worldsOf(tenant, false)];
        together += Number(openChanges(fast.tenant, fast.later, suppose(fast.later, hypotheses)) !== null);
        expect(openChanges(slow.tenant, slow.later, suppose(slow.later, hypotheses))).toBeNull();
        const found = whatIf(openWorlds(fast.tenant, fast.later), question);
        const plain = whatIf(openWorlds(slow.tenant, slow.later), question);
        expect(changesOf(found)).toEqual(changesOf(plain));
        changed += found.gaining + found.losing;
      }),
      { numRuns: 300 },
    );
    expect(together).toBeGreaterThan(100);
    expect(changed).toBeGreaterThan(500);
  });
});

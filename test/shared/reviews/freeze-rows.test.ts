import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { subjectAccess } from '../../../src-shared/access/subject-access.ts';
import { worldOfFacts } from '../../../src-shared/access/world-of-facts.ts';
import { reviewRowSchema } from '../../../src-shared/domain/review.ts';
import { freezeRows, rosterOf } from '../../../src-shared/reviews/freeze-rows.ts';
import { accessTenant } from '../../builders/access-tenants.ts';
import { aRule, aServiceAccount, aUser } from '../../builders/facts.ts';
import {
  administrator,
  cats,
  everything,
  manager,
  type Question,
  seeds,
  tenant,
  viewer,
  vision,
  world,
} from '../../builders/freeze-worlds.ts';
import { aReviewer } from '../../builders/frozen-campaign.ts';

describe('the population', () => {
  const users = ['ben', 'eve'].map((name) => aUser(name));
  const rules = [
    aRule(1, 'ben@example.com', administrator, tenant),
    aRule(2, 'ben@example.com', viewer, cats),
    aRule(3, 'eve@example.com', manager, vision),
    aRule(4, 'eve@example.com', manager, { type: 'cluster', id: 'cluster-a' }),
    aRule(5, 'vision', viewer, tenant, { subjectType: 'group' }),
    aRule(6, 'robot-client', administrator, cats, { subjectType: 'app' }),
  ];
  const facts = world({
    users,
    rules,
    serviceAccounts: [aServiceAccount('sa1', { clientId: 'robot-client' })],
  });
  test.each<[string, Partial<Question['population']>, string[]]>([
    ['all', {}, ['1', '2', '3', '4', '5', '6']],
    ['users', { subjectTypes: ['user'] }, ['1', '2', '3', '4']],
    ['service accounts, whatever rules call them', { subjectTypes: ['service-account'] }, ['6']],
    ['one role', { roles: ['7'] }, ['2', '5']],
    ['a place with all below it', { scopes: [{ type: 'department', id: 'd-vision' }] }, ['2', '3', '6']],
    ['the privileged', { privilegedOnly: true }, ['1', '4', '6']],
    ['several at once', { subjectTypes: ['group', 'user'], roles: ['7', '1'], privilegedOnly: true }, ['1']],
    ['nobody', { scopes: [{ type: 'project', id: 'none' }] }, []],
  ])('%s', (_, part, ids) => {
    const { rows, told } = freezeRows(facts, {
      ...everything,
      population: { ...everything.population, ...part },
    });
    expect(rows.map(({ id }) => id).toSorted()).toEqual(ids);
    expect(told.problems).toEqual(ids.length === 0 ? ['No access rule is in this review.'] : []);
    expect(told.privileged).toBe(rows.filter(({ privileged }) => privileged).length);
  });
});

test('what revoking takes away is what the engine says the subject has less without the rule', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const facts = { ...accessTenant(seed), permittedClusters: new Map<string, string[]>() };
      const before = worldOfFacts(facts);
      for (const row of freezeRows(before, everything).rows) {
        const { type, id } = row.subject;
        const [actor, place] = [before.find(type, id), before.places.find(row.scope.type, row.scope.id)];
        // Dormant instead of gone: whom no rule names any more would not even be there.
        const rules = facts.rules.map((rule) =>
          String(rule.id) === row.id ? { ...rule, phase: 'Deleting' } : rule,
        );
        const after = worldOfFacts({ ...facts, rules });
        const then = after.find(type, id);
        // Whom nothing gates but themselves counts as if they could sign in.
        if (before.actors.gates[actor] !== 0 || place < 0) continue;
        const has = (of: typeof before, who: number): Set<string> =>
          new Set(
            who < 0
              ? []
              : subjectAccess(of, who, place).rows.flatMap((each) =>
                  each.cells.flatMap(({ state }, action) =>
                    state === 'whole' ? [`${each.resourceType} ${action}`] : [],
                  ),
                ),
          );
        const left = has(after, then);
        const lost = [...has(before, actor)].filter((cell) => !left.has(cell));
        expect([seed, row.id, row.effect.lostCount]).toEqual([seed, row.id, lost.length]);
        expect(row.effect.lost).toHaveLength(Math.min(20, lost.length));
      }
    }),
    { numRuns: 300 },
  );
});

test('every rule of the population is one row, sound, and never decided by its subject (V51)', () => {
  fc.assert(
    fc.property(
      seeds,
      fc.constantFrom('name', 'department', 'project', 'authoriser'),
      fc.boolean(),
      (seed, by, fourEyes) => {
        const facts = accessTenant(seed);
        const named = ['ana', 'bo', 'cem'].map(aReviewer);
        const reviewers = { by, named, fallback: aReviewer('ana'), deputy: aReviewer('dia') };
        const made = freezeRows(worldOfFacts(facts), { ...everything, reviewers, fourEyes });
        const { rows, told } = made;
        expect(rows.map(({ id }) => id).toSorted()).toEqual(
          facts.rules.map(({ id }) => String(id)).toSorted(),
        );
        for (const row of rows) {
          expect(row.reviewers).not.toContain(row.subject.id.toLowerCase());
          expect(new Set(row.reviewers).size).toBe(row.reviewers.length);
          expect(row.reviewers.length).toBeGreaterThan(0);
          if (told.problems.length === 0)
            expect(row.reviewers).toHaveLength(fourEyes && row.privileged ? 2 : 1);
          reviewRowSchema.parse(row);
        }
        if (rows.length > 0 && !fourEyes) expect(told.problems).toEqual([]);
        expect(told.reviewers.reduce((sum, share) => sum + share.rows, 0)).toBe(
          rows.reduce((sum, row) => sum + row.reviewers.length, 0),
        );
      },
    ),
    { numRuns: 300 },
  );
});

test('the roster later holds the population and whatever else the subjects have', () => {
  const users = [aUser('ben'), aUser('eve')];
  const rules = [
    aRule(1, 'ben@example.com', viewer, cats),
    aRule(2, 'ben@example.com', administrator, tenant),
    aRule(3, 'eve@example.com', administrator, tenant),
    aRule(4, 'eve@example.com', viewer, cats),
  ];
  const population = { ...everything.population, roles: ['7'] };
  const rows = rosterOf(world({ users, rules }), { population, subjects: [['user', 'ben@example.com']] });
  expect(rows.map(({ id }) => id)).toEqual(['1', '2', '4']);
  expect(rows[1]).toEqual({
    id: '2',
    subject: { type: 'user', id: 'ben@example.com' },
    role: { id: '1' },
    scope: { type: 'tenant', id: '7' },
  });
});

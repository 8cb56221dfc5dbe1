import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AccessFacts } from '../../../src-shared/access/access-facts.ts';
import { noTenantGates } from '../../../src-shared/access/gates.ts';
import { subjectAccess } from '../../../src-shared/access/subject-access.ts';
import { worldOfFacts } from '../../../src-shared/access/world-of-facts.ts';
import type { Role } from '../../../src-shared/domain/role.ts';
import { type HintCode, reviewRowSchema } from '../../../src-shared/domain/review.ts';
import { chancesOfControl, type FreezeQuestion } from '../../../src-shared/reviews/freeze-question.ts';
import { freezeRows, rosterOf } from '../../../src-shared/reviews/freeze-rows.ts';
import { accessTenant } from '../../builders/access-tenants.ts';
import { aRole, aRule, aServiceAccount, aUser } from '../../builders/facts.ts';
import { aReviewer } from '../../builders/frozen-campaign.ts';
import { smallScopeTree } from '../../builders/scope-tree.ts';
import { seededNumbers } from '../../builders/seeded-facts.ts';

type Question = Omit<FreezeQuestion, 'gates' | 'keep'>;

const everything: Question = {
  population: { subjectTypes: [], roles: [], scopes: [], privilegedOnly: false },
  reviewers: { by: 'name', named: [aReviewer('ada')], fallback: aReviewer('root'), deputy: aReviewer('dep') },
  fourEyes: false,
  reviewed: [],
  chances: [],
};

const permission = (
  resourceType: string,
  group: string,
  actions: Role['permissions'][number]['actions'],
) => ({
  resourceType,
  displayName: resourceType,
  group,
  actions,
});
const administrator: Role = {
  ...aRole(1, 'System administrator'),
  permissions: [
    permission('users', 'iam', ['create', 'read', 'update', 'delete']),
    permission('jobs', 'workload', ['create', 'read', 'delete']),
  ],
};
const manager: Role = {
  ...aRole(2, 'Department administrator'),
  permissions: [permission('project', 'organization', ['create', 'read'])],
};
const viewer: Role = { ...aRole(7, 'Viewer'), permissions: [permission('jobs', 'workload', ['read'])] };
const tenant = { type: 'tenant', id: '7', name: 'Acme' };
const cats = { type: 'project', id: 'p-cats', name: 'cats' };
const vision = { type: 'department', id: 'd-vision', name: 'vision' };

function world(facts: Partial<AccessFacts>) {
  return worldOfFacts({
    users: [],
    serviceAccounts: [],
    roles: [administrator, manager, viewer],
    scopes: smallScopeTree,
    rules: [],
    gates: noTenantGates,
    asOf: '2026-06-01T00:00:00.000Z',
    ...facts,
  });
}

const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 });

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

describe('hints', () => {
  const one = (
    more: Partial<AccessFacts> & { rules: AccessFacts['rules'] },
    id = '1',
    question: Partial<Question> = {},
  ): [HintCode, string][] => {
    const { rows } = freezeRows(world(more), { ...everything, reviewed: ['1', '2'], ...question });
    const row = rows.find((each) => each.id === id);
    return (row?.hints ?? []).map(({ code, text }) => [code, text]);
  };
  const here = '2026-05-20T00:00:00Z';
  const ben = aUser('ben', { lastLogin: here });
  const seen = aUser('ann', { lastLogin: here });

  test.each<[string, Parameters<typeof one>, [HintCode, string][]]>([
    ['nothing to say', [{ users: [ben], rules: [aRule(1, 'ben@example.com', viewer, cats)] }], []],
    [
      'never signed in',
      [{ users: [seen, aUser('ben')], rules: [aRule(1, 'ben@example.com', viewer, cats)] }],
      [['never-signed-in', 'Has never signed in.']],
    ],
    [
      'a tenant that tells nobody’s sign-ins says nothing about them',
      [{ users: [aUser('ben')], rules: [aRule(1, 'ben@example.com', viewer, cats)] }],
      [],
    ],
    [
      'dormant',
      [
        {
          users: [aUser('ben', { lastLogin: '2026-02-01T10:00:00Z' })],
          rules: [aRule(1, 'ben@example.com', viewer, cats)],
        },
      ],
      [['dormant', 'Signed in last on 2026-02-01, 119 days before this review.']],
    ],
    [
      'redundant beside a wider one of a stronger role (V18)',
      [
        {
          users: [ben],
          rules: [
            aRule(1, 'ben@example.com', viewer, cats),
            aRule(2, 'ben@example.com', administrator, vision),
          ],
        },
      ],
      [['redundant', 'Adds nothing to System administrator on department vision, held as well.']],
    ],
    [
      'redundant by a group',
      [
        {
          users: [aUser('ben', { lastLogin: here, groups: ['ops'] })],
          rules: [
            aRule(1, 'ben@example.com', viewer, cats),
            aRule(2, 'ops', viewer, vision, { subjectType: 'group' }),
          ],
        },
      ],
      [['redundant', 'Adds nothing to Viewer on department vision, held by ops.']],
    ],
    [
      'not redundant beside a narrower one',
      [
        {
          users: [ben],
          rules: [
            aRule(1, 'ben@example.com', viewer, vision),
            aRule(2, 'ben@example.com', administrator, cats),
          ],
        },
      ],
      [],
    ],
    [
      'wide',
      [{ users: [ben], rules: [aRule(1, 'ben@example.com', viewer, tenant)] }],
      [['wide-scope', 'Reaches the whole tenant.']],
    ],
    [
      'an outlier among peers',
      [
        {
          users: ['ben', 'u2', 'u3', 'u4', 'u5'].map((name) => aUser(name)),
          rules: [
            aRule(1, 'ben@example.com', manager, vision),
            ...['u2', 'u3', 'u4', 'u5'].map((name, at) =>
              aRule(at + 10, `${name}@example.com`, viewer, vision),
            ),
          ],
        },
      ],
      [['outlier', '1 of 5 users with access exactly there holds Department administrator.']],
    ],
    [
      'granted by self',
      [
        {
          users: [ben],
          rules: [aRule(1, 'ben@example.com', viewer, cats, { createdBy: 'Ben@Example.com' })],
        },
      ],
      [['granted-by-self', 'Granted to themselves.']],
    ],
    [
      'never reviewed',
      [{ users: [ben], rules: [aRule(1, 'ben@example.com', viewer, cats)] }, '1', { reviewed: [] }],
      [['never-reviewed', 'In no review before.']],
    ],
    [
      'a group of nobody',
      [{ rules: [aRule(1, 'ops', viewer, cats, { subjectType: 'group' })] }],
      [['orphaned', 'Nobody is in this group.']],
    ],
    [
      'a place that is gone',
      [
        {
          users: [ben],
          rules: [aRule(1, 'ben@example.com', viewer, { type: 'project', id: 'x', name: 'old' })],
        },
      ],
      [['orphaned', 'project old is not there any more.']],
    ],
    [
      'a role that is off',
      [
        {
          users: [ben],
          roles: [{ ...viewer, enabled: false }],
          rules: [aRule(1, 'ben@example.com', viewer, cats)],
        },
      ],
      [['dormant-role', 'The role Viewer is switched off.']],
    ],
  ])('%s', (_, asked, hints) => {
    expect(one(...asked)).toEqual(hints);
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

describe('who reviews what', () => {
  const users = ['ben', 'eve', 'dan', 'max'].map((name) => aUser(name));
  const rules = [
    aRule(1, 'dan@example.com', manager, vision),
    aRule(2, 'ben@example.com', viewer, cats, { createdBy: 'eve@example.com' }),
    aRule(3, 'ben@example.com', viewer, tenant, { createdBy: 'somebody@example.com' }),
    aRule(4, 'max@example.com', { ...manager, id: 9, name: 'Project manager' }, cats),
    aRule(5, 'ben@example.com', viewer, { type: 'project', id: 'p-dogs' }),
  ];
  const roles = [administrator, manager, viewer, { ...manager, id: 9, name: 'Project manager' }];
  const who = (by: Question['reviewers']['by'], more: Partial<Question> = {}) => {
    const reviewers = { by, named: [], fallback: aReviewer('root'), deputy: null };
    const { rows, told } = freezeRows(world({ users, rules, roles }), { ...everything, reviewers, ...more });
    return { by: Object.fromEntries(rows.map((row) => [row.id, row.reviewers.join()])), told };
  };
  const [dan, max, root, eve] = ['dan@example.com', 'max@example.com', 'root@example.com', 'eve@example.com'];

  test('a department’s administrators, never about themselves', () => {
    expect(who('department').by).toEqual({ 1: root, 2: dan, 3: root, 4: dan, 5: dan });
  });
  test('a project’s managers, else its department’s', () => {
    expect(who('project').by).toEqual({ 1: root, 2: max, 3: root, 4: root, 5: dan });
  });
  test('who granted it, if they are still there', () => {
    expect(who('authoriser').by).toEqual({ 1: root, 2: eve, 3: root, 4: root, 5: root });
  });
  test('by name in fair shares, what is alike together', () => {
    const many = Array.from({ length: 30 }, (_, at) =>
      aRule(at + 1, `u${at}@example.com`, viewer, at < 15 ? cats : vision),
    );
    const named = ['ann', 'bea', 'cat'].map(aReviewer);
    const { told, rows } = freezeRows(world({ rules: many }), {
      ...everything,
      reviewers: { by: 'name', named, fallback: aReviewer('root'), deputy: null },
    });
    expect(told.reviewers.map((share) => share.rows)).toEqual([10, 10, 10]);
    expect(new Set(rows.slice(0, 10).map(({ reviewers }) => reviewers.join())).size).toBe(1);
  });
  test('the fallback’s own access needs a deputy', () => {
    const own = [aRule(1, 'ROOT@example.com', viewer, cats)];
    const reviewers = { by: 'authoriser' as const, named: [], fallback: aReviewer('root'), deputy: null };
    const asked = (deputy: Question['reviewers']['deputy']) =>
      freezeRows(world({ users: [aUser('root')], rules: own }), {
        ...everything,
        reviewers: { ...reviewers, deputy },
      });
    expect(asked(null).told.problems.join()).toContain('Name a deputy');
    expect(asked(aReviewer('dep')).rows[0]?.reviewers).toEqual(['dep@example.com']);
  });
  test('four eyes need two (V50)', () => {
    const { told } = freezeRows(world({ rules: [aRule(1, 'x@example.com', administrator, tenant)] }), {
      ...everything,
      reviewers: { by: 'name', named: [aReviewer('root')], fallback: aReviewer('root'), deputy: null },
      fourEyes: true,
    });
    expect(told.problems.join()).toContain('four eyes need two');
  });
});

test('controls are believable, and the same by the same chances', () => {
  fc.assert(
    fc.property(
      seeds,
      fc.array(fc.nat(), { minLength: chancesOfControl, maxLength: chancesOfControl }),
      (seed, chance) => {
        const next = seededNumbers(seed);
        const users = Array.from({ length: 12 }, (_, at) => aUser(`u${at}`));
        const rules = [
          aRule(900, 'u0@example.com', administrator, tenant),
          aRule(901, 'u1@example.com', manager, vision),
          ...users.map((user, at) => aRule(1000 + at * (1 + next(9)), user.email, viewer, cats)),
        ];
        const facts = world({ users, rules });
        const question = { ...everything, chances: [chance, chance.map((one) => one >> 1)] };
        const { rows, told } = freezeRows(facts, question);
        expect(freezeRows(facts, question).rows).toEqual(rows);
        expect(told.controls).toHaveLength(2);
        for (const id of told.controls) {
          const control = rows.find((row) => row.id === id);
          if (control === undefined) throw new Error('a control is no row');
          expect(rules.some((rule) => String(rule.id) === id)).toBe(false);
          expect(Number(id)).toBeGreaterThanOrEqual(900);
          expect(users.map(({ email }) => email)).toContain(control.subject.id);
          expect(['administrator', 'manager']).toContain(control.role.tier);
          const held = rules.filter(({ subjectId }) => subjectId === control.subject.id);
          expect(held.map(({ roleId }) => String(roleId))).not.toContain(control.role.id);
          expect(control.effect.lostCount).toBeGreaterThan(0);
          expect(rosterOf(facts, { ...question, subjects: [] }).map((row) => row.id)).not.toContain(id);
        }
      },
    ),
    { numRuns: 60 },
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

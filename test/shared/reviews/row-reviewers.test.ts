import { describe, expect, test } from 'vitest';
import { freezeRows } from '../../../src-shared/reviews/freeze-rows.ts';
import { aRule, aUser } from '../../builders/facts.ts';
import {
  administrator,
  cats,
  everything,
  manager,
  type Question,
  tenant,
  viewer,
  vision,
  world,
} from '../../builders/freeze-worlds.ts';
import { aReviewer } from '../../builders/frozen-campaign.ts';

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
  const who = (by: Question['reviewers']['by'], more: Partial<Question> = {}, facts = { users, rules }) => {
    const reviewers = { by, named: [], fallback: aReviewer('root'), deputy: null };
    const { rows, told } = freezeRows(world({ ...facts, roles }), { ...everything, reviewers, ...more });
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
  test('who holds the role through a group is asked as well, but never about that group', () => {
    const people = [aUser('gil', { groups: ['leads'] }), aUser('hal', { groups: ['leads'] }), aUser('ben')];
    const held = [
      aRule(1, 'leads', manager, vision, { subjectType: 'group' }),
      aRule(2, 'ben@example.com', viewer, cats),
      aRule(3, 'leads', viewer, cats, { subjectType: 'group' }),
      aRule(4, 'gil@example.com', viewer, cats),
    ];
    const asked = who('department', {}, { users: people, rules: held }).by;
    expect([asked[1], asked[3]]).toEqual([root, root]);
    expect(['gil@example.com', 'hal@example.com']).toContain(asked[2]);
    expect(asked[4]).toBe('hal@example.com');
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

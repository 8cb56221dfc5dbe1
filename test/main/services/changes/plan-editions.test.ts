import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { preconditionHash } from '../../../../src-main/services/changes/export-plan.ts';
import type { PlanFile, PlanRow } from '../../../../src-shared/changes/plan-file.ts';
import { aRule, aUser } from '../../../builders/facts.ts';
import { type PlanTravel, planTravel } from '../../../builders/plan-travel.ts';
import {
  researcher,
  systemAdministrator,
  type UsersBench,
  usersBench,
  viewer,
} from '../../../builders/users-bench.ts';

/* Plan files of an older edition, and those that somebody altered: what is not said is not taken on trust. */

const cats = { type: 'project', id: 'p-cats', name: 'cats' };
const dogs = { type: 'project' as const, id: 'p-dogs' };
const grants = [{ roleId: researcher.id, scopes: [dogs] }];

let travel: PlanTravel;
beforeEach(() => {
  travel = planTravel();
});
afterEach(() => travel.end());

const bench = (robotHolds: number | null = 4): UsersBench =>
  usersBench({
    users: [aUser('root'), aUser('ada'), aUser('bob')],
    rules: [
      aRule(1, 'root@example.com', systemAdministrator, { type: 'tenant', id: '7' }),
      aRule(3, 'bob@example.com', viewer, cats),
      ...(robotHolds === null
        ? []
        : [aRule(robotHolds, 'robot-client', viewer, cats, { subjectType: 'service-account' })]),
    ],
  });

type Act = (bench: UsersBench) => Promise<unknown>;
const changeRule =
  (id: string): Act =>
  (one) =>
    one.rules.change({ id, roleId: researcher.id, scope: dogs, acknowledged: ['V12'] });
const giveTo =
  (email: string): Act =>
  (one) =>
    one.service.addRules({ email, grants, acknowledged: ['V28'] });
const makeNew: Act = (one) =>
  one.service.create({
    kind: 'local',
    email: 'new@example.com',
    firstName: null,
    lastName: null,
    notify: false,
    grants,
    acknowledged: [],
  });
const deleteBob: Act = (one) =>
  one.service.delete({ ids: ['bob'], typed: 'bob@example.com', acknowledged: [] });

async function planOf(...acts: Act[]): Promise<PlanFile> {
  const one = bench();
  one.online = false;
  for (const act of acts) await act(one);
  return await travel.exported(one);
}

/** As the edition before wrote it. */
const older = (plan: PlanFile): PlanFile => ({
  ...plan,
  version: 1,
  rows: plan.rows.map((row) => (row.edit.kind === 'rule.create' ? { ...row, precondition: null } : row)),
});

const whose =
  'This plan was written by an older edition of Rolebook, which did not note whose account a new rule is for. Export it again.';
const needsOne = 'It needs row 1, which was not taken over.';

describe('a plan of version 1', () => {
  it.each<[string, Act, (string | null)[]]>([
    ['a new rule of somebody', giveTo('bob@example.com'), [whose]],
    ['a new rule of an e-mail', giveTo('later@example.com'), [whose]],
    ['a changed rule of somebody', changeRule('3'), [whose, needsOne]],
    ['a changed rule of a service account', changeRule('4'), [null, null]],
    ['a new user with a rule', makeNew, [null, null]],
    ['a user who goes', deleteBob, [null]],
  ])('is taken over where nothing is left unsaid: %s', async (_what, act, expected) => {
    const plan = older(await planOf(act));
    const other = bench();
    const { refused, rows } = await travel.imported(other, plan);
    const reasons = new Map(refused.map(({ row, reason }) => [row, reason]));
    expect(plan.rows.map(({ row }) => reasons.get(row) ?? null)).toEqual(expected);
    expect(rows).toBe(expected.filter((reason) => reason === null).length);
  });

  it('takes what goes after a new rule for what it replaces, and rests on that', async () => {
    const plan = older(await planOf(changeRule('4')));
    const other = bench();
    await travel.imported(other, plan);
    expect(other.outbox.open()[0]?.base?.fields).toEqual({ replaces: 4 });
    for (const since of [null, 44]) {
      const { refused } = await travel.imported(bench(since), plan);
      expect(refused.map(({ reason }) => reason)).toEqual([
        'The rule it should replace was removed since.',
        needsOne,
      ]);
    }
  });
});

describe('a new rule whose row was altered by hand', () => {
  const precondition = (fields: Record<string, number | string>, hash = preconditionHash(fields)) => ({
    fields,
    hash,
  });
  it.each<[string, PlanRow['precondition'], string]>([
    ['without what was seen', null, 'It does not say what was seen'],
    [
      'with another user',
      precondition({ userId: 'ada' }, preconditionHash({ userId: 'bob' })),
      'the file was altered',
    ],
    [
      'with a number for a user',
      precondition({ userId: 5 }),
      'does not understand what it takes for granted',
    ],
    ['with something unknown', precondition({ mood: 'good' }), 'does not understand what it takes'],
  ])('is refused: %s', async (_what, altered, reason) => {
    const plan = await planOf(giveTo('bob@example.com'));
    const rows = plan.rows.map((row) => ({ ...row, precondition: altered }));
    const other = bench();
    const { refused } = await travel.imported(other, { ...plan, rows });
    expect(refused.map((one) => one.reason)).toEqual([expect.stringContaining(reason) as string]);
    expect(other.outbox.open()).toEqual([]);
  });
});

describe('a new rule of an e-mail that nobody had', () => {
  it('rests on whoever has it here', async () => {
    const plan = await planOf(giveTo('later@example.com'));
    const other = usersBench({ users: [aUser('root'), aUser('late', { email: 'Later@example.com' })] });
    expect((await travel.imported(other, plan)).refused).toEqual([]);
    expect(other.outbox.open()).toMatchObject([
      { edit: { subject: { id: 'Later@example.com' } }, base: { fields: { userId: 'late' } } },
    ]);
  });

  it('waits for the account that waits here', async () => {
    const plan = await planOf(giveTo('new@example.com'));
    const other = bench();
    other.online = false;
    await makeNew(other);
    const [account, own] = other.outbox.open();
    await other.changes.discard({ ids: [own?.id ?? ''] });
    expect((await travel.imported(other, plan)).refused).toEqual([]);
    expect(other.outbox.open()).toMatchObject([{}, { base: null, dependsOn: [account?.id] }]);
  });
});

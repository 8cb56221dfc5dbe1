import { describe, expect, it } from 'vitest';
import {
  accessKeysViewSchema,
  assignmentsViewSchema,
} from '../../../../src-shared/ipc/user-facts-contract.ts';
import { aRole, aRule, aUser } from '../../../builders/facts.ts';
import { refused } from '../../../builders/scripted-tenant.ts';
import { usersBench } from '../../../builders/users-bench.ts';

const key = { id: 'k1', name: 'laptop', clientId: 'c-1', createdAt: '2026-01-01T00:00:00Z', lastLogin: null };

describe('V42: access keys of a user', () => {
  it('are listed as the tenant has them now, and warned of where a cluster is too old', async () => {
    const clusters = [{ uuid: 'c1', name: 'old', version: '2.19.3' }];
    const bench = usersBench({ listed: { clusters } });
    bench.tenant.signOn.accessKeys.set('bob@example.com', [key]);
    const view = await bench.service.accessKeys({ email: 'bob@example.com' });
    expect(accessKeysViewSchema.parse(view)).toEqual(view);
    expect(view).toMatchObject({ keys: [key], whyNot: null, findings: [{ rule: 'V42', severity: 'warn' }] });
    expect((await bench.service.accessKeys({ email: 'ada@example.com' })).findings).toEqual([]);
  });

  it('say why not where the version has none, nobody answers, or the actor may not', async () => {
    const old = await usersBench({ productLine: '2.22' }).service.accessKeys({ email: 'bob@example.com' });
    expect(old.whyNot).toContain('came with Run:ai 2.24');
    const bench = usersBench();
    bench.tenant.faults.push({ call: 'accessKeysOf', error: refused(403, 'not-permitted'), applied: false });
    expect((await bench.service.accessKeys({ email: 'bob@example.com' })).whyNot).toContain(
      'Refused with 403',
    );
    bench.online = false;
    expect((await bench.service.accessKeys({ email: 'bob@example.com' })).whyNot).toContain(
      'cannot be reached',
    );
  });
});

describe('V31: the password of a user', () => {
  const old = { createdAt: '2025-01-01T00:00:00Z', lastLogin: '2025-06-01T00:00:00Z' };
  it('is told from sign-ins, and from resets of our own', async () => {
    const bench = usersBench({ users: [aUser('root'), aUser('bob', old)] });
    const state = async (id: string) => (await bench.service.password({ id })).state;
    expect(await state('bob')).toBe('changed');
    await bench.service.resetPassword({ id: 'bob' });
    expect(await state('bob')).toBe('unused');
    const { since } = await bench.service.password({ id: 'bob' });
    expect(since).toBe('2026-01-02T03:04:05.000Z');
    expect(await bench.service.password({ id: 'pre-authorised:x@example.com' })).toMatchObject({
      state: 'unknown',
    });
  });

  it('counts as lost when nobody used it for fourteen days', async () => {
    const bench = usersBench({
      users: [aUser('bob', { createdAt: '2025-12-01T00:00:00Z', lastLogin: null })],
    });
    const { state, findings } = await bench.service.password({ id: 'bob' });
    expect([state, findings.map(({ rule }) => rule)]).toEqual(['unused', ['V31']]);
  });
});

describe('where somebody is assigned on 2.13', () => {
  const role = aRole(4, 'Researcher');
  const administrator = aRole(7, 'Department Administrator');
  const cluster = { type: 'cluster', id: 'c1', name: 'one' };
  const listed = {
    projects: [
      { id: 'p-cats', name: 'cats', permissions: { users: ['eve', 'bob@example.com'], groups: ['vision'] } },
    ],
    departments: [{ id: 'd-empty', name: 'empty', departmentAdmins: { users: [] } }],
  };
  const bench = (productLine: '2.13' | '3.0' = '2.13') =>
    usersBench({
      productLine,
      listed,
      roles: [role, administrator],
      rules: [
        aRule(1, 'ada@example.com', role, cluster),
        aRule(2, 'ada@example.com', administrator, cluster),
        { ...aRule(3, 'vision', role, cluster), subjectType: 'group' },
      ],
    }).service;

  it('is read of projects and departments, own and through groups', async () => {
    const view = await bench().assignments({ type: 'user', id: 'eve@example.com' });
    expect(assignmentsViewSchema.parse(view)).toEqual(view);
    expect(view.projects?.map(({ name, via }) => `${name} ${via}`)).toEqual(['cats direct', 'cats vision']);
    expect(view.departments).toEqual([]);
    expect(view.findings).toEqual([]);
    expect(view.whyNotHere).toContain('own console');
  });

  it('V12, V13, V19: says what has no effect', async () => {
    const rules = async (id: string) =>
      (await bench().assignments({ type: 'user', id })).findings.map(({ rule }) => rule);
    expect(await rules('ada@example.com')).toEqual(['V12', 'V13']);
    expect(await rules('bob@example.com')).toEqual(['V19']);
    expect((await bench().assignments({ type: 'group', id: 'vision' })).findings).toEqual([]);
  });

  it('does not arise where everything is given by access rules', async () => {
    const view = await bench('3.0').assignments({ type: 'user', id: 'bob@example.com' });
    expect(view).toMatchObject({ applies: false, projects: null, findings: [] });
  });
});

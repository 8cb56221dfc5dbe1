import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PlanFile, planFileSchema } from '../../../../src-shared/changes/plan-file.ts';
import { aRule, aUser } from '../../../builders/facts.ts';
import { allAllowed } from '../../../builders/all-allowed.ts';
import { type PlanTravel, planTravel } from '../../../builders/plan-travel.ts';
import { refused } from '../../../builders/scripted-tenant.ts';
import {
  researcher,
  systemAdministrator,
  type UsersBench,
  usersBench,
  viewer,
} from '../../../builders/users-bench.ts';

const tenantScope = { type: 'tenant', id: '7', name: 'Acme' };
const cats = { type: 'project', id: 'p-cats', name: 'cats' };
let travel: PlanTravel;
beforeEach(() => {
  travel = planTravel();
});
afterEach(() => travel.end());
const exported = async (bench: UsersBench): Promise<PlanFile> => await travel.exported(bench);
const imported = async (bench: UsersBench, plan?: unknown) => await travel.imported(bench, plan);

/** One change of each kind that names something, offline. */
async function made(): Promise<UsersBench> {
  const bench = usersBench();
  bench.online = false;
  const grants = [{ roleId: researcher.id, scopes: [{ type: 'project' as const, id: 'p-dogs' }] }];
  const names = { firstName: null, lastName: null, notify: false };
  await bench.service.create({ kind: 'local', email: 'new@example.com', ...names, grants, acknowledged: [] });
  await bench.service.delete({ ids: ['ada'], typed: 'ada@example.com', acknowledged: [] });
  await bench.service.resetPassword({ id: 'bob' });
  await bench.rules.remove({ ids: ['3'], typed: null, acknowledged: [] });
  const account = await bench.serviceAccounts.create({ name: 'builder' });
  const id = `local:${account.changes[0]?.id}`;
  await bench.serviceAccounts.setEnabled({ ids: [id, 'sa2'], enabled: false, acknowledged: [] });
  await bench.serviceAccounts.rotate({ id: 'sa1', acknowledged: ['V35'] });
  return bench;
}

/** The same tenant in another profile. */
function elsewhere(): UsersBench {
  return usersBench({
    users: [aUser('root'), aUser('ada'), aUser('bob')],
    rules: [
      aRule(1, 'root@example.com', systemAdministrator, tenantScope),
      aRule(2, 'ada@example.com', systemAdministrator, tenantScope),
      aRule(3, 'bob@example.com', viewer, cats),
    ],
  });
}

describe('a plan file', () => {
  it('carries every kind of change to another profile, by names and e-mails', async () => {
    const plan = await exported(await made());
    expect(plan.rows).toHaveLength(9);
    expect(plan.tenant).toMatchObject({ url: 'https://tenant.example.com', tenantId: '7' });
    const other = elsewhere();
    const report = await imported(other);
    expect(report).toMatchObject({ outcome: 'done', rows: 9, refused: [] });
    const staged = other.outbox.open();
    expect(staged.every(({ held, binding }) => held && binding === 'k1')).toBe(true);
    expect(new Set(staged.map(({ groupId }) => groupId)).size).toBe(7);
    const edits = staged.map(({ edit }) => edit);
    expect(edits).toContainEqual(expect.objectContaining({ kind: 'user.delete', userId: 'ada' }));
    expect(edits).toContainEqual(expect.objectContaining({ kind: 'rule.delete', ruleId: 3 }));
    await other.changes.send({ ids: staged.map(({ id }) => id) });
    expect(other.outbox.open()).toEqual([]);
    expect(other.tenant.users.map(({ email }) => email)).toEqual([
      'root@example.com',
      'bob@example.com',
      'new@example.com',
    ]);
    expect(other.tenant.serviceAccounts.find(({ name }) => name === 'builder')?.enabled).toBe(false);
    expect(
      other.tray
        .list()
        .map(({ cause }) => cause)
        .toSorted(),
    ).toEqual(['password-reset', 'secret-rotated', 'service-account-created', 'user-created']);
  });

  it('is written into the journal, holds no secret, and is not written without a place', async () => {
    const bench = await made();
    expect(await bench.changes.exportPlan({ ids: null })).toMatchObject({ outcome: 'cancelled' });
    await exported(bench);
    expect(bench.journal.lines().slice(-2)).toEqual(['changes.export intended', 'changes.export done']);
    bench.journal.full = true;
    await expect(bench.changes.exportPlan({ ids: null })).rejects.toMatchObject({
      body: { reason: 'journal-unwritable' },
    });
    await expect(usersBench().changes.exportPlan({ ids: null })).rejects.toMatchObject({
      body: { reason: 'plan-empty' },
    });
  });

  it('calls what was made meanwhile as the tenant calls it', async () => {
    const bench = usersBench();
    bench.online = false;
    bench.automatic = false;
    const [account] = (await bench.serviceAccounts.create({ name: 'builder' })).changes;
    const made = { type: 'service-account' as const, id: `local:${account?.id}` };
    const grants = [{ roleId: viewer.id, scopes: [{ type: 'project' as const, id: 'p-dogs' }] }];
    await bench.serviceAccounts.setEnabled({ ids: [made.id], enabled: false, acknowledged: [] });
    await bench.rules.add({ subjects: [made], grants, acknowledged: [] });
    bench.online = true;
    await bench.changes.send({ ids: [account?.id ?? ''] });
    const plan = await exported(bench);
    const [there] = bench.tenant.serviceAccounts.filter(({ name }) => name === 'builder');
    expect(plan.rows.map(({ edit }) => edit)).toMatchObject([
      { kind: 'service-account.set-enabled', id: there?.id },
      { kind: 'rule.create', subject: { id: there?.clientId } },
    ]);
    const other = usersBench({ serviceAccounts: bench.tenant.serviceAccounts });
    expect(await imported(other, plan)).toMatchObject({ rows: 2, refused: [] });
    await other.changes.send({ ids: other.outbox.open().map(({ id }) => id) });
    expect(other.outbox.open()).toEqual([]);
  });

  it('is refused row by row where it is out of date; the others are staged', async () => {
    await exported(await made());
    const other = elsewhere();
    other.mirror.userFacts = other.mirror.userFacts.map((user) =>
      user.id === 'bob' ? { ...user, groups: ['new-group'] } : user,
    );
    other.mirror.ruleFacts = other.mirror.ruleFacts.filter(({ id }) => id !== 3);
    other.mirror.serviceAccountFacts = other.mirror.serviceAccountFacts.filter(({ id }) => id !== 'sa1');
    const report = await imported(other);
    expect(report.refused.map(({ title, reason }) => `${title}: ${reason}`)).toEqual([
      'Reset the password of bob@example.com: It is out of date: groups, rules changed since it was made.',
      'Take Viewer on project cats from bob@example.com: bob@example.com does not hold it (any more).',
      'Issue a new secret for service account robot: There is no service account “robot” (any more).',
    ]);
    expect(other.outbox.open()).toHaveLength(6);
  });

  it('issues no secret twice for the same, when a plan comes back to where it was made', async () => {
    const bench = usersBench();
    bench.online = false;
    await bench.service.resetPassword({ id: 'bob' });
    await bench.serviceAccounts.rotate({ id: 'sa1', acknowledged: ['V35'] });
    const { rows, refused } = await imported(bench, await exported(bench));
    expect(rows).toBe(0);
    expect(refused.map(({ reason }) => reason)).toEqual(['It waits here already.', 'It waits here already.']);
    expect(bench.outbox.open()).toHaveLength(2);
  });

  it('refuses rows that need a refused row', async () => {
    await exported(await made());
    const other = elsewhere();
    other.mirror.userFacts.push(aUser('n', { email: 'NEW@example.com' }));
    const report = await imported(other);
    expect(report.refused.map(({ reason }) => reason)).toEqual([
      'NEW@example.com is a user already.',
      'It needs row 1, which was not taken over.',
    ]);
  });

  it('is refused when somebody altered what was seen', async () => {
    const plan = await exported(await made());
    const rows = plan.rows.map((row) =>
      row.precondition === null
        ? row
        : {
            ...row,
            precondition: { ...row.precondition, fields: { ...row.precondition.fields, groups: [] } },
          },
    );
    const altered = rows.filter((row) => row.edit.kind === 'rule.delete');
    const report = await imported(elsewhere(), { ...plan, rows: altered });
    expect(report.refused[0]?.reason).toContain('the file was altered');
  });

  it.each([
    ['another address', { url: 'https://other.example.com' }],
    ['another number', { tenantId: '8' }],
    ['the demo tenant', { isDemo: true }],
  ])('of another tenant is refused whole: %s', async (_case, tenant) => {
    const plan = await exported(await made());
    const bench = elsewhere();
    await expect(imported(bench, { ...plan, tenant: { ...plan.tenant, ...tenant } })).rejects.toMatchObject({
      body: { reason: 'plan-of-other-tenant' },
    });
    expect(bench.outbox.open()).toEqual([]);
  });

  it('is refused whole when it is none, or from a newer edition', async () => {
    const plan = await exported(await made());
    for (const wrong of [{}, [], { ...plan, version: 4 }, { ...plan, rows: [{ row: 1 }] }]) {
      await expect(imported(elsewhere(), wrong)).rejects.toMatchObject({
        body: { kind: 'input', reason: 'plan-unreadable' },
      });
    }
    writeFileSync(travel.path, 'no json');
    await expect(imported(elsewhere())).rejects.toMatchObject({ body: { reason: 'plan-unreadable' } });
  });

  it('does not switch off the service account that is signed in (V22)', async () => {
    const plan = await exported(await made());
    const { refused } = await imported(usersBench({ actor: 'crawler-client' }), plan);
    expect(refused).toContainEqual(
      expect.objectContaining({
        title: 'Disable service account crawler',
        reason: expect.stringContaining('signed in with') as string,
      }),
    );
  });

  it('never takes the last administrator, oneself, or a right the actor lacks (V20, V22, V25, V52)', async () => {
    await exported(await made());
    const alone = elsewhere();
    alone.mirror.ruleFacts = alone.mirror.ruleFacts.filter(({ id }) => id !== 1);
    const report = await imported(alone);
    expect(report.refused.map(({ title }) => title)).toContain('Delete user ada@example.com');

    const poor = elsewhere();
    poor.abilities = { ...allAllowed, createUsers: { allowed: false, reason: 'Ask root.' } };
    expect((await imported(poor)).refused.map(({ reason }) => reason)).toEqual([
      'Ask root.',
      'It needs row 1, which was not taken over.',
    ]);

    const self = usersBench({ actor: 'ada@example.com' });
    expect((await imported(self)).refused[0]?.reason).toContain('the account you are signed in with');

    const old = elsewhere();
    old.mirror.asOf = '2025-12-01T00:00:00Z';
    const kinds = (await imported(old)).refused.map(({ title }) => title.split(' ')[0]);
    expect(new Set(kinds)).toEqual(new Set(['Delete', 'Take', 'Disable', 'Issue']));
  });

  it('hands on what this account has no right to, with what waits for it', async () => {
    const bench = usersBench();
    bench.tenant.faults.push({ call: 'createUser', error: refused(403, 'not-permitted'), applied: false });
    const grants = [{ roleId: viewer.id, scopes: [{ type: 'project' as const, id: 'p-dogs' }] }];
    const names = { firstName: null, lastName: null, notify: false };
    await bench.service.create({
      kind: 'local',
      email: 'new@example.com',
      ...names,
      grants,
      acknowledged: [],
    });
    expect(bench.outbox.open().map(({ state, conflict }) => [state, conflict?.kind])).toEqual([
      ['conflict', 'right-lost'],
      ['blocked', undefined],
    ]);
    expect((await bench.changes.byHand({ ids: null })).leftOut).toEqual([]);
    const plan = await exported(bench);
    const other = elsewhere();
    expect(await imported(other, plan)).toMatchObject({ rows: 2, refused: [] });
    await other.changes.send({ ids: other.outbox.open().map(({ id }) => id) });
    expect(other.outbox.open()).toEqual([]);
    expect(other.tenant.users.map(({ email }) => email)).toContain('new@example.com');
  });

  it('takes only what waits, and says what it left out and why', async () => {
    const bench = await made();
    const first = bench.outbox.open();
    const at = (kind: string) => first.find(({ edit }) => edit.kind === kind)?.id ?? '';
    const steps = (
      [
        ['user.create', 'sending'],
        ['user.delete', 'conflict'],
        ['user.reset-password', 'unknown'],
      ] as const
    ).map(([kind, state]) => ({ id: at(kind), from: ['pending' as const], patch: { state } }));
    bench.outbox.commit({ steps });
    bench.askWhere = async () => ({ path: travel.path, mayReplace: true });
    const report = await bench.changes.exportPlan({ ids: null });
    const rows = planFileSchema.parse(JSON.parse(readFileSync(travel.path, 'utf8'))).rows;
    expect(rows.map(({ edit }) => edit.kind)).toEqual(first.slice(4).map(({ edit }) => edit.kind));
    expect(report.refused.map(({ title, reason }) => [title.split(' ')[0], reason])).toEqual([
      ['Create', 'It is being sent.'],
      ['Give', 'It needs “Create user new@example.com”, which is left out.'],
      ['Delete', 'It waits for your decision.'],
      ['Reset', 'It was sent, and its outcome is open.'],
    ]);
    await expect(bench.changes.exportPlan({ ids: [at('user.delete')] })).rejects.toMatchObject({
      body: { reason: 'plan-empty' },
    });
  });

  it('sees who administrates through a group, and does not take that from the last (V20)', async () => {
    const world = (more: ReturnType<typeof aRule>[]) =>
      usersBench({
        users: [aUser('root'), aUser('eve', { groups: ['admins'] })],
        rules: [
          aRule(5, 'admins', systemAdministrator, tenantScope, { subjectType: 'group' }),
          aRule(6, 'admins', viewer, cats, { subjectType: 'group' }),
          ...more,
        ],
      });
    const bench = world([aRule(1, 'root@example.com', systemAdministrator, tenantScope)]);
    bench.online = false;
    await bench.rules.remove({ ids: ['5', '6'], typed: 'remove 2 access rules', acknowledged: ['V26'] });
    const plan = await exported(bench);
    const report = await imported(world([]), plan);
    expect(report.refused.map(({ title }) => title)).toEqual([
      expect.stringContaining('System administrator') as string,
    ]);
    expect(report.rows).toBe(1);
  });
});

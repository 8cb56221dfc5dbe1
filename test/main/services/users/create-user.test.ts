import { describe, expect, it } from 'vitest';
import type { NewUser } from '../../../../src-shared/ipc/users-contract.ts';
import { createReportSchema } from '../../../../src-shared/ipc/users-contract.ts';
import { refused, replyLost, unreachable } from '../../../builders/scripted-tenant.ts';
import { allAllowed } from '../../../builders/all-allowed.ts';
import { usersBench, viewer, researcher } from '../../../builders/users-bench.ts';

const cats = { type: 'project', id: 'p-cats' } as const;
const dogs = { type: 'project', id: 'p-dogs' } as const;
const clusterA = { type: 'cluster', id: 'cluster-a' } as const;

const wanted = (more: Partial<NewUser> = {}): NewUser => ({
  kind: 'local',
  email: 'new@example.com',
  firstName: null,
  lastName: null,
  grants: [
    { roleId: viewer.id, scopes: [clusterA] },
    { roleId: researcher.id, scopes: [cats, dogs] },
  ],
  notify: false,
  acknowledged: [],
  ...more,
});

const outcomes = (report: { rules: readonly { outcome: string }[] }): string[] =>
  report.rules.map((part) => part.outcome);

const rulesAre = (result: string): string[] => Array.from({ length: 3 }, () => `rule.create ${result}`);

describe('users.create', () => {
  it('makes the account and every rule, notes the facts and fills the tray', async () => {
    const bench = usersBench();
    const report = await bench.service.create(wanted());
    expect(createReportSchema.parse(report)).toEqual(report);
    expect(report.account).toEqual({ outcome: 'created', error: null });
    expect(outcomes(report)).toEqual(['created', 'created', 'created']);
    expect(report.rules.map((part) => `${part.roleName}@${part.scopeName}`)).toEqual([
      'Viewer@a',
      'L1 researcher@cats',
      'L1 researcher@dogs',
    ]);
    expect(report.repairable).toBe(false);
    // The account, its fact, and each rule.
    expect(report.requests).toBe(5);
    expect(bench.mirror.userFacts.map((user) => user.email)).toContain('new@example.com');
    expect(await bench.mirror.rulesOf({ type: 'user', id: 'new@example.com' })).toHaveLength(3);
    expect(bench.tray.list()).toEqual([report.credential]);
    expect(bench.tray.reveal(report.credential?.id ?? '')).toBe('Canary-pass-1');
    const lines = bench.ledger.lines();
    expect(lines.slice(0, 4)).toEqual(['user.create saved', ...rulesAre('saved')]);
    expect(lines.slice(4, 6)).toEqual(['user.create intended', 'user.create done']);
    expect(lines.slice(6).toSorted()).toEqual([...rulesAre('done'), ...rulesAre('intended')]);
    expect(bench.outbox.open()).toEqual([]);
    expect(bench.mirror.overlay.users.made).toEqual([]);
  });

  it('lets the password out nowhere but into the tray', async () => {
    const bench = usersBench();
    const report = await bench.service.create(wanted());
    const everywhere = JSON.stringify([
      report,
      bench.ledger.text(),
      bench.outbox.ended(100),
      bench.logged,
      bench.traySeen,
      bench.mirror,
    ]);
    expect(everywhere).not.toContain('Canary-pass-1');
    bench.tenant.faults.push({ call: 'resetPassword', error: replyLost(), applied: true });
    const error = await bench.service.resetPassword({ id: 'bob' }).catch((thrown: unknown) => thrown);
    expect(JSON.stringify(error)).not.toContain('Canary-pass-1');
  });

  it('is durable before the tenant is asked, and does nothing when it cannot be', async () => {
    const bench = usersBench();
    bench.diskFull = true;
    await expect(bench.service.create(wanted())).rejects.toMatchObject({
      body: { kind: 'storage', reason: 'disk-full' },
    });
    expect(bench.tenant.calls).toEqual([]);
    expect(bench.outbox.open()).toEqual([]);
    expect(bench.mirror.overlay.users.made).toEqual([]);
  });

  it('offers only the rules when the account is there already', async () => {
    const bench = usersBench();
    bench.mirror.userFacts = bench.mirror.userFacts.filter((user) => user.id !== 'bob');
    const report = await bench.service.create(wanted({ email: 'Bob@example.com', acknowledged: ['V28'] }));
    expect(report.account.outcome).toBe('exists');
    expect(report.account.error?.reason).toBe('email-taken');
    expect(outcomes(report)).toEqual(['not-tried', 'not-tried', 'not-tried']);
    expect(report.repairable).toBe(true);
    expect(bench.tray.list()).toEqual([]);
    expect(bench.mirror.userFacts.some((user) => user.id === 'bob')).toBe(true);
  });

  it('never creates again after a lost reply: it reads back and offers a reset', async () => {
    const bench = usersBench();
    bench.tenant.faults.push({ call: 'createUser', error: replyLost(), applied: true });
    const report = await bench.service.create(wanted());
    expect(report.account.outcome).toBe('unknown');
    expect(report.account.error?.reason).toBe('password-not-received');
    expect(report.userId).not.toBeNull();
    expect(report.repairable).toBe(true);
    expect(bench.tenant.calls.filter((call) => call.startsWith('createUser'))).toHaveLength(1);
    expect(outcomes(report)).toEqual(['not-tried', 'not-tried', 'not-tried']);
    expect(bench.ledger.lines().slice(4, 6)).toEqual(['user.create intended', 'user.create unknown']);

    const repaired = await bench.service.addRules({
      email: 'new@example.com',
      grants: wanted().grants,
      acknowledged: [],
    });
    expect(repaired.account.outcome).toBe('exists');
    expect(outcomes(repaired)).toEqual(['created', 'created', 'created']);
    // The earlier rules were taken back for the new ones; the missing password still waits for the admin.
    expect(bench.outbox.open().map(({ edit, state }) => `${edit.kind} ${state}`)).toEqual([
      'user.create conflict',
    ]);
  });

  it('sends again by itself when the tenant shows that the lost call was not applied', async () => {
    const bench = usersBench();
    bench.tenant.faults.push({ call: 'createUser', error: replyLost(), applied: false });
    const report = await bench.service.create(wanted());
    expect(report.account.outcome).toBe('pending');
    expect(outcomes(report)).toEqual(['pending', 'pending', 'pending']);
    expect(report.repairable).toBe(false);
    expect(bench.tray.list()).toEqual([]);
    bench.clock.advance(10_000);
    await bench.rest();
    expect(bench.outbox.open()).toEqual([]);
    expect(bench.tray.list().map(({ account }) => account)).toEqual(['new@example.com']);
    expect(bench.tenant.users.filter(({ email }) => email === 'new@example.com')).toHaveLength(1);
  });

  it('leaves the account unknown when it cannot be read back', async () => {
    const bench = usersBench();
    bench.tenant.faults.push(
      { call: 'createUser', error: replyLost(), applied: true },
      { call: 'findUser', error: unreachable(), applied: false },
    );
    const report = await bench.service.create(wanted());
    expect(report.account.outcome).toBe('unknown');
    expect(report.userId).toBeNull();
  });

  it('reports each rule and repairs only what failed', async () => {
    const bench = usersBench();
    bench.tenant.refusedScopes.add('project:p-dogs');
    const report = await bench.service.create(wanted());
    expect(outcomes(report)).toEqual(['created', 'created', 'failed']);
    expect(report.rules[2]?.error?.kind).toBe('not-permitted');
    expect(report.repairable).toBe(true);
    expect(bench.ledger.lines()).toContain('rule.create failed');

    bench.tenant.refusedScopes.clear();
    const repaired = await bench.service.addRules({
      email: 'new@example.com',
      grants: [{ roleId: researcher.id, scopes: [cats, dogs] }],
      acknowledged: [],
    });
    expect(outcomes(repaired)).toEqual(['exists', 'created']);
    expect(repaired.repairable).toBe(false);
  });

  it('reads back rules whose reply was lost', async () => {
    const bench = usersBench();
    bench.tenant.faults.push({ call: 'createRules', error: replyLost(), applied: true });
    const report = await bench.service.create(wanted());
    expect(outcomes(report)).toEqual(['created', 'created', 'created']);
    expect(report.rules.every((part) => part.ruleId !== null)).toBe(true);
    expect(await bench.mirror.rulesOf({ type: 'user', id: 'new@example.com' })).toHaveLength(3);
    expect(bench.tenant.calls.filter((call) => call.startsWith('createRules'))).toHaveLength(3);
  });

  it('tries rules again that were lost and are not there, and leaves open what it cannot look up', async () => {
    const lost = usersBench();
    lost.tenant.faults.push({ call: 'createRules', error: replyLost(), applied: false });
    const first = await lost.service.create(wanted());
    expect(outcomes(first)).toEqual(['pending', 'created', 'created']);
    lost.clock.advance(10_000);
    await lost.rest();
    expect(await lost.mirror.rulesOf({ type: 'user', id: 'new@example.com' })).toHaveLength(3);

    const dark = usersBench();
    dark.tenant.faults.push(
      { call: 'createRules', error: replyLost(), applied: true },
      { call: 'rulesOf', error: unreachable(), applied: false },
    );
    const report = await dark.service.create(wanted());
    expect(outcomes(report)[0]).toBe('unknown');
    expect(report.repairable).toBe(true);
  });

  it('keeps the rest when the tenant is gone, and sends it when it is back', async () => {
    const bench = usersBench();
    bench.tenant.faults.push({ call: 'createRules', error: unreachable(), applied: false });
    const report = await bench.service.create(wanted());
    expect(report.account.outcome).toBe('created');
    expect(outcomes(report)).toContain('pending');
    expect(report.credential).not.toBeNull();
    expect(report.repairable).toBe(false);
    bench.push.kick();
    await bench.rest();
    expect(bench.outbox.open()).toEqual([]);
    expect(await bench.mirror.rulesOf({ type: 'user', id: 'new@example.com' })).toHaveLength(3);
  });

  it('keeps what was done when the mirror cannot note it', async () => {
    const bench = usersBench();
    bench.mirror.failApply = true;
    const report = await bench.service.create(wanted());
    expect(outcomes(report)).toEqual(['created', 'created', 'created']);
    expect(bench.logged).toContain('push.facts-not-noted');
  });

  it('only pre-authorises SSO users: rules, no account, no credential', async () => {
    const bench = usersBench();
    const report = await bench.service.create(wanted({ kind: 'sso' }));
    expect(report.account.outcome).toBe('pre-authorised');
    expect(outcomes(report)).toEqual(['created', 'created', 'created']);
    expect(report.credential).toBeNull();
    expect(bench.tenant.calls.some((call) => call.startsWith('createUser'))).toBe(false);
  });

  it('trims the spaces around an e-mail and keeps its capitals', async () => {
    const report = await usersBench().service.create(wanted({ email: ' New.Person@Example.com ' }));
    expect(report.email).toBe('New.Person@Example.com');
  });

  it.each([
    ['a bad e-mail', { email: 'nobody' }, 'rule-v01', 'input'],
    ['an existing e-mail', { email: 'BOB@example.com' }, 'rule-v02', 'input'],
    ['an empty choice', { grants: [{ roleId: 7, scopes: [] }] }, 'rule-v14', 'input'],
    ['a double rule', { grants: [{ roleId: 7, scopes: [cats, cats] }] }, 'rule-v36', 'input'],
    ['no role, not accepted', { grants: [] }, 'warnings-not-acknowledged', 'input'],
    [
      'a tenant-wide rule, not accepted',
      { grants: [{ roleId: 7, scopes: [{ type: 'tenant' as const, id: '7' }] }] },
      'rule-v38',
      'input',
    ],
  ])('refuses %s before anything is asked or written', async (_case, more, reason, kind) => {
    const bench = usersBench();
    await expect(bench.service.create(wanted(more))).rejects.toMatchObject({ body: { reason, kind } });
    expect(bench.tenant.calls).toEqual([]);
    expect(bench.ledger.lines()).toEqual([]);
    expect(bench.outbox.open()).toEqual([]);
  });

  it('names the warnings to accept, and goes on when they are', async () => {
    const bench = usersBench();
    await expect(bench.service.create(wanted({ grants: [] }))).rejects.toMatchObject({
      body: { hint: 'Accept these warnings to go on: V10.' },
    });
    const report = await bench.service.create(wanted({ grants: [], acknowledged: ['V10'] }));
    expect(report.account.outcome).toBe('created');
  });

  it('refuses what the actor or the version may not', async () => {
    const bench = usersBench();
    bench.abilities = { ...allAllowed, createUsers: { allowed: false, reason: 'Ask root.' } };
    await expect(bench.service.create(wanted())).rejects.toMatchObject({
      body: { kind: 'not-permitted', message: 'Ask root.' },
    });
    bench.abilities = { ...allAllowed, notifyByMail: { allowed: false, reason: 'Since 2.23.' } };
    await expect(bench.service.create(wanted({ notify: true }))).rejects.toMatchObject({
      body: { kind: 'unavailable', reason: 'notify-unavailable' },
    });
  });

  it('passes the tenant’s own refusal on', async () => {
    const bench = usersBench();
    bench.tenant.faults.push({ call: 'createUser', error: refused(500, 'tenant'), applied: false });
    const report = await bench.service.create(wanted());
    expect(report.account).toMatchObject({ outcome: 'failed', error: { status: 500 } });
    expect(bench.ledger.lines().slice(4, 6)).toEqual(['user.create intended', 'user.create failed']);
    expect(outcomes(report)).toEqual(['not-tried', 'not-tried', 'not-tried']);
  });
});

describe('users.create: accepted warnings', () => {
  const tenant = { type: 'tenant', id: '7' } as const;
  const wide = (acknowledged: string[], reason: string | null): NewUser =>
    wanted({
      grants: [
        ...[viewer, researcher].map((role) => ({ roleId: role.id, scopes: [tenant] })),
        { roleId: viewer.id, scopes: [{ type: 'project' as const, id: 'p-cats' }] },
      ],
      acknowledged,
      reason,
    });

  it.each([
    ['ticks', ['V38', `V38:${viewer.id}:tenant:7`], null],
    ['one word', [], 'because'],
    ['spaces', [], '   '],
  ])('gives nothing that reaches far for %s (V38)', async (_, acknowledged, reason) => {
    const bench = usersBench();
    await expect(bench.service.create(wide(acknowledged, reason))).rejects.toMatchObject({
      body: { kind: 'input', reason: 'rule-v38', hint: expect.stringContaining('--reason') as string },
    });
    expect(bench.tenant.calls).toEqual([]);
    expect(bench.outbox.open()).toEqual([]);
  });

  it('goes ahead for a reason, which stays with what reaches far and in the journal (V38)', async () => {
    const bench = usersBench();
    bench.online = false;
    const report = await bench.service.create(wide([], ' Runs the platform. '));
    expect(report.account.outcome).toBe('pending');
    const reasons = bench.outbox.open().map(({ edit }) => (edit.kind === 'rule.create' ? edit.reason : null));
    expect(reasons).toEqual([null, 'Runs the platform.', 'Runs the platform.', undefined]);
    expect(bench.ledger.text()).toContain('Runs the platform.');
  });
});

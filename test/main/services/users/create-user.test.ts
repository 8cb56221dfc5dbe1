import { describe, expect, it } from 'vitest';
import type { NewUser } from '../../../../src-shared/ipc/users-contract.ts';
import { createReportSchema, emailStateSchema } from '../../../../src-shared/ipc/users-contract.ts';
import { refused, replyLost, unreachable } from '../../../builders/scripted-tenant.ts';
import { usersBench, viewer, researcher, allAllowed } from '../../../builders/users-bench.ts';

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
    expect(report.requests).toBe(4);
    expect(bench.mirror.userFacts.map((user) => user.email)).toContain('new@example.com');
    expect(await bench.mirror.rulesOf({ type: 'user', id: 'new@example.com' })).toHaveLength(3);
    expect(bench.tray.list()).toEqual([report.credential]);
    expect(bench.tray.reveal(report.credential?.id ?? '')).toBe('Canary-pass-1');
    expect(bench.journal.lines()).toEqual([
      'user.create intended',
      'user.create done',
      'rule.create intended',
      'rule.create done',
      'rule.create intended',
      'rule.create done',
    ]);
  });

  it('lets the password out nowhere but into the tray', async () => {
    const bench = usersBench();
    const report = await bench.service.create(wanted());
    const everywhere = JSON.stringify([
      report,
      bench.journal.rows,
      bench.logged,
      bench.traySeen,
      bench.mirror,
    ]);
    expect(everywhere).not.toContain('Canary-pass-1');
    bench.tenant.faults.push({ call: 'resetPassword', error: replyLost(), applied: true });
    const error = await bench.service.resetPassword({ id: 'bob' }).catch((thrown: unknown) => thrown);
    expect(JSON.stringify(error)).not.toContain('Canary-pass-1');
  });

  it('writes the intent before the tenant is asked, and does nothing without it', async () => {
    const bench = usersBench();
    bench.journal.full = true;
    const report = await bench.service.create(wanted());
    expect(report.account.outcome).toBe('failed');
    expect(report.account.error?.reason).toBe('journal-unwritable');
    expect(outcomes(report)).toEqual(['not-tried', 'not-tried', 'not-tried']);
    expect(bench.tenant.calls).toEqual([]);
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
    expect(bench.journal.lines()).toEqual(['user.create intended', 'user.create unknown']);

    const repaired = await bench.service.addRules({
      email: 'new@example.com',
      grants: wanted().grants,
      acknowledged: [],
    });
    expect(repaired.account.outcome).toBe('exists');
    expect(outcomes(repaired)).toEqual(['created', 'created', 'created']);
  });

  it('says that nothing was created when the lost call was not applied', async () => {
    const bench = usersBench();
    bench.tenant.faults.push({ call: 'createUser', error: replyLost(), applied: false });
    const report = await bench.service.create(wanted());
    expect(report.account.outcome).toBe('failed');
    expect(report.account.error?.reason).toBe('reply-lost-not-created');
    expect(report.repairable).toBe(false);
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
    expect(bench.journal.lines().at(-1)).toBe('rule.create partly');

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
    expect(bench.tenant.calls.filter((call) => call.startsWith('createRules'))).toHaveLength(2);
  });

  it('marks lost rules that are not there as failed, and unknown ones it cannot look up as unknown', async () => {
    const lost = usersBench();
    lost.tenant.faults.push({ call: 'createRules', error: replyLost(), applied: false });
    expect(outcomes(await lost.service.create(wanted()))).toEqual(['failed', 'created', 'created']);

    const dark = usersBench();
    dark.tenant.faults.push(
      { call: 'createRules', error: replyLost(), applied: true },
      { call: 'rulesOf', error: unreachable(), applied: false },
    );
    const report = await dark.service.create(wanted());
    expect(outcomes(report)).toEqual(['unknown', 'created', 'created']);
    expect(report.repairable).toBe(true);
  });

  it('stops asking when the tenant is gone', async () => {
    const bench = usersBench();
    bench.tenant.faults.push({ call: 'createRules', error: unreachable(), applied: false });
    const report = await bench.service.create(wanted());
    expect(report.account.outcome).toBe('created');
    expect(outcomes(report)).toEqual(['failed', 'not-tried', 'not-tried']);
    expect(report.credential).not.toBeNull();
  });

  it('keeps what was done when the mirror cannot note it', async () => {
    const bench = usersBench();
    bench.mirror.failApply = true;
    const report = await bench.service.create(wanted());
    expect(outcomes(report)).toEqual(['created', 'created', 'created']);
    expect(bench.logged).toContain('users.facts-not-noted');
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
      'warnings-not-acknowledged',
      'input',
    ],
  ])('refuses %s before anything is asked or written', async (_case, more, reason, kind) => {
    const bench = usersBench();
    await expect(bench.service.create(wanted(more))).rejects.toMatchObject({ body: { reason, kind } });
    expect(bench.tenant.calls).toEqual([]);
    expect(bench.journal.rows).toEqual([]);
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

  it('is unavailable offline, with the reason', async () => {
    const bench = usersBench();
    bench.online = false;
    await expect(bench.service.create(wanted())).rejects.toMatchObject({
      body: {
        kind: 'unavailable',
        reason: 'offline',
        message: 'Users can be changed only while the tenant is reachable. The tenant cannot be reached.',
      },
    });
  });

  it('passes the tenant’s own refusal on', async () => {
    const bench = usersBench();
    bench.tenant.faults.push({ call: 'createUser', error: refused(500, 'tenant'), applied: false });
    const report = await bench.service.create(wanted());
    expect(report.account).toMatchObject({ outcome: 'failed', error: { status: 500 } });
    expect(bench.journal.lines()).toEqual(['user.create intended', 'user.create failed']);
  });
});

describe('users.create: accepted warnings', () => {
  const tenant = { type: 'tenant', id: '7' } as const;
  const wide = (acknowledged: string[]): NewUser =>
    wanted({
      grants: [viewer, researcher].map((role) => ({ roleId: role.id, scopes: [tenant] })),
      acknowledged,
    });
  const keyOf = (role: { id: number }): string => `V38:${role.id}:tenant:7`;

  it('refuses while another warning of the same rule is open', async () => {
    const bench = usersBench();
    await expect(bench.service.create(wide([keyOf(viewer)]))).rejects.toMatchObject({
      body: { reason: 'warnings-not-acknowledged' },
    });
    expect(bench.tenant.calls.filter((call) => call.startsWith('createUser'))).toEqual([]);
  });

  it.each([
    ['each by its key', [keyOf(viewer), keyOf(researcher)]],
    ['all by the rule', ['V38']],
  ])('goes ahead: %s', async (_, acknowledged) => {
    const report = await usersBench().service.create(wide(acknowledged));
    expect(report.account.outcome).toBe('created');
  });
});

describe('users.emailState', () => {
  it('works offline and tells what is there', async () => {
    const bench = usersBench();
    bench.online = false;
    const state = await bench.service.emailState({ email: 'BOB@example.com', kind: 'local' });
    expect(state.existing).toEqual({ id: 'bob', email: 'bob@example.com', isLocal: true });
    expect(state.ruleCount).toBe(1);
    expect(state.findings.map((finding) => finding.rule)).toEqual(['V02']);
    const bad = await bench.service.emailState({ email: 'bob', kind: 'local' });
    expect(bad).toMatchObject({ existing: null, ruleCount: 0, held: [] });
  });

  it('tells which rules an e-mail holds, also where it belongs to no user yet (V36)', async () => {
    const bench = usersBench();
    const [rule] = await bench.mirror.rulesOf({ type: 'user', id: 'bob@example.com' });
    const held = [{ roleId: rule?.roleId, scopeType: rule?.scopeType, scopeId: rule?.scopeId }];
    const there = await bench.service.emailState({ email: 'bob@example.com', kind: 'sso' });
    expect(there.held).toEqual(held);
    bench.mirror.userFacts = bench.mirror.userFacts.filter((user) => user.id !== 'bob');
    const ahead = await bench.service.emailState({ email: ' bob@example.com ', kind: 'sso' });
    expect(ahead).toMatchObject({ existing: null, ruleCount: 1, held });
    expect(emailStateSchema.parse(ahead)).toEqual(ahead);
  });
});

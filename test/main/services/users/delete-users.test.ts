import { describe, expect, it } from 'vitest';
import { deletePreviewSchema } from '../../../../src-shared/ipc/users-contract.ts';
import { aRule, aUser } from '../../../builders/facts.ts';
import { refused, replyLost } from '../../../builders/scripted-tenant.ts';
import { allAllowed } from '../../../builders/all-allowed.ts';
import {
  departmentAdministrator,
  systemAdministrator,
  usersBench,
  viewer,
} from '../../../builders/users-bench.ts';

const tenant = { type: 'tenant', id: '7', name: 'Acme' };
const vision = { type: 'department', id: 'd-vision', name: 'vision' };

const remove = (ids: string[], typed: string | null = null, acknowledged: string[] = []) => ({
  ids,
  typed,
  acknowledged,
});

describe('users.deletePreview', () => {
  it('lists what goes, offline too', async () => {
    const bench = usersBench();
    bench.online = false;
    const preview = await bench.service.deletePreview({ ids: ['bob', 'nobody'] });
    expect(deletePreviewSchema.parse(preview)).toEqual(preview);
    expect(preview.users).toEqual([
      {
        id: 'bob',
        email: 'bob@example.com',
        isLocal: true,
        ruleCount: 1,
        rules: [{ roleName: 'Viewer', scopeName: 'cats', scopeType: 'project' }],
        lastLogin: null,
        findings: [],
      },
    ]);
    expect(preview.typedPhrase).toBeNull();
  });

  it('counts administrators through groups, and asks for the phrase', async () => {
    const bench = usersBench({
      users: [aUser('root', { isLocal: false, groups: ['admins'] }), aUser('ada')],
      rules: [
        aRule(1, 'admins', systemAdministrator, tenant, { subjectType: 'group' }),
        aRule(2, 'ada@example.com', systemAdministrator, tenant),
      ],
    });
    const preview = await bench.service.deletePreview({ ids: ['ada'] });
    expect(preview.typedPhrase).toBe('ada@example.com');
    expect(preview.findings.map((finding) => `${finding.rule} ${finding.severity}`)).toEqual(['V21 block']);
  });

  it('does not count pre-authorised administrators who have no account', async () => {
    const bench = usersBench({
      users: [aUser('ada')],
      rules: [
        aRule(1, 'ghost@example.com', systemAdministrator, tenant),
        aRule(2, 'ada@example.com', systemAdministrator, tenant),
      ],
    });
    const preview = await bench.service.deletePreview({ ids: ['ada'] });
    expect(preview.findings.map((finding) => finding.rule)).toEqual(['V20']);
  });

  it('warns of orphans and of those who come back', async () => {
    const bench = usersBench({
      users: [aUser('root'), aUser('eve', { isLocal: false, groups: ['vision'] })],
      rules: [
        aRule(1, 'root@example.com', systemAdministrator, tenant),
        aRule(2, 'eve@example.com', departmentAdministrator, vision),
        aRule(3, 'vision', viewer, vision, { subjectType: 'group' }),
      ],
      serviceAccountsOf: { 'eve@example.com': 3 },
    });
    const preview = await bench.service.deletePreview({ ids: ['eve'] });
    expect(preview.users[0]?.findings.map((finding) => finding.rule)).toEqual(['V26', 'V26', 'V27']);
  });
});

describe('users.delete', () => {
  it('deletes the rules first, then the user, and journals both', async () => {
    const bench = usersBench();
    const outcomes = await bench.service.delete(remove(['bob']));
    expect(outcomes).toEqual([{ id: 'bob', email: 'bob@example.com', outcome: 'done', error: null }]);
    expect(bench.tenant.calls.filter((call) => call.startsWith('delete'))).toEqual([
      'deleteRule 3',
      'deleteUser bob',
    ]);
    expect(bench.ledger.lines()).toEqual([
      'user.delete saved',
      'user.delete intended',
      'rule.delete done',
      'user.delete done',
    ]);
    expect(bench.mirror.userFacts.some((user) => user.id === 'bob')).toBe(false);
    expect(await bench.mirror.rulesOf({ type: 'user', id: 'bob@example.com' })).toEqual([]);
    expect(bench.mirror.overlay.users.marks.size).toBe(0);
  });

  it('takes what is gone as done', async () => {
    const bench = usersBench();
    bench.tenant.users = bench.tenant.users.filter((user) => user.id !== 'bob');
    const outcomes = await bench.service.delete(remove(['bob', 'nobody']));
    expect(outcomes.map((one) => one.outcome)).toEqual(['already-gone', 'already-gone']);
  });

  it('looks when the reply to a deletion was lost, and knows by that that it is done', async () => {
    const bench = usersBench();
    bench.tenant.faults.push({ call: 'deleteUser', error: replyLost(), applied: true });
    const [outcome] = await bench.service.delete(remove(['bob']));
    expect(outcome?.outcome).toBe('done');
    expect(bench.tenant.calls.filter((call) => call.startsWith('deleteUser'))).toHaveLength(1);
  });

  it('goes on after one failure, and keeps what is left when the tenant is gone', async () => {
    const failing = usersBench();
    const calls = failing.tenant.deleteUser.bind(failing.tenant);
    failing.tenant.deleteUser = async (id) => {
      if (id === 'bob') throw refused(500, 'tenant');
      return await calls(id);
    };
    const outcomes = await failing.service.delete(remove(['bob', 'eve']));
    expect(outcomes.map((one) => one.outcome)).toEqual(['failed', 'done']);
    expect(failing.mirror.ruleFacts.some((rule) => rule.id === 3)).toBe(false);

    const gone = usersBench();
    gone.online = false;
    const saved = await gone.service.delete(remove(['bob', 'eve']));
    expect(saved.map((one) => one.outcome)).toEqual(['pending', 'pending']);
    expect(await gone.mirror.users(['bob', 'eve'])).toEqual([]);
    expect(gone.tenant.calls).toEqual([]);
    const again = await gone.service.delete(remove(['bob']));
    expect(again).toEqual([{ id: 'bob', email: 'bob@example.com', outcome: 'pending', error: null }]);
    expect(gone.outbox.open()).toHaveLength(2);
    gone.online = true;
    gone.push.kick();
    await gone.rest();
    expect(gone.tenant.users.map(({ id }) => id)).toEqual(['root', 'ada']);
  });

  it.each([
    ['oneself', ['root'], 'root@example.com', 'rule-v22'],
    ['an administrator without the phrase', ['ada'], null, 'rule-v29'],
    ['every administrator', ['ada', 'root'], 'delete 2 users', 'rule-v20'],
  ])('refuses %s', async (_case, ids, typed, reason) => {
    const bench = usersBench();
    await expect(bench.service.delete(remove(ids, typed))).rejects.toMatchObject({ body: { reason } });
    expect(bench.tenant.calls).toEqual([]);
    expect(bench.ledger.lines()).toEqual([]);
  });

  it('asks the tenant itself whether an administrator stays', async () => {
    const bench = usersBench();
    bench.tenant.rules = bench.tenant.rules.filter((rule) => rule.subjectId !== 'root@example.com');
    expect(await bench.service.delete(remove(['ada'], 'ada@example.com'))).toMatchObject([
      { outcome: 'failed', error: { reason: 'guard' } },
    ]);
    expect(bench.tenant.calls.some((call) => call.startsWith('delete'))).toBe(false);

    const grouped = usersBench({
      users: [aUser('root', { groups: ['admins'] }), aUser('ada')],
      rules: [
        aRule(1, 'admins', systemAdministrator, tenant, { subjectType: 'group' }),
        aRule(2, 'ada@example.com', systemAdministrator, tenant),
      ],
    });
    grouped.tenant.rules = [];
    const typed = remove(['ada'], 'ada@example.com');
    grouped.tenant.rules = grouped.mirror.ruleFacts.filter(({ subjectId }) => subjectId !== 'admins');
    expect(await grouped.service.delete(typed)).toMatchObject([
      { outcome: 'failed', error: { reason: 'guard' } },
    ]);
    grouped.tenant.rules = [...grouped.mirror.ruleFacts];
    const [stopped] = grouped.outbox.open();
    await grouped.changes.resolve({ id: stopped?.id ?? '', choice: 'try-again' });
    await grouped.rest();
    expect(grouped.tenant.users.map(({ id }) => id)).toEqual(['root']);

    const safe = usersBench();
    const [outcome] = await safe.service.delete(remove(['ada'], 'ada@example.com'));
    expect(outcome?.outcome).toBe('done');
  });

  it('refuses without the right, offline as well', async () => {
    const bench = usersBench();
    bench.abilities = { ...allAllowed, deleteUsers: { allowed: false, reason: 'Ask root.' } };
    for (const online of [true, false]) {
      bench.online = online;
      await expect(bench.service.delete(remove(['bob']))).rejects.toMatchObject({
        body: { kind: 'not-permitted' },
      });
    }
  });

  it('is stopped at the tenant when the right is lost on the way', async () => {
    const bench = usersBench();
    bench.online = false;
    await bench.service.delete(remove(['bob']));
    bench.abilities = { ...allAllowed, deleteUsers: { allowed: false, reason: 'Ask root.' } };
    bench.online = true;
    bench.push.kick();
    await bench.rest();
    expect(bench.outbox.open()).toMatchObject([
      { state: 'conflict', conflict: { kind: 'guard', message: 'Ask root.' } },
    ]);
    expect(bench.tenant.calls.some((call) => call.startsWith('delete'))).toBe(false);
  });
});

describe('users.resetPassword', () => {
  it('puts the new password into the tray and the old one out of it (V33)', async () => {
    const bench = usersBench();
    const first = await bench.service.resetPassword({ id: 'bob' });
    bench.tenant.nextPassword = 'Canary-pass-2';
    const second = await bench.service.resetPassword({ id: 'bob' });
    expect(bench.tray.list().map((info) => info.id)).toEqual([second?.id]);
    expect(bench.tray.reveal(second?.id ?? '')).toBe('Canary-pass-2');
    expect(() => bench.tray.reveal(first?.id ?? '')).toThrow(/no longer held/);
    expect(second?.cause).toBe('password-reset');
  });

  it('refuses SSO users and unknown ones, and reports a lost reply (V32, V33)', async () => {
    const bench = usersBench();
    await expect(bench.service.resetPassword({ id: 'eve' })).rejects.toMatchObject({
      body: { reason: 'rule-v32' },
    });
    await expect(bench.service.resetPassword({ id: 'nobody' })).rejects.toMatchObject({
      body: { kind: 'not-found' },
    });
    bench.tenant.faults.push({ call: 'resetPassword', error: replyLost(), applied: true });
    await expect(bench.service.resetPassword({ id: 'bob' })).rejects.toMatchObject({
      body: { reason: 'password-not-received' },
    });
    expect(bench.ledger.lines().slice(0, 3)).toEqual([
      'user.reset-password saved',
      'user.reset-password intended',
      'user.reset-password unknown',
    ]);
    // Once more, by the admin's own will, takes the place of the attempt whose password nobody has.
    const credential = await bench.service.resetPassword({ id: 'bob' });
    expect(credential?.account).toBe('bob@example.com');
    expect(bench.outbox.open()).toEqual([]);
  });

  it('is saved offline, and the password comes into the tray when it is sent', async () => {
    const bench = usersBench();
    bench.online = false;
    expect(await bench.service.resetPassword({ id: 'bob' })).toBeNull();
    expect(await bench.service.resetPassword({ id: 'bob' })).toBeNull();
    expect(bench.outbox.open()).toHaveLength(1);
    bench.online = true;
    bench.push.kick();
    await bench.rest();
    expect(bench.tray.list().map(({ account }) => account)).toEqual(['bob@example.com']);
    expect(bench.tenant.calls.filter((call) => call.startsWith('resetPassword'))).toHaveLength(1);
  });
});

describe('users.signOutEverywhere', () => {
  it('signs each user out and journals it', async () => {
    const bench = usersBench();
    const outcomes = await bench.service.signOutEverywhere({ ids: ['bob', 'eve'] });
    expect(outcomes.map((one) => one.outcome)).toEqual(['done', 'done']);
    expect(bench.journal.lines()).toHaveLength(4);
  });
});

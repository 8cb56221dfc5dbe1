import { describe, expect, it } from 'vitest';
import type { NewUser } from '../../../../src-shared/ipc/users-contract.ts';
import { createReportSchema } from '../../../../src-shared/ipc/users-contract.ts';
import { researcher, usersBench, viewer } from '../../../builders/users-bench.ts';

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

describe('users.create without a network', () => {
  it('is saved offline, shows at once, and goes when the tenant is back', async () => {
    const bench = usersBench();
    bench.online = false;
    const report = await bench.service.create(wanted());
    expect(createReportSchema.parse(report)).toEqual(report);
    expect(report).toMatchObject({
      userId: null,
      account: { outcome: 'pending', error: null },
      credential: null,
      repairable: false,
      requests: 0,
    });
    expect(outcomes(report)).toEqual(['pending', 'pending', 'pending']);
    expect(bench.tenant.calls).toEqual([]);
    expect(bench.mirror.overlay.users.made.map(({ email, mark }) => `${email} ${mark}`)).toEqual([
      'new@example.com new',
    ]);
    expect(await bench.mirror.rulesOf({ type: 'user', id: 'new@example.com' })).toHaveLength(3);
    expect(bench.ledger.lines()).toEqual(['user.create saved', ...rulesAre('saved')]);

    bench.online = true;
    bench.push.kick();
    await bench.rest();
    expect(bench.outbox.open()).toEqual([]);
    expect(bench.tray.list().map(({ account }) => account)).toEqual(['new@example.com']);
    expect(bench.tenant.rules.filter(({ subjectId }) => subjectId === 'new@example.com')).toHaveLength(3);
  });

  it('counts what waits: the same e-mail again is refused, more rules wait for the account', async () => {
    const bench = usersBench();
    bench.online = false;
    await bench.service.create(wanted());
    await expect(bench.service.create(wanted({ email: 'NEW@example.com' }))).rejects.toMatchObject({
      body: { reason: 'rule-v02' },
    });
    const more = await bench.service.addRules({
      email: 'new@example.com',
      grants: [{ roleId: researcher.id, scopes: [cats, clusterA] }],
      acknowledged: [],
    });
    expect(more.account.outcome).toBe('pending');
    expect(outcomes(more)).toEqual(['pending', 'pending']);
    const [account] = bench.outbox.open();
    expect(bench.outbox.open().filter(({ edit }) => edit.kind === 'rule.create')).toHaveLength(4);
    expect(
      bench.outbox
        .open()
        .slice(1)
        .every(({ dependsOn }) => dependsOn.includes(account?.id ?? '')),
    ).toBe(true);
  });

  it('stays here when sending by itself is off, or when it is staged; “now” sends it all the same', async () => {
    const off = usersBench();
    off.automatic = false;
    expect((await off.service.create(wanted())).account.outcome).toBe('pending');
    expect(off.tenant.calls).toEqual([]);
    const now = await off.service.create(wanted({ email: 'other@example.com', send: 'now' }));
    expect(now.account.outcome).toBe('created');

    const staged = usersBench();
    await staged.service.create(wanted({ send: 'staged' }));
    staged.push.kick();
    await staged.rest();
    expect(staged.tenant.calls).toEqual([]);
    expect(staged.outbox.open().every(({ held }) => held)).toBe(true);
    const moved = await staged.changes.send({ ids: staged.outbox.open().map(({ id }) => id) });
    expect(moved.moved).toHaveLength(4);
    expect(staged.tray.list()).toHaveLength(1);
  });
});

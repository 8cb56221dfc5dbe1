import { describe, expect, it, vi } from 'vitest';
import { createSendGuard } from '../../../../src-main/services/edits/send-guard.ts';
import { keepActorRights, readActorRights } from '../../../../src-main/services/rules/actor-rights.ts';
import type { Role } from '../../../../src-shared/domain/role.ts';
import { aRole, aRule, aServiceAccount, aUser } from '../../../builders/facts.ts';
import { allAllowed } from '../../../builders/all-allowed.ts';
import { systemAdministrator, usersBench, viewer } from '../../../builders/users-bench.ts';

const vision = { type: 'department', id: 'd-vision', name: 'vision' };
const tenant = { type: 'tenant', id: '7', name: 'Acme' };
const cats = { type: 'project', id: 'p-cats' } as const;

const may = (role: Role, ...rights: [string, string[]][]): Role => ({
  ...role,
  permissions: rights.map(([resourceType, actions]) => ({
    resourceType,
    displayName: resourceType,
    group: 'iam',
    actions,
  })),
});
const giver = may(aRole(20, 'Department administrator'), ['access_rules', ['create', 'delete']]);
const powerful = may(aRole(21, 'Editor'), ['users', ['create']]);
const plain = viewer;
const roles = [systemAdministrator, giver, powerful, plain];

/** Dana administrates one department and nothing else. */
const department = () =>
  usersBench({
    actor: 'dana@example.com',
    roles,
    users: [aUser('root'), aUser('dana'), aUser('bob')],
    rules: [
      aRule(1, 'root@example.com', systemAdministrator, tenant),
      aRule(2, 'dana@example.com', giver, vision),
      aRule(3, 'bob@example.com', powerful, { type: 'project', id: 'p-cats', name: 'cats' }),
      aRule(4, 'bob@example.com', plain, { type: 'cluster', id: 'cluster-b', name: 'b' }),
    ],
  });

const give = (roleId: number, scope: { type: 'project' | 'cluster'; id: string } = cats) => ({
  email: 'bob@example.com',
  grants: [{ roleId, scopes: [scope] }],
  acknowledged: [],
});

describe('an actor with rights in one department', () => {
  it.each([
    ['a role with more rights', give(powerful.id)],
    ['a place outside', give(plain.id, { type: 'cluster', id: 'cluster-b' })],
  ])('gives no %s, and nothing is saved (V23)', async (_, wanted) => {
    const bench = department();
    bench.online = false;
    await expect(bench.service.addRules(wanted)).rejects.toMatchObject({
      body: { kind: 'not-permitted', reason: 'rule-v23' },
    });
    expect(bench.outbox.open()).toEqual([]);
  });

  it('gives what lies within', async () => {
    const bench = department();
    const report = await bench.service.addRules(give(plain.id));
    expect(report.rules).toMatchObject([{ outcome: 'created', error: null }]);
  });

  it.each([
    ['reaches further than its own', '3'],
    ['lies outside', '4'],
  ])('takes away no rule that %s, nor changes it (V24)', async (_, id) => {
    const bench = department();
    await expect(bench.rules.remove({ ids: [id], typed: null, acknowledged: ['V26'] })).rejects.toMatchObject(
      { body: { kind: 'not-permitted', reason: 'rule-v24' } },
    );
    await expect(
      bench.rules.change({ id, roleId: plain.id, scope: cats, acknowledged: [] }),
    ).rejects.toMatchObject({ body: { kind: 'not-permitted' } });
    expect(bench.outbox.open()).toEqual([]);
  });

  it('is asked once more when it is sent: the right may be gone by then (V23, V24)', async () => {
    const bench = department();
    bench.online = false;
    await bench.service.addRules(give(plain.id));
    bench.mirror.ruleFacts = bench.mirror.ruleFacts.map((rule) =>
      rule.id === 2 ? { ...rule, scopeType: 'cluster', scopeId: 'cluster-b', scopeName: 'b' } : rule,
    );
    const guard = createSendGuard(bench.room);
    const [change] = bench.outbox.open();
    if (change === undefined) throw new Error('nothing was saved');
    expect(await guard(change, bench.tenant)).toMatchObject({
      kind: 'guard',
      message: expect.stringContaining('You may not give access on Project cats') as string,
    });
  });
});

describe('readActorRights', () => {
  it('reads no roles for a System administrator of the whole tenant', async () => {
    const rights = await readActorRights(usersBench().room);
    expect(rights.rules.map(({ roleName }) => roleName)).toEqual(['System administrator']);
    expect(rights.roles.size).toBe(0);
  });

  it('leaves the matter open where a way that we do not see must be there', async () => {
    const bench = department();
    bench.mirror.ruleFacts = bench.mirror.ruleFacts.map((rule) =>
      rule.id === 2 ? { ...rule, roleId: plain.id, roleName: plain.name } : rule,
    );
    expect((await readActorRights(bench.room)).rules).toEqual([]);
    bench.abilities = { ...allAllowed, createRules: { allowed: false, reason: 'No.' } };
    expect((await readActorRights(bench.room)).rules).toHaveLength(1);
  });

  it.each([['bot-client'], ['bot'], ['bot-id']])(
    'finds the rules of a service account as %s',
    async (key) => {
      const bench = usersBench({
        actor: 'bot-client',
        roles,
        serviceAccounts: [aServiceAccount('bot', { id: 'bot-id', clientId: 'bot-client' })],
        rules: [aRule(9, key, giver, vision, { subjectType: 'service-account' })],
      });
      expect((await readActorRights(bench.room)).rules).toMatchObject([{ id: 9 }]);
    },
  );
});

describe('keepActorRights', () => {
  it('reads once while nothing changes, and again after the mirror, the actor or what the tenant allows did', async () => {
    const bench = department();
    const reading = vi.spyOn(bench.mirror, 'rulesOf');
    const rights = keepActorRights(bench.room);
    const held = async (): Promise<(string | undefined)[]> =>
      (await rights()).rules.map(({ roleName }) => roleName);
    const giving = ['Department administrator'];
    expect(await Promise.all([held(), held()])).toEqual([giving, giving]);
    const { length } = reading.mock.calls;
    expect(await held()).toEqual(giving);
    expect(reading).toHaveBeenCalledTimes(length);
    await bench.mirror.apply({ removedRuleIds: [2] });
    expect(await held()).toEqual([]);
    bench.mirror.ruleFacts = [aRule(5, 'dana@example.com', giver, vision)];
    expect(await held()).toEqual([]);
    bench.abilities = { ...allAllowed, createRules: { allowed: false, reason: 'No.' } };
    expect(await held()).toEqual(giving);
  });

  it('asks again after a reading that failed', async () => {
    const bench = department();
    const rights = keepActorRights(bench.room);
    vi.spyOn(bench.mirror, 'usersLike').mockRejectedValueOnce(new Error('stopped'));
    await expect(rights()).rejects.toThrow('stopped');
    expect((await rights()).rules).toMatchObject([{ roleName: 'Department administrator' }]);
  });
});

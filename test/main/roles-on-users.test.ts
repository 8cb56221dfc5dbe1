import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../builders/eventually.ts';
import type { Rolebook } from '../../src-main/compose.ts';
import type { DemoTenant } from '../../src-main/demo-tenant/demo-tenant.ts';
import type { ScopeNode } from '../../src-shared/domain/scope.ts';
import type { Grant } from '../../src-shared/ipc/users-contract.ts';
import { openRolebook } from '../contract/open-rolebook.ts';

describe('roles and clusters that stand on users (2.13)', () => {
  const ends: (() => void | Promise<void>)[] = [];
  let tenant: DemoTenant;
  let handlers: Rolebook['handlers'];
  let scopes: ScopeNode[];

  beforeAll(async () => {
    ({ tenant, handlers } = await openRolebook(
      { profile: '2.13', users: 40 },
      (work) => void ends.push(work),
    ));
    scopes = await handlers['scopes.tree']({});
  }, 60_000);
  afterAll(async () => {
    for (const end of ends.toReversed()) await end();
    expect(tenant.replyFaults).toEqual([]);
  });

  const idOf = async (email: string): Promise<string> =>
    (
      await handlers['views.window']({
        view: 'users',
        search: email,
        filters: [],
        sort: [],
        from: 0,
        to: 10,
        columns: ['email'],
        facets: false,
      })
    ).ids[0] ?? '';
  const rulesOf = async (email: string): Promise<string[]> => {
    const record = await handlers['records.get']({ view: 'users', id: await idOf(email) });
    return (record?.rules ?? []).map((rule) => `${rule.roleName} ${rule.scopeType}`).toSorted();
  };
  const grant = async (name: string, ...where: Grant['scopes']): Promise<Grant> => {
    const role = (await handlers['roles.list']({})).find((one) => one.name === name);
    if (role === undefined) throw new Error(`no role ${name}`);
    return { roleId: role.id, scopes: where };
  };
  const rawUser = async (email: string): Promise<Record<string, unknown>> => {
    const record = await handlers['records.get']({ view: 'users', id: await idOf(email) });
    return JSON.parse(record?.raw ?? '{}') as Record<string, unknown>;
  };
  const synced = async (): Promise<void> => {
    await handlers['sync.start']({ full: true });
    await eventually(async () => expect((await handlers['session.state']({})).syncing).toBe(false));
  };

  test('V14: clusters that somebody has without a role are said, and get the role too', async () => {
    const email = 'newcomer@example.com';
    const before = await rawUser(email);
    expect(before['roles']).toEqual([]);
    const all = before['permitAllClusters'] === true;
    const permitted = (before['permittedClusters'] as string[]).toSorted();
    expect(all || permitted.length > 0).toBe(true);
    const clusters = scopes.filter(({ type }) => type === 'cluster').map(({ id }) => id);
    const elsewhere = clusters.find((id) => all || !permitted.includes(id)) ?? '';
    const subjects = [{ type: 'user' as const, id: email }];
    const wanted = [await grant('Viewer', { type: 'cluster', id: elsewhere })];
    const { findings } = await handlers['rules.addPreview']({ subjects, grants: wanted });
    const said = findings.find(({ rule, severity }) => rule === 'V14' && severity === 'block');
    expect(said?.message).toContain('already, without a role');
    const act = { subjects, acknowledged: [], reason: 'they work there' };
    await expect(handlers['rules.add']({ ...act, grants: wanted })).rejects.toMatchObject({
      body: { reason: 'rule-v14' },
    });
    const places: Grant['scopes'] = all
      ? [{ type: 'tenant' as const, id: scopes.find(({ type }) => type === 'tenant')?.id ?? '' }]
      : permitted.map((id) => ({ type: 'cluster' as const, id }));
    const report = await handlers['rules.add']({ ...act, grants: [await grant('Viewer', ...places)] });
    expect(report.changes.map(({ state }) => state)).toEqual(places.map(() => 'done'));
    await synced();
    const after = await rawUser(email);
    expect(after['roles']).toEqual(['viewer']);
    expect((after['permittedClusters'] as string[]).toSorted()).toEqual(permitted);
    expect(await rulesOf(email)).toEqual(places.map(({ type }) => `Viewer ${type}`));
  });

  test('another role in another place leaves nothing of the old one behind', async () => {
    const [one, two] = scopes.filter(({ type }) => type === 'cluster');
    const email = 'mover@example.com';
    await handlers['users.create']({
      kind: 'local',
      email,
      firstName: null,
      lastName: null,
      grants: [await grant('Viewer', { type: 'cluster', id: one?.id ?? '' })],
      notify: false,
      acknowledged: [],
      reason: null,
    });
    const { rules } = (await handlers['records.get']({ view: 'users', id: await idOf(email) })) ?? {};
    const { roleId, scopes: to } = await grant('Editor', { type: 'cluster', id: two?.id ?? '' });
    const report = await handlers['rules.changeMany']({
      ids: (rules ?? []).map(({ id }) => id),
      roleId,
      scope: to[0] ?? null,
      acknowledged: [],
      reason: null,
    });
    expect(report.changes.map(({ state }) => state)).toEqual(['done', 'done']);
    await synced();
    await eventually(async () => expect(await rulesOf(email)).toEqual(['Editor cluster']));
    const record = await handlers['records.get']({ view: 'users', id: await idOf(email) });
    expect(record?.rules.map(({ scopeName }) => scopeName)).toEqual([two?.name]);
    expect((await rawUser(email))['permittedClusters']).toEqual([two?.id]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TenantClient } from '../../../../src-main/cloud/tenant-client.ts';
import type { DemoTenant } from '../../../../src-main/demo-tenant/demo-tenant.ts';
import { parseGuarded, rowsOfPage } from '../../../../src-shared/wire/parse-guarded.ts';
import { permissionSetFromWire } from '../../../../src-shared/wire/permission-set-wire.ts';
import { serve } from '../../../builders/served-tenant.ts';
import { administrator, clientOf, startTenant } from '../../../contract/cloud/connected-tenant.ts';

const first = 'sam@example.com';
const second = 'kim@example.com';

async function anySet(client: TenantClient) {
  const page = await client.page('permission-sets', { offset: 0, limit: 500 }, new AbortController().signal);
  const text = new TextDecoder().decode(page.bytes);
  const [set] = rowsOfPage(parseGuarded(text, 'sets'), page.rowsMember, 'sets').map(permissionSetFromWire);
  if (set === undefined) throw new Error('the demo tenant has no permission sets');
  return { id: set.id, name: set.name };
}

describe.each(['3.0', '2.24'] as const)('a rule that names what is gone at a tenant of %s', (profile) => {
  let tenant: DemoTenant;
  let client: TenantClient;
  beforeAll(async () => {
    const started = await startTenant({ profile, switches: { rulePhaseDelayMs: 0 } });
    tenant = started.tenant;
    client = await clientOf(started.origin, administrator(tenant));
  });
  afterAll(() => tenant.stop());

  const heldBy = async (email: string): Promise<string[]> =>
    (await client.rulesOf({ type: 'user', id: email })).map(
      ({ rule }) => `${rule.roleName} ${rule.scopeType} ${rule.scopeId}`,
    );

  it('gets another role for all that name the one that somebody deleted', async () => {
    const made = await client.createRole({
      name: 'Auditor',
      description: '',
      permissions: [],
      permissionSets: [await anySet(client)],
      kubernetesRole: null,
    });
    const { bench, mirror, researcher } = await serve(client);
    const [project] = researcher.scopes;
    if (project === undefined) throw new Error('no project');
    bench.online = false;
    for (const email of [first, second])
      await bench.service.addRules({
        email,
        grants: [{ roleId: made.id, scopes: [project] }],
        acknowledged: ['V02', 'V06', 'V07', 'V09'],
        reason: null,
      });
    await client.deleteRole(made.id);
    bench.online = true;
    await bench.changes.send({ ids: null });
    const stuck = bench.outbox.open();
    expect(stuck.map(({ conflict }) => conflict?.kind)).toEqual(['role-gone', 'role-gone']);
    // The mirror has heard of it, too: nobody can choose it any more.
    expect(mirror.roleFacts.map(({ id }) => id)).not.toContain(made.id);

    const report = await bench.changes.another({
      id: stuck[0]?.id ?? '',
      roleId: researcher.roleId,
      scope: null,
      all: true,
      acknowledged: [],
      reason: null,
    });
    expect(report.changes.filter(({ state }) => state === 'done')).toHaveLength(2);
    expect(await heldBy(first)).toEqual([`L1 researcher project ${project.id}`]);
    expect(await heldBy(second)).toEqual([`L1 researcher project ${project.id}`]);
    expect(bench.outbox.open()).toEqual([]);
    expect(bench.chain.verify().intact).toBe(true);
  });

  it('gets another role where somebody switched it off', async () => {
    const fourth = 'ida@example.com';
    const made = await client.createRole({
      name: 'Counter',
      description: '',
      permissions: [],
      permissionSets: [await anySet(client)],
      kubernetesRole: null,
    });
    const { bench, mirror, researcher } = await serve(client);
    const [project] = researcher.scopes;
    if (project === undefined) throw new Error('no project');
    bench.online = false;
    await bench.service.addRules({
      email: fourth,
      grants: [{ roleId: made.id, scopes: [project] }],
      acknowledged: ['V02', 'V06', 'V07', 'V09'],
      reason: null,
    });
    await client.setRoleEnabled(made.id, false);
    bench.online = true;
    await bench.changes.send({ ids: null });
    const [stuck] = bench.outbox.open();
    expect(stuck?.conflict).toMatchObject({ kind: 'role-off', message: 'The role Counter is switched off.' });
    expect(mirror.roleFacts.find(({ id }) => id === made.id)?.enabled).toBe(false);
    await bench.changes.another({
      id: stuck?.id ?? '',
      roleId: researcher.roleId,
      scope: null,
      all: true,
      acknowledged: [],
      reason: null,
    });
    expect(await heldBy(fourth)).toEqual([`L1 researcher project ${project.id}`]);
    expect(bench.outbox.open()).toEqual([]);
  });

  it('gets another place where the project was removed', async () => {
    const third = 'noa@example.com';
    const { bench, researcher } = await serve(client);
    const [project] = researcher.scopes;
    if (project === undefined) throw new Error('no project');
    bench.online = false;
    await bench.service.addRules({
      email: third,
      grants: [researcher],
      acknowledged: ['V02', 'V06', 'V07', 'V09'],
      reason: null,
    });
    tenant.admin.removeOrgUnit('project', project.id);
    bench.online = true;
    await bench.changes.send({ ids: null });
    const [stuck] = bench.outbox.open();
    expect(stuck?.conflict).toMatchObject({ kind: 'scope-gone' });
    const tenantScope = (await bench.mirror.scopeTree()).find(({ type }) => type === 'tenant');
    const wish = {
      id: stuck?.id ?? '',
      roleId: null,
      scope: { type: 'tenant' as const, id: tenantScope?.id ?? '' },
      all: true,
      acknowledged: [],
    };
    // On all clusters it reaches far: that wants a reason, like every new rule (V38).
    await expect(bench.changes.another({ ...wish, reason: null })).rejects.toMatchObject({
      body: { kind: 'input' },
    });
    await bench.changes.another({ ...wish, reason: 'The project is closed; looks after all.' });
    expect(await heldBy(third)).toEqual([`L1 researcher tenant ${tenantScope?.id}`]);
    expect(bench.outbox.open()).toEqual([]);
  });
});

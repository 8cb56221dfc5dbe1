import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TenantClient } from '../../../src-main/cloud/tenant-client.ts';
import type { DemoTenant } from '../../../src-main/demo-tenant/demo-tenant.ts';
import { parseGuarded, rowsOfPage } from '../../../src-shared/wire/parse-guarded.ts';
import { type PermissionSet, permissionSetFromWire } from '../../../src-shared/wire/permission-set-wire.ts';
import { roleFromWire } from '../../../src-shared/wire/role-wire.ts';
import { administrator, clientOf, startTenant } from './connected-tenant.ts';

const signal = new AbortController().signal;

describe.each(['3.0', '2.24'] as const)('the role calls of %s', (profile) => {
  let tenant: DemoTenant;
  let client: TenantClient;
  beforeAll(async () => {
    const started = await startTenant({ profile });
    tenant = started.tenant;
    client = await clientOf(started.origin, administrator(tenant));
  });
  afterAll(async () => {
    await tenant.stop();
    expect(tenant.replyFaults).toEqual([]);
  });

  const content = { name: 'Front desk', description: 'First contact', permissions: [] };

  async function sets(): Promise<PermissionSet[]> {
    const page = await client.page('permission-sets', { offset: 0, limit: 500 }, signal);
    const text = new TextDecoder().decode(page.bytes);
    return rowsOfPage(parseGuarded(text, 'sets'), page.rowsMember, 'sets').map(permissionSetFromWire);
  }

  test('make, find, change, switch and delete a role', async () => {
    const [first, second] = await sets();
    const one = { id: first?.id ?? '', name: first?.name ?? '' };
    const other = { id: second?.id ?? '', name: second?.name ?? '' };
    const made = await client.createRole({ ...content, permissionSets: [one], kubernetesRole: null });
    expect(roleFromWire(made.raw)).toMatchObject({ name: 'Front desk', custom: true, permissionSets: [one] });
    expect((await client.findRole('Front desk'))?.id).toBe(made.id);
    expect(await client.findRole('front desk')).toBeNull();
    await expect(
      client.createRole({ ...content, permissionSets: [one], kubernetesRole: null }),
    ).rejects.toMatchObject({ body: { kind: 'conflict', reason: 'name-taken' } });

    await client.setRoleEnabled(made.id, false);
    const there = await client.readRole(made.id);
    expect(roleFromWire(there).enabled).toBe(false);
    const changed = roleFromWire(
      await client.updateRole(made.id, { ...content, name: 'Desk', permissionSets: [other] }, there),
    );
    expect(changed).toMatchObject({ name: 'Desk', permissionSets: [other], enabled: false });
    await client.setRoleEnabled(made.id, true);
    expect(roleFromWire(await client.readRole(made.id)).enabled).toBe(true);

    expect(await client.deleteRole(made.id)).toBe(true);
    expect(await client.deleteRole(made.id)).toBe(false);
    expect(await client.readRole(made.id)).toBeNull();
  });
});

test('the role calls of 2.22 say that this version has none', async () => {
  const { tenant, origin } = await startTenant({ profile: '2.22' });
  const client = await clientOf(origin, administrator(tenant));
  await expect(client.deleteRole(1)).rejects.toMatchObject({ body: { reason: 'version-lacks-it' } });
  await tenant.stop();
});

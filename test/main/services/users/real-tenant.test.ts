import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FactKind } from '../../../../src-shared/domain/sync-state.ts';
import type { Grant, NewUser } from '../../../../src-shared/ipc/users-contract.ts';
import { accessRuleFromWire } from '../../../../src-shared/wire/access-rule-wire.ts';
import { parseGuarded, rowsOfPage } from '../../../../src-shared/wire/parse-guarded.ts';
import { roleFromWire } from '../../../../src-shared/wire/role-wire.ts';
import { serviceAccountFromWire } from '../../../../src-shared/wire/service-account-wire.ts';
import { userFromWire } from '../../../../src-shared/wire/user-wire.ts';
import type { TenantClient } from '../../../../src-main/cloud/tenant-client.ts';
import type { DemoTenant } from '../../../../src-main/demo-tenant/demo-tenant.ts';
import { usersBench } from '../../../builders/users-bench.ts';
import { administrator, clientOf, startTenant } from '../../../contract/cloud/connected-tenant.ts';

const signal = new AbortController().signal;

async function everything(client: TenantClient, kind: FactKind): Promise<readonly unknown[]> {
  const rows: unknown[] = [];
  for (;;) {
    const page = await client.page(kind, { offset: rows.length, limit: 500 }, signal);
    const more = rowsOfPage(parseGuarded(new TextDecoder().decode(page.bytes), kind), page.rowsMember, kind);
    rows.push(...more);
    if (!client.pages(kind) || more.length < 500) return rows;
  }
}

/** The service over HTTP, with what the tenant holds in a mirror in memory. */
async function serve(client: TenantClient) {
  const rules = (await everything(client, 'access-rules')).map(accessRuleFromWire);
  const onTenant = rules.find((rule) => rule.scopeType === 'tenant');
  const onProject = rules.find((rule) => rule.scopeType === 'project');
  if (onTenant === undefined || onProject === undefined) throw new Error('the demo tenant lacks rules');
  const bench = usersBench({
    users: (await everything(client, 'users')).map(userFromWire),
    rules,
    roles: (await everything(client, 'roles')).map(roleFromWire),
    serviceAccounts: (await everything(client, 'service-accounts')).map(serviceAccountFromWire),
    scopes: [
      { type: 'tenant', id: onTenant.scopeId, name: 'tenant', parent: null, state: null, ruleCount: 0 },
      {
        type: 'project',
        id: onProject.scopeId,
        name: onProject.scopeName,
        parent: 0,
        state: null,
        ruleCount: 0,
      },
    ],
    read: { user: userFromWire, rule: accessRuleFromWire },
    client,
    // A service account; the tenant names it by a name of its own.
    actor: 'administrator-bot',
  });
  const { service, mirror, tray, ledger } = bench;
  const roleId = (wanted: string): number => {
    const role = mirror.roleFacts.find(({ name }) => name === wanted);
    if (role === undefined) throw new Error(`no role ${wanted}`);
    return role.id;
  };
  const viewer: Grant = { roleId: roleId('Viewer'), scopes: [{ type: 'tenant', id: onTenant.scopeId }] };
  const researcher: Grant = {
    roleId: roleId('L1 researcher'),
    scopes: [{ type: 'project', id: onProject.scopeId }],
  };
  const person = (email: string): NewUser => ({
    kind: 'local',
    email,
    firstName: null,
    lastName: null,
    grants: [viewer, researcher],
    notify: false,
    acknowledged: ['V38'],
  });
  return { bench, service, mirror, ledger, tray, person, researcher };
}

describe.each(['3.0', '2.24'] as const)('acts on a tenant of %s over HTTP', (profile) => {
  let tenant: DemoTenant;
  let client: TenantClient;
  beforeAll(async () => {
    const started = await startTenant({ profile, switches: { rulePhaseDelayMs: 0 } });
    tenant = started.tenant;
    client = await clientOf(started.origin, administrator(tenant));
  });
  afterEach(() => tenant.faults.clear());
  afterAll(() => tenant.stop());

  it('creates, resets, signs out and deletes; the mirror follows', async () => {
    const { service, mirror, tray, person } = await serve(client);
    const report = await service.create(person('First@example.com'));
    expect(report).toMatchObject({ account: { outcome: 'created' }, repairable: false });
    expect(report.rules.map((part) => part.outcome)).toEqual(['created', 'created']);
    const id = report.userId ?? '';
    expect((await mirror.users([id]))[0]).toMatchObject({ email: 'First@example.com', isLocal: true });
    expect(await mirror.rulesOf({ type: 'user', id: 'First@example.com' })).toHaveLength(2);
    const first = tray.reveal(report.credential?.id ?? '');
    const second = tray.reveal((await service.resetPassword({ id }))?.id ?? '');
    expect(second).not.toBe(first);
    expect(await service.signOutEverywhere({ ids: [id] })).toMatchObject([{ outcome: 'done' }]);
    expect(await service.delete({ ids: [id], typed: null, acknowledged: [] })).toMatchObject([
      { outcome: 'done' },
    ]);
    expect(await client.readUser(id)).toBeNull();
    expect(await client.rulesOf({ type: 'user', id: 'First@example.com' })).toEqual([]);
    expect(await mirror.users([id])).toEqual([]);
  });

  it('meets an e-mail that somebody took meanwhile', async () => {
    const { service, person, tray } = await serve(client);
    await client.createUser({ email: 'taken@example.com', firstName: null, lastName: null, notify: false });
    const report = await service.create(person('Taken@example.com'));
    expect(report).toMatchObject({ account: { outcome: 'exists' }, repairable: true });
    const repaired = await service.addRules({
      email: 'taken@example.com',
      grants: person('').grants,
      acknowledged: ['V38'],
    });
    expect(repaired.rules.map((part) => part.outcome)).toEqual(['created', 'created']);
    expect(tray.list()).toEqual([]);
  });

  it('reads back a lost creation instead of repeating it', async () => {
    const { service, person, ledger } = await serve(client);
    tenant.faults.add({
      match: { method: 'POST', path: '/api/v1/users', times: 1 },
      action: { kind: 'reply-lost' },
    });
    const before = tenant.requests.count('createUser');
    const report = await service.create(person('lost@example.com'));
    expect(report.account).toMatchObject({ outcome: 'unknown', error: { reason: 'password-not-received' } });
    expect(report.userId).not.toBeNull();
    expect(tenant.requests.count('createUser') - before).toBeLessThanOrEqual(1);
    expect(ledger.lines().slice(-3)).toEqual([
      'user.create intended',
      'user.create unknown',
      'user.create unknown',
    ]);
    const credential = await service.resetPassword({ id: report.userId ?? '' });
    expect(credential?.account).toBe('lost@example.com');
  });

  it('reports rules whose reply was lost as what they are', async () => {
    const { service, person, researcher } = await serve(client);
    tenant.faults.add({
      match: { method: 'POST', path: '/api/v1/authorization/access-rules*', nth: 1 },
      action: { kind: 'reply-lost' },
    });
    const report = await service.create(person('half@example.com'));
    expect(report.account.outcome).toBe('created');
    expect(
      report.rules.map((part) => part.outcome).every((one) => one === 'created' || one === 'exists'),
    ).toBe(true);
    const again = await service.addRules({
      email: 'half@example.com',
      grants: [researcher],
      acknowledged: [],
    });
    expect(again.rules.map((part) => part.outcome)).toEqual(['exists']);
    expect(await client.rulesOf({ type: 'user', id: 'half@example.com' })).toHaveLength(2);
  });
});

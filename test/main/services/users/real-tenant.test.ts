import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TenantClient } from '../../../../src-main/cloud/tenant-client.ts';
import type { DemoTenant } from '../../../../src-main/demo-tenant/demo-tenant.ts';
import { serve } from '../../../builders/served-tenant.ts';
import { administrator, clientOf, startTenant } from '../../../contract/cloud/connected-tenant.ts';

describe.each(['3.0', '2.24', '2.22', '2.18'] as const)('acts on a tenant of %s over HTTP', (profile) => {
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
      acknowledged: [],
      reason: 'The tenant is looked at as a whole.',
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

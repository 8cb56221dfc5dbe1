import { afterEach, describe, expect, test } from 'vitest';
import type { TenantClient } from '../../../../src-main/cloud/tenant-client.ts';
import type { RebuildableMirror } from '../../../../src-main/db/create-mirror.ts';
import type { DemoTenant, ProfileName, Switches } from '../../../../src-main/demo-tenant/demo-tenant.ts';
import type { NamedPull } from '../../../../src-main/sync/pull.ts';
import { viewColumns } from '../../../../src-shared/views/view-columns.ts';
import { administrator, clientOf, startTenant } from '../../../contract/cloud/connected-tenant.ts';
import { aPull, openMirror, runPull, temporaryFolder } from '../../../builders/opened-mirror.ts';

const ends: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

interface Room {
  readonly tenant: DemoTenant;
  readonly origin: string;
  readonly client: TenantClient;
  readonly mirror: RebuildableMirror;
  readonly pull: NamedPull;
  /** Lets the tenant's time pass. */
  pass(milliseconds: number): void;
}

/** A tenant whose clock is not ours, swept into a mirror. */
async function aRoom(profile: ProfileName, switches: Partial<Switches> = {}): Promise<Room> {
  let ahead = -40 * 60_000;
  const { tenant, origin } = await startTenant({
    profile,
    users: 300,
    switches,
    clock: () => Date.now() + ahead,
  });
  ends.push(() => tenant.stop());
  const mirror = await openMirror(temporaryFolder((work) => ends.push(work)));
  ends.push(() => mirror.close());
  const client = await clientOf(origin, administrator(tenant));
  const pull = aPull(client, mirror);
  expect(await runPull(pull)).toMatchObject({ outcome: 'complete', error: null });
  return { tenant, origin, client, mirror, pull, pass: (milliseconds) => void (ahead += milliseconds) };
}

/** Users, rules, roles and the rest as windows show them, after a sweep of its own when no mirror is given. */
async function shown(room: Room, given?: RebuildableMirror): Promise<unknown> {
  const mirror = given ?? (await openMirror(temporaryFolder((work) => ends.push(work))));
  if (given === undefined) {
    ends.push(() => mirror.close());
    expect(await runPull(aPull(room.client, mirror))).toMatchObject({ outcome: 'complete' });
  }
  const views = ['users', 'access-rules', 'roles', 'groups', 'service-accounts', 'projects'] as const;
  const rows: unknown[] = [];
  for (const view of views)
    for (let from = 0; ; from += 500) {
      const columns = viewColumns[view].map(({ id }) => id);
      const query = { view, search: '', filters: [], sort: [], columns, facets: false };
      const { revision: _, ...window } = await mirror.window({ ...query, from, to: from + 500 });
      rows.push(window);
      if (from + 500 >= window.total) break;
    }
  return rows;
}

describe.each(['3.0', '2.24', '2.22'] as const)(
  'deltas of a demo tenant of %s, over real HTTP',
  (profile) => {
    test('follow acts of others by few requests', { timeout: 120_000 }, async () => {
      const room = await aRoom(profile, { rulePhaseDelayMs: 0 });
      const { client, mirror, pull, tenant } = room;
      expect(await runPull(pull, { full: false })).toMatchObject({ kind: 'delta', outcome: 'complete' });

      room.pass(20 * 60_000);
      const roleId = (await mirror.roles()).find(({ name }) => name === 'Viewer')?.id ?? 0;
      const scope = { type: 'tenant', id: tenant.tenantId } as const;
      const made = await client.createUser({
        email: 'new.person@example.com',
        firstName: null,
        lastName: null,
        notify: false,
      });
      await client.createRules({ subject: { type: 'user', id: made.email }, roleId, scopes: [scope] });
      const listed = await mirror.window({
        view: 'users',
        search: '',
        filters: [{ column: 'ruleCount', op: 'is-not', values: ['0'] }],
        sort: [],
        from: 40,
        to: 43,
        columns: ['type'],
        facets: false,
      });
      const leaver = listed.ids.find((id) => !id.startsWith('pre-authorised:')) ?? '';
      await client.deleteUser(leaver);
      tenant.admin.ssoSignIn('guest@example.org', ['/org/visitors']);
      const account = (await mirror.serviceAccounts(null))[1];
      await client.setServiceAccountEnabled(account?.id ?? '', account?.enabled !== true);

      const run = await runPull(pull, { full: false });
      expect(run).toMatchObject({ kind: 'delta', outcome: 'complete' });
      expect(run.requests).toBeLessThanOrEqual(10);
      expect(await mirror.users([made.id])).toMatchObject([{ email: made.email }]);
      expect(await mirror.users([leaver])).toEqual([]);
      expect(await shown(room, mirror)).toEqual(await shown(room));
      expect(tenant.replyFaults).toEqual([]);
    });

    test(
      'see rules come and go through their phases, and users that are shown late',
      { timeout: 120_000 },
      async () => {
        const room = await aRoom(profile, {
          rulePhaseDelayMs: 60_000,
          newUserHiddenMs: 120_000,
          auditListMember: 'logs',
        });
        const { client, mirror, pull, tenant } = room;
        const roleId = (await mirror.roles()).find(({ name }) => name === 'Viewer')?.id ?? 0;
        const scope = { type: 'tenant', id: tenant.tenantId } as const;
        const made = await client.createUser({
          email: 'late.person@example.com',
          firstName: null,
          lastName: null,
          notify: false,
        });
        const [created] = await client.createRules({
          subject: { type: 'user', id: made.email },
          roleId,
          scopes: [scope],
        });
        const rule = created?.outcome === 'created' ? created.rule.id : 0;
        const phases = async (): Promise<readonly (string | null)[]> => {
          expect(await runPull(pull, { full: false })).toMatchObject({ kind: 'delta', outcome: 'complete' });
          return (await mirror.rules([rule])).map(({ phase }) => phase);
        };
        expect(await phases()).toEqual(['Creating']);
        expect(await mirror.users([made.id])).toEqual([]);
        room.pass(61_000);
        expect(await phases()).toEqual(['Ready']);
        await client.deleteRule(rule);
        expect(await phases()).toEqual(['Deleting']);
        // Taken out by an act of ours, it does not come back while the tenant still lists it.
        await mirror.apply({ removedRuleIds: [rule] });
        expect(await phases()).toEqual([]);
        room.pass(61_000);
        expect(await phases()).toEqual([]);
        expect(await mirror.users([made.id])).toMatchObject([{ email: made.email }]);
        expect(await shown(room, mirror)).toEqual(await shown(room));
      },
    );

    test('read everything where a deletion left no word in the history', { timeout: 120_000 }, async () => {
      const room = await aRoom(profile);
      const { mirror, pull, tenant } = room;
      tenant.admin.ssoSignIn('guest@example.org', ['/org/visitors']);
      expect(await runPull(pull, { full: false })).toMatchObject({ kind: 'delta', added: 1 });
      tenant.admin.removeUserDirectly('guest@example.org');
      expect(await runPull(pull, { full: false })).toMatchObject({ kind: 'pull', removed: 1 });
      expect(await shown(room, mirror)).toEqual(await shown(room));
    });

    test('do without the history where it may not be read', { timeout: 120_000 }, async () => {
      const room = await aRoom(profile, { rulePhaseDelayMs: 0 });
      const { tenant, origin } = room;
      const { email, password } = tenant.credentials.editor;
      const editor = await clientOf(origin, { type: 'password', account: email, secret: password });
      const mirror = await openMirror(temporaryFolder((work) => ends.push(work)));
      ends.push(() => mirror.close());
      const pull = aPull(editor, mirror);
      expect(await runPull(pull)).toMatchObject({ outcome: 'complete' });
      tenant.admin.ssoSignIn('guest@example.org', ['/org/visitors']);
      expect(await runPull(pull, { full: false })).toMatchObject({ kind: 'delta', added: 1 });
      const rule = await mirror.window({
        view: 'access-rules',
        search: '',
        filters: [{ column: 'scopeType', op: 'is', values: ['project'] }],
        sort: [],
        from: 0,
        to: 1,
        columns: [],
        facets: false,
      });
      await editor.deleteRule(Number(rule.ids[0]));
      expect(await runPull(pull, { full: false })).toMatchObject({ kind: 'delta', removed: 1 });
    });
  },
);

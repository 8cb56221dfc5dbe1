import { afterEach, describe, expect, test } from 'vitest';
import { isSystemAdministrator } from '../../../src-shared/access/role-kinds.ts';
import type { TenantClient } from '../../../src-main/cloud/tenant-client.ts';
import type { RebuildableMirror } from '../../../src-main/db/create-mirror.ts';
import type { DemoTenant, ProfileName } from '../../../src-main/demo-tenant/demo-tenant.ts';
import { aPull, openMirror, runPull, temporaryFolder } from '../../builders/opened-mirror.ts';
import { administrator, clientOf, startTenant } from '../../contract/cloud/connected-tenant.ts';

const ends: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function mirrorOfDemo(
  profile: ProfileName,
): Promise<{ tenant: DemoTenant; client: TenantClient; mirror: RebuildableMirror; origin: string }> {
  const { tenant, origin } = await startTenant({ profile, users: 1300, switches: { rulePhaseDelayMs: 0 } });
  ends.push(() => tenant.stop());
  const mirror = await openMirror(temporaryFolder((work) => ends.push(work)));
  ends.push(() => mirror.close());
  return { tenant, origin, client: await clientOf(origin, administrator(tenant)), mirror };
}

/** Every e-mail or rule id that the tenant itself lists. */
async function listed(client: TenantClient, kind: 'users' | 'access-rules'): Promise<string[]> {
  const { signal } = new AbortController();
  const found: string[] = [];
  for (let offset = 0; ; offset += 500) {
    const { bytes, rowsMember } = await client.page(kind, { offset, limit: 500 }, signal);
    const reply: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    const rows: { id: string | number }[] =
      rowsMember === null ? reply : Reflect.get(Object(reply), rowsMember);
    found.push(...rows.map(({ id }) => String(id)));
    if (rows.length < 500) return found.toSorted();
  }
}

async function mirrored(mirror: RebuildableMirror, view: 'users' | 'access-rules'): Promise<string[]> {
  const found: string[] = [];
  for (let from = 0; ; from += 500) {
    const page = {
      view,
      search: '',
      filters: [],
      sort: [],
      from,
      to: from + 500,
      columns: [],
      facets: false,
    };
    const { ids, total } = await mirror.window(page);
    found.push(...ids.filter((id) => !id.startsWith('pre-authorised:')));
    if (from + 500 >= total) return found.toSorted();
  }
}

describe.each(['3.0', '2.24', '2.22', '2.18', '2.13'] as const)(
  'over real HTTP, from a demo tenant of %s',
  (profile) => {
    test('the mirror is the tenant, and follows it', async () => {
      const { tenant, client, mirror } = await mirrorOfDemo(profile);
      expect(await runPull(aPull(client, mirror))).toMatchObject({ outcome: 'complete', error: null });
      expect(await mirrored(mirror, 'users')).toEqual(await listed(client, 'users'));
      expect(await mirrored(mirror, 'access-rules')).toEqual(await listed(client, 'access-rules'));

      const id = tenant.admin.addUserDirectly({ email: 'aaa.new@example.com', isLocal: true });
      // On 2.13 a user brings its roles along.
      const brought = profile === '2.13' ? (await client.rulesOf({ type: 'user', id })).length : 0;
      expect(brought > 0).toBe(profile === '2.13');
      expect(await runPull(aPull(client, mirror))).toMatchObject({
        outcome: 'complete',
        added: 1 + brought,
        removed: 0,
      });
      expect(await mirror.users([id])).toMatchObject([{ email: 'aaa.new@example.com', isLocal: true }]);
      tenant.admin.removeUserDirectly('aaa.new@example.com');
      expect(await runPull(aPull(client, mirror))).toMatchObject({
        outcome: 'complete',
        added: 0,
        removed: 1 + brought,
      });
      const tree = await mirror.scopeTree();
      expect(tree.filter(({ type }) => type === 'project')).toHaveLength(
        (await mirror.info()).counts.projects,
      );
      expect(tree[0]?.id).toBe(tenant.tenantId);
      expect((await mirror.roles()).some(({ name }) => isSystemAdministrator(name))).toBe(true);
    });
  },
);

describe('a caller who may not read everything', () => {
  test('gets a partial mirror that says why, and is as fresh as it can be', async () => {
    const { tenant, origin, mirror } = await mirrorOfDemo('3.0');
    const { email, password } = tenant.credentials.viewer;
    const viewer = await clientOf(origin, { type: 'password', account: email, secret: password });
    const run = await runPull(aPull(viewer, mirror));
    expect(run).toMatchObject({ outcome: 'partial', error: { kind: 'not-permitted' } });
    const info = await mirror.info();
    expect(info.counts.users).toBe(0);
    expect(info.counts.clusters).toBeGreaterThan(0);
    expect(info.asOf).not.toBeNull();
  });

  test('but all that shows access gets a complete one: an editor', async () => {
    const { tenant, origin, mirror } = await mirrorOfDemo('3.0');
    const { email, password } = tenant.credentials.editor;
    const editor = await clientOf(origin, { type: 'password', account: email, secret: password });
    const skipped = new Set<string>();
    const run = await runPull(aPull(editor, mirror), {
      onProgress: ({ facts }) => {
        for (const { kind, state } of facts) if (state === 'skipped') skipped.add(kind);
      },
    });
    expect(skipped.size).toBeGreaterThan(0);
    expect(run).toMatchObject({ outcome: 'complete', error: null });
  });
});

describe('a tenant that stumbles', () => {
  test('500, 429, HTML and cut replies on the way change nothing in the end', async () => {
    const { tenant, client, mirror } = await mirrorOfDemo('3.0');
    const rules = '/api/v1/authorization/access-rules';
    tenant.faults.add({ match: { path: '/api/v1/users', nth: 2 }, action: { kind: 'status', status: 503 } });
    tenant.faults.add({ match: { path: rules, nth: 1 }, action: { kind: 'cut', afterBytes: 1000 } });
    tenant.faults.add({ match: { path: rules, nth: 3 }, action: { kind: 'html', status: 502 } });
    tenant.faults.add({ match: { path: rules, nth: 5 }, action: { kind: 'too-many', retryAfter: 0 } });
    expect(await runPull(aPull(client, mirror))).toMatchObject({ outcome: 'complete' });
    expect(tenant.faults.list().map(({ fired }) => fired)).toEqual([1, 1, 1, 1]);
    expect(await mirrored(mirror, 'access-rules')).toEqual(await listed(client, 'access-rules'));
  });
});

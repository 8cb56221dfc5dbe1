import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createNodeTransport } from '../../../src-main/cloud/node-transport.ts';
import type { DemoTenant } from '../../../src-main/demo-tenant/demo-tenant.ts';
import { createFileWriter } from '../../../src-main/files/atomic-write.ts';
import { silentLog } from '../../../src-main/log/log.ts';
import type { Keychain } from '../../../src-main/secrets/keychain.ts';
import { createMemoryKeychain } from '../../../src-main/secrets/memory-keychain.ts';
import { createConnectionsFile } from '../../../src-main/services/connections-file.ts';
import { createTenantsService, type TenantsService } from '../../../src-main/services/tenants-service.ts';
import { createTenantSession } from '../../../src-main/session/create-tenant-session.ts';
import type { TenantSession } from '../../../src-main/session/tenant-session.ts';
import { createSystemClock } from '../../../src-main/system/system-clock.ts';
import { createSystemRandom } from '../../../src-main/system/system-random.ts';
import { hasty, startTenant } from '../../contract/cloud/connected-tenant.ts';

const clock = createSystemClock();
const random = createSystemRandom();

let tenants: { tenant: DemoTenant; origin: string }[] = [];
let folder = '';
let keychain: Keychain;
let events: string[] = [];
let sessions: TenantSession[] = [];

/** A keychain that lasts, as the system's does. */
function lasting(): Keychain {
  return { ...createMemoryKeychain(), available: async () => true };
}

function service(): TenantsService {
  return createTenantsService({
    folder,
    connections: createConnectionsFile({
      folder,
      writeFile: createFileWriter({ random, platform: process.platform }),
      clock,
      log: silentLog,
    }),
    keychain,
    log: silentLog,
    openSession: (given) => {
      const session = createTenantSession({
        ...given,
        transport: createNodeTransport({ clock }),
        clock,
        random,
        log: silentLog,
        http: { retry: hasty },
      });
      sessions.push(session);
      return session;
    },
    startDemoTenant: async () => ({ url: first().origin, method: 'password', ...adminOf(first().tenant) }),
    onOpened: async (session) => void events.push(`opened ${session.key.slice(0, 8)}`),
    onClosed: async () => void events.push('closed'),
    onAgain: async () => void events.push('again'),
  });
}

function at(index: number): { tenant: DemoTenant; origin: string } {
  const found = tenants[index];
  if (found === undefined) throw new Error('no such tenant');
  return found;
}
const first = () => at(0);
const adminOf = (tenant: DemoTenant): { account: string; secret: string } => ({
  account: tenant.credentials.administrator.email,
  secret: tenant.credentials.administrator.password,
});
const accountOf = (tenant: DemoTenant): { account: string; secret: string } => ({
  account: tenant.credentials.serviceAccount.clientId,
  secret: tenant.credentials.serviceAccount.clientSecret,
});
const toFirst = () => ({
  url: first().origin,
  method: 'service-account' as const,
  ...accountOf(first().tenant),
  remember: true,
});
const toSecond = () => ({
  url: `${at(1).origin}/some/page?x=1`,
  method: 'password' as const,
  ...adminOf(at(1).tenant),
  remember: true,
});
/** Everything of the profile as one text, to search for secrets in. */
const profileText = (): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');

beforeAll(async () => {
  tenants = [await startTenant({ profile: '3.0' }), await startTenant({ profile: '2.24', seed: 8 })];
});
afterAll(() => Promise.all(tenants.map(({ tenant }) => tenant.stop())));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rolebook-tenants-'));
  keychain = lasting();
  events = [];
  sessions = [];
});
afterEach(async () => {
  await Promise.all(sessions.map((session) => session.close()));
  rmSync(folder, { recursive: true });
});

test('connecting shows version, actor and abilities, and keeps no secret in the profile', async () => {
  const tenantsService = service();
  const open = await tenantsService.connect(toFirst());
  expect(open).toMatchObject({
    productLine: '3.0',
    productText: 'Run:ai 3.0',
    actor: accountOf(first().tenant).account,
    tenantId: first().tenant.tenantId,
    connection: { url: first().origin, hasSecret: true, isDemo: false },
    abilities: { createUsers: { allowed: true, reason: null } },
  });
  expect(tenantsService.current()).toEqual(open);
  expect((await tenantsService.list()).connections).toEqual([open.connection]);
  expect(events).toEqual([`opened ${open.connection.key.slice(0, 8)}`]);
  const tenantFolder = join(folder, 'tenants', open.connection.key);
  expect(statSync(tenantFolder).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, 'connections.json')).mode & 0o777).toBe(0o600);
  expect(profileText()).toContain(open.connection.key);
  expect(profileText()).not.toContain(accountOf(first().tenant).secret);
  expect(profileText()).not.toMatch(/eyJ/);
});

test('a failed connection leaves nothing behind and the open tenant open', async () => {
  const tenantsService = service();
  const open = await tenantsService.connect(toFirst());
  await expect(tenantsService.connect({ ...toSecond(), secret: 'wrong' })).rejects.toMatchObject({
    body: { kind: 'auth', reason: 'wrong-secret' },
  });
  expect(tenantsService.current()).toEqual(open);
  expect((await tenantsService.list()).connections).toHaveLength(1);
  expect(events).toHaveLength(1);
});

test('the next start opens the last tenant without asking', async () => {
  const before = await service().connect(toFirst());
  const again = service();
  const restored = await again.restoreLast();
  expect(restored?.connection).toEqual(before.connection);
  expect(restored?.abilities).toEqual(before.abilities);
  await expect.poll(() => sessions.at(-1)?.link().link).toBe('online');
});

test('a known tenant that is down opens at once with what is known of it', async () => {
  const { key } = (await service().connect(toFirst())).connection;
  await first().tenant.admin.setDown(true);
  try {
    const open = await service().open(key);
    expect(open).toMatchObject({ productLine: '3.0', abilities: { createUsers: { allowed: true } } });
    await expect
      .poll(() => sessions.at(-1)?.link())
      .toMatchObject({
        link: 'offline',
        problem: { reason: 'connection-refused' },
      });
  } finally {
    await first().tenant.admin.setDown(false);
  }
  await sessions.at(-1)?.retry();
  expect(sessions.at(-1)?.link().link).toBe('online');
});

test('switching closes one tenant before it opens the other', async () => {
  const tenantsService = service();
  const one = await tenantsService.connect(toFirst());
  const two = await tenantsService.connect(toSecond());
  await tenantsService.open(one.connection.key);
  const short = (open: typeof one): string => `opened ${open.connection.key.slice(0, 8)}`;
  expect(events).toEqual([short(one), 'closed', short(two), 'closed', short(one)]);
  expect(two.productText).toBe('Run:ai 2.24 to 2.26');
  await expect(sessions[0]?.client()).rejects.toMatchObject({ body: { reason: 'session-closed' } });
});

test('of switches in quick succession the last one wins and the others are closed', async () => {
  const tenantsService = service();
  const keys = [
    (await tenantsService.connect(toFirst())).connection.key,
    (await tenantsService.connect(toSecond())).connection.key,
  ];
  events = [];
  sessions = [];
  const ends = await Promise.allSettled([
    tenantsService.connect(toFirst()),
    tenantsService.open(keys[1] ?? ''),
    tenantsService.connect(toSecond()),
    tenantsService.open(keys[0] ?? ''),
  ]);
  expect(ends.at(-1)?.status).toBe('fulfilled');
  expect(tenantsService.current()?.connection.key).toBe(keys[0]);
  expect(
    ends
      .filter(({ status }) => status === 'rejected')
      .every((end) => 'reason' in end && end.reason.body.reason === 'superseded'),
  ).toBe(true);
  // Never two open at once, and what is open at the end is the last that was opened.
  expect(events.filter((event) => event === 'closed')).toHaveLength(
    events.filter((event) => event !== 'closed').length,
  );
  expect(events.at(-1)).toBe(`opened ${keys[0]?.slice(0, 8)}`);
  const alive = await Promise.allSettled(sessions.map((session) => session.client()));
  expect(alive.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

describe('signing out', () => {
  test('removes the secret, closes the tenant and keeps the mirror', async () => {
    const tenantsService = service();
    const { key } = (await tenantsService.connect(toFirst())).connection;
    writeFileSync(join(folder, 'tenants', key, 'mirror.db'), 'facts');
    await tenantsService.signOut({ key, forgetMirror: false });
    expect(await keychain.get(key)).toBeNull();
    expect(tenantsService.current()).toBeNull();
    expect(events.at(-1)).toBe('closed');
    expect(readdirSync(join(folder, 'tenants', key))).toEqual(['mirror.db']);
    expect((await tenantsService.list()).connections).toMatchObject([{ key, hasSecret: false }]);
    expect(await service().restoreLast()).toBeNull();
  });

  test('forgets the mirror when told so, but never the ledger', async () => {
    const tenantsService = service();
    const { key } = (await tenantsService.connect(toFirst())).connection;
    const place = join(folder, 'tenants', key);
    for (const name of ['mirror.db', 'mirror.db-wal', 'ledger.db']) writeFileSync(join(place, name), '');
    mkdirSync(join(place, 'mirror-build'));
    await tenantsService.signOut({ key, forgetMirror: true });
    expect(readdirSync(place)).toEqual(['ledger.db']);
    expect((await tenantsService.list()).connections).toEqual([]);
  });

  test('leads to needs-sign-in when the tenant is opened again, and a typed secret brings it back', async () => {
    const tenantsService = service();
    const { key } = (await tenantsService.connect(toFirst())).connection;
    await tenantsService.signOut({ key, forgetMirror: false });
    await tenantsService.open(key);
    await expect
      .poll(() => sessions.at(-1)?.link())
      .toMatchObject({
        link: 'needs-sign-in',
        problem: { reason: 'sign-in-needed' },
      });
    await expect(tenantsService.signIn({ key, secret: 'wrong', remember: true })).rejects.toMatchObject({
      body: { reason: 'wrong-secret' },
    });
    expect(await keychain.get(key)).toBeNull();
    const open = await tenantsService.signIn({
      key,
      secret: accountOf(first().tenant).secret,
      remember: true,
    });
    expect(open.connection.hasSecret).toBe(true);
    expect(sessions.at(-1)?.link().link).toBe('online');
  });
});

test('without remembering, nothing goes to the keychain and an earlier secret is removed', async () => {
  const tenantsService = service();
  const { key } = (await tenantsService.connect(toFirst())).connection;
  expect(await keychain.get(key)).not.toBeNull();
  const open = await tenantsService.connect({ ...toFirst(), remember: false });
  expect(open.connection.hasSecret).toBe(false);
  expect(await keychain.get(key)).toBeNull();
});

test('a secret given for one sign-in leaves the kept one as it is', async () => {
  const before = service();
  const { key } = (await before.connect(toFirst())).connection;
  // The same means, written differently: to keep them anew would show.
  const lying = `${await keychain.get(key)} `;
  await keychain.set(key, lying);
  const { secret } = accountOf(first().tenant);
  // Once with the tenant open, once over a new start that opens it by signing in.
  for (const tenantsService of [before, service()]) {
    const open = await tenantsService.signIn({ key, secret, remember: 'as-is' });
    expect(open.connection.hasSecret).toBe(true);
    expect(await keychain.get(key)).toBe(lying);
  }
  expect((await service().list()).connections).toMatchObject([{ key, hasSecret: true }]);
});

test('a secret given for one sign-in is not kept where none was', async () => {
  const { key } = (await service().connect({ ...toFirst(), remember: false })).connection;
  const open = await service().signIn({ key, secret: accountOf(first().tenant).secret, remember: 'as-is' });
  expect(open.connection.hasSecret).toBe(false);
  expect(await keychain.get(key)).toBeNull();
  expect((await service().list()).connections).toMatchObject([{ key, hasSecret: false }]);
});

test('without a keychain the secret lasts for this session only', async () => {
  keychain = createMemoryKeychain();
  const open = await service().connect(toFirst());
  expect(open.connection.hasSecret).toBe(true);
  keychain = createMemoryKeychain();
  expect((await service().list()).connections).toMatchObject([{ hasSecret: false }]);
});

test('a keychain that refuses does not stop the connection', async () => {
  keychain = { ...lasting(), set: () => Promise.reject(new Error('locked')) };
  expect((await service().connect(toFirst())).connection.hasSecret).toBe(false);
});

test('the demo tenant keeps its folder when its port changes, and its secret goes nowhere', async () => {
  const one = await service().connectDemo();
  expect(one.connection).toMatchObject({ label: 'Demo tenant', isDemo: true, url: first().origin });
  tenants.reverse();
  try {
    const two = await service().open(one.connection.key);
    expect(two.connection).toMatchObject({ key: one.connection.key, url: first().origin });
    expect(two.connection.url).not.toBe(one.connection.url);
  } finally {
    tenants.reverse();
  }
  expect(await keychain.get(one.connection.key)).toBeNull();
  expect(profileText()).not.toContain(adminOf(first().tenant).secret);
});

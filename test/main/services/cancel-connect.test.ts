import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createNodeTransport } from '../../../src-main/cloud/node-transport.ts';
import type { DemoTenant } from '../../../src-main/demo-tenant/demo-tenant.ts';
import { createFileWriter } from '../../../src-main/files/atomic-write.ts';
import { silentLog } from '../../../src-main/log/log.ts';
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
let keychain = createMemoryKeychain();

let one: { tenant: DemoTenant; origin: string };
let two: { tenant: DemoTenant; origin: string };
let folder = '';
let events: string[] = [];
let sessions: TenantSession[] = [];
let whenClosed: () => unknown;

function service(): TenantsService {
  const { email, password } = one.tenant.credentials.administrator;
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
      const transport = createNodeTransport({ clock });
      const session = createTenantSession({
        ...given,
        transport,
        clock,
        random,
        log: silentLog,
        http: { retry: hasty },
      });
      sessions.push(session);
      return session;
    },
    startDemoTenant: async () => ({ url: one.origin, method: 'password', account: email, secret: password }),
    onOpened: async () => void events.push('opened'),
    onAgain: async () => {},
    onClosed: async () => {
      events.push('closed');
      await whenClosed();
    },
  });
}

const toFirst = () => ({
  url: one.origin,
  method: 'service-account' as const,
  account: one.tenant.credentials.serviceAccount.clientId,
  secret: one.tenant.credentials.serviceAccount.clientSecret,
  remember: true,
});
const toSecond = () => ({
  url: two.origin,
  method: 'password' as const,
  account: two.tenant.credentials.administrator.email,
  secret: two.tenant.credentials.administrator.password,
  remember: true,
});

beforeAll(async () => {
  one = await startTenant({ profile: '3.0' });
  two = await startTenant({ profile: '2.24', seed: 8 });
});
afterAll(() => Promise.all([one.tenant.stop(), two.tenant.stop()]));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rolebook-cancel-'));
  keychain = createMemoryKeychain();
  events = [];
  sessions = [];
  whenClosed = () => {};
});
afterEach(async () => {
  await Promise.all(sessions.map((session) => session.close()));
  rmSync(folder, { recursive: true });
});

const cancelled = { body: { kind: 'cancelled', reason: 'connect-cancelled' } };

/** A server that takes connections and never says a word. */
async function silent(): Promise<{ url: string; reached: Promise<unknown>; stop: () => void }> {
  const sockets: Socket[] = [];
  const reached = Promise.withResolvers<void>();
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => {}));
    reached.resolve();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    reached: reached.promise,
    stop: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

test('cancelling a connection to a server that never answers ends it, and leaves the open tenant alone', async () => {
  const tenantsService = service();
  const open = await tenantsService.connect(toFirst());
  const server = await silent();
  try {
    const end = expect(tenantsService.connect({ ...toSecond(), url: server.url })).rejects.toMatchObject(
      cancelled,
    );
    await server.reached;
    tenantsService.cancelConnect();
    await end;
  } finally {
    server.stop();
  }
  expect(tenantsService.current()).toEqual(open);
  expect(sessions[0]?.link().link).toBe('online');
  expect((await tenantsService.list()).connections).toEqual([open.connection]);
  expect(events).toHaveLength(1);
});

test('cancelling before anything was sent ends it too, whatever it was', async () => {
  const tenantsService = service();
  const { key } = (await service().connect(toFirst())).connection;
  const opened = sessions.length;
  events = [];
  const ends = [
    tenantsService.connect(toSecond()),
    tenantsService.connectDemo(),
    tenantsService.signIn({ key, secret: toFirst().secret, remember: true }),
    tenantsService.open(key),
  ].map((end) => expect(end).rejects.toMatchObject(cancelled));
  tenantsService.cancelConnect();
  await Promise.all(ends);
  expect(tenantsService.current()).toBeNull();
  expect(events).toEqual([]);
  for (const session of sessions.slice(opened)) expect(session.link().link).toBe('offline');
});

test('cancelling while the tenant before is being closed comes too late: the connection is open then', async () => {
  const tenantsService = service();
  await tenantsService.connect(toFirst());
  whenClosed = () => tenantsService.cancelConnect();
  const next = await tenantsService.connect(toSecond());
  expect(tenantsService.current()).toEqual(next);
  expect(sessions.at(-1)?.link().link).toBe('online');
});

test('cancelling while another tenant is opened before it keeps neither the secret nor the connection', async () => {
  const tenantsService = service();
  const { key } = (await tenantsService.connect(toFirst())).connection;
  const gate = Promise.withResolvers<void>();
  const closing = Promise.withResolvers<void>();
  whenClosed = () => {
    closing.resolve();
    return gate.promise;
  };
  const leaving = tenantsService.signOut({ key, forgetMirror: false });
  await closing.promise;
  const end = expect(tenantsService.connect(toSecond())).rejects.toMatchObject(cancelled);
  await expect.poll(() => sessions.at(-1)?.link().link).toBe('online');
  tenantsService.cancelConnect();
  gate.resolve();
  await Promise.all([leaving, end]);
  expect(tenantsService.current()).toBeNull();
  expect(await keychain.get(sessions.at(-1)?.key ?? '')).toBeNull();
  expect((await tenantsService.list()).connections).toMatchObject([{ key }]);
});

test('cancelling leaves the way free for the next', async () => {
  const tenantsService = service();
  const server = await silent();
  const end = expect(tenantsService.connect({ ...toFirst(), url: server.url })).rejects.toMatchObject(
    cancelled,
  );
  await server.reached;
  tenantsService.cancelConnect();
  const next = await tenantsService.connect(toSecond());
  await end;
  server.stop();
  expect(tenantsService.current()).toEqual(next);
  tenantsService.cancelConnect();
  expect(tenantsService.current()).toEqual(next);
});

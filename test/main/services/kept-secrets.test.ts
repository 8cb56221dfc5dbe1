import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createNodeTransport } from '../../../src-main/cloud/node-transport.ts';
import type { DemoTenant } from '../../../src-main/demo-tenant/demo-tenant.ts';
import { createFileWriter } from '../../../src-main/files/atomic-write.ts';
import { silentLog } from '../../../src-main/log/log.ts';
import type { Keychain } from '../../../src-main/secrets/keychain.ts';
import { createMemoryKeychain } from '../../../src-main/secrets/memory-keychain.ts';
import { createConnectionsFile } from '../../../src-main/services/connections-file.ts';
import { createTenantsService } from '../../../src-main/services/tenants-service.ts';
import { createTenantSession, type OpenedSession } from '../../../src-main/session/create-tenant-session.ts';
import { createSystemClock } from '../../../src-main/system/system-clock.ts';
import { createSystemRandom } from '../../../src-main/system/system-random.ts';
import { temporaryFolder } from '../../builders/opened-mirror.ts';
import { hasty, startTenant } from '../../contract/cloud/connected-tenant.ts';

const clock = createSystemClock();
const random = createSystemRandom();
let tenant: DemoTenant;
let origin = '';
beforeAll(async () => {
  ({ tenant, origin } = await startTenant({ profile: '3.0' }));
});
afterAll(() => tenant.stop());

/** The tenants of a profile, over the keychain that this start finds; the session opened last. */
function started(folder: string, keychain: Keychain) {
  const sessions: OpenedSession[] = [];
  const service = createTenantsService({
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
      const http = { retry: hasty };
      const session = createTenantSession({ ...given, transport, clock, random, log: silentLog, http });
      sessions.push(session);
      return session;
    },
    startDemoTenant: () => Promise.reject(new Error('not asked for here')),
    onOpened: async () => {},
    onClosed: async () => {},
    onAgain: async () => {},
  });
  onTestFinished(() => service.close());
  return { service, last: () => sessions.at(-1) };
}

/** A keychain that lasts, as the system's does. */
const lasting = (): Keychain => ({ ...createMemoryKeychain(), available: async () => true });

/** How the link stands at the next start, over another keychain than the one in which the secret was kept. */
async function nextStart(remember: boolean, then: Keychain) {
  const folder = temporaryFolder(onTestFinished);
  const { clientId: account, clientSecret: secret } = tenant.credentials.serviceAccount;
  const input = { url: origin, method: 'service-account' as const, account, secret, remember };
  const { connection } = await started(folder, lasting()).service.connect(input);
  const { service, last } = started(folder, then);
  await service.open(connection.key);
  await last()?.retry();
  return last()?.link();
}

test.each([
  ['that answers and does not hold it any more', lasting, 'kept-secret-gone'],
  ['that does not answer', createMemoryKeychain, 'kept-secret-out-of-reach'],
] as const)(
  'a kept secret is missed, and not taken for none, in a keychain %s',
  async (_what, then, reason) => {
    expect(await nextStart(true, then())).toMatchObject({
      link: 'needs-sign-in',
      problem: { kind: 'auth', reason, hint: expect.stringContaining('are kept.') as string },
    });
  },
);

test('a secret that was never kept is asked for without a word about the keychain', async () => {
  expect(await nextStart(false, lasting())).toMatchObject({
    link: 'needs-sign-in',
    problem: { reason: 'sign-in-needed' },
  });
});

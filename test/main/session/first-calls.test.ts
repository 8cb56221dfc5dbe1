import { expect, test } from 'vitest';
import type { TransportRequest } from '../../../src-main/cloud/transport.ts';
import { silentLog } from '../../../src-main/log/log.ts';
import { createTenantSession } from '../../../src-main/session/create-tenant-session.ts';
import { createSystemClock } from '../../../src-main/system/system-clock.ts';

test('a server that never answers is waited for 15 seconds while signing in, not after a minute', async () => {
  const sent = Promise.withResolvers<TransportRequest>();
  const session = createTenantSession({
    connection: {
      key: 'acme-1',
      url: 'https://acme.example.com',
      label: 'acme.example.com',
      account: 'rolebook',
      method: 'service-account',
      isDemo: false,
      productLine: null,
      hasSecret: false,
    },
    known: null,
    means: async () => null,
    transport: {
      send: (request) => {
        sent.resolve(request);
        return Promise.reject(new Error('over'));
      },
      close: () => {},
    },
    clock: createSystemClock(),
    random: { below: () => 0 },
    log: silentLog,
  });
  await session.signIn({ method: 'service-account', account: 'rolebook', secret: 's3cret' });
  expect((await sent.promise).totalTimeoutMs).toBe(15_000);
  await session.close();
});

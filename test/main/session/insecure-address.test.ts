import { expect, test } from 'vitest';
import type { TransportRequest } from '../../../src-main/cloud/transport.ts';
import { silentLog } from '../../../src-main/log/log.ts';
import { createTenantSession } from '../../../src-main/session/create-tenant-session.ts';
import { HandClock } from '../../builders/hand-clock.ts';

const means = { method: 'service-account', account: 'ci', secret: 'x' } as const;

async function signInAt(url: string): Promise<{ sent: TransportRequest[]; reason: string | undefined }> {
  const sent: TransportRequest[] = [];
  const session = createTenantSession({
    connection: {
      key: 'k',
      url,
      label: 'x',
      account: 'ci',
      method: 'service-account',
      isDemo: false,
      hasSecret: true,
      productLine: null,
    },
    known: { productLine: '3.0', actor: 'ci', tenantId: null, permissions: [] },
    means: async () => means,
    transport: {
      close: async () => {},
      send: (request) => {
        sent.push(request);
        return Promise.reject(new Error('nobody is there'));
      },
    },
    clock: new HandClock(),
    random: { below: () => 0 },
    log: silentLog,
  });
  await session.signIn(means);
  const { problem } = session.link();
  await session.close();
  return { sent, reason: problem?.reason };
}

test.each(['http://tenant.example.com', 'http://192.0.2.7:8080', 'http://127.0.0.1.example.com'])(
  'nothing is ever sent over plain http to %s',
  async (url) => {
    expect(await signInAt(url)).toEqual({ sent: [], reason: 'insecure-address' });
  },
);

test.each([
  'https://tenant.example.com',
  'http://127.0.0.1:4010',
  'http://localhost:4010',
  'http://[::1]:4010',
])('the door is open to %s', async (url) => {
  const { sent, reason } = await signInAt(url);
  expect(sent).not.toEqual([]);
  expect(reason).not.toBe('insecure-address');
});

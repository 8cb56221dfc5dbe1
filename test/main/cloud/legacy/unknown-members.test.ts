import { expect, test } from 'vitest';
import { createTenantClient } from '../../../../src-main/cloud/create-tenant-client.ts';
import { createHttp } from '../../../../src-main/cloud/http.ts';
import type { TransportReply } from '../../../../src-main/cloud/transport.ts';
import { silentLog } from '../../../../src-main/log/log.ts';
import { HandClock } from '../../../builders/hand-clock.ts';

const json = (value: unknown): TransportReply => ({
  status: 200,
  header: (name) => (name === 'content-type' ? 'application/json' : null),
  body: new TextEncoder().encode(JSON.stringify(value)).buffer,
});

const cluster = 'c1a00000-0000-4000-8000-000000000001';
const mary = {
  userId: 'u1',
  email: 'mary@example.com',
  entityType: 'regular-user',
  roles: ['viewer', 'quantum_manager'],
  permitAllClusters: false,
  permittedClusters: [cluster],
  favouriteColour: { name: 'teal' },
};

/** A client of 2.13 over a tenant that knows more than we do; what is written is kept. */
function clientOf() {
  const written: unknown[] = [];
  const token = async () => 'a-token';
  const http = createHttp({
    transport: {
      async send({ method, url, body }) {
        if (method !== 'GET') written.push(JSON.parse(String(body)));
        if (url.pathname.endsWith('/users'))
          return json([mary, { userId: 'g', email: '', entityType: 'group' }]);
        if (url.pathname.endsWith('/clusters'))
          return json([{ uuid: cluster, name: 'one', tenantId: 7, rings: 3 }]);
        return json(url.pathname.endsWith('/groups') || url.pathname.endsWith('/apps') ? [] : mary);
      },
      close() {},
    },
    origin: 'https://tenant.example.test',
    tokens: { token, renew: token },
    clock: new HandClock(),
    random: { below: () => 0 },
    log: silentLog,
  });
  const parts = { account: 'mary@example.com', random: { below: () => 0 } };
  return { client: createTenantClient(http, '2.13', parts), written };
}

test('unknown members of a record and unknown roles are shown, and sent back as they came', async () => {
  const { client, written } = clientOf();
  const { bytes } = await client.page('users', { offset: 0, limit: 500 }, new AbortController().signal);
  const users: unknown = JSON.parse(new TextDecoder().decode(bytes));
  expect(users).toMatchObject([{ username: 'mary@example.com', favouriteColour: { name: 'teal' } }]);
  const rules = await client.rulesOf({ type: 'user', id: 'mary@example.com' });
  expect(rules.map(({ rule }) => rule.roleName)).toEqual(['Viewer', 'quantum_manager']);

  const subject = { type: 'user', id: 'mary@example.com' } as const;
  await client.createRules({ subject, roleId: 2, scopes: [{ type: 'cluster', id: cluster }] });
  expect(written).toEqual([{ ...mary, roles: ['viewer', 'quantum_manager', 'editor'] }]);

  // A role that we do not know can be taken away by its number all the same.
  await client.deleteRule(rules[1]?.rule.id ?? -1);
  expect(written.at(-1)).toEqual({ ...mary, roles: ['viewer'] });
});

import { describe, expect, test } from 'vitest';
import { createTenantClient } from '../../../src-main/cloud/create-tenant-client.ts';
import { createHttp, type HttpOptions } from '../../../src-main/cloud/http.ts';
import { outcomeUnknown } from '../../../src-main/cloud/outcome-unknown.ts';
import type { TenantClient } from '../../../src-main/cloud/tenant-client.ts';
import type { TransportReply } from '../../../src-main/cloud/transport.ts';
import { silentLog } from '../../../src-main/log/log.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import { HandClock } from '../../builders/hand-clock.ts';

const json = (status: number, text: string, headers: Record<string, string> = {}): TransportReply => ({
  status,
  header: (name) => ({ 'content-type': 'application/json', ...headers })[name] ?? null,
  body: new TextEncoder().encode(text).buffer,
});

function clientOver(given: {
  readonly replies?: readonly (TransportReply | Promise<TransportReply>)[];
  readonly token?: () => Promise<string>;
  readonly more?: Partial<HttpOptions>;
}): { client: TenantClient; sent: number[]; clock: HandClock } {
  const clock = new HandClock();
  const left = [...(given.replies ?? [])];
  const sent: number[] = [];
  const token = given.token ?? (async () => 'a-token');
  const http = createHttp({
    transport: {
      async send() {
        sent.push(clock.monotonic());
        return await (left.shift() ?? json(204, ''));
      },
      close() {},
    },
    origin: 'https://tenant.example.test',
    tokens: { token, renew: token },
    clock,
    random: { below: () => 0 },
    log: silentLog,
    ...given.more,
  });
  return { client: createTenantClient(http, '3.0'), sent, clock };
}

const refusal = (body: Pick<ErrorBody, 'kind' | 'reason'>): RolebookError =>
  new RolebookError({ ...body, origin: 'cloud', message: 'No.', status: 404 });

const bodyOf = async (call: Promise<unknown>): Promise<ErrorBody> => {
  const error: unknown = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof RolebookError)) throw new Error('it went through');
  return error.body;
};

describe('a token call that fails says nothing of what the call is about', () => {
  const notFound = { token: () => Promise.reject(refusal({ kind: 'not-found', reason: 'not-found' })) };

  test.each<[string, (client: TenantClient) => Promise<unknown>]>([
    ['reading a user', (client) => client.readUser('u-1')],
    ['deleting a user', (client) => client.deleteUser('u-1')],
    ['deleting a rule', (client) => client.deleteRule(7)],
    ['reading a service account', (client) => client.readServiceAccount('s-1')],
    ['deleting a service account', (client) => client.deleteServiceAccount('s-1')],
  ])('404 there, %s is not gone', async (_, call) => {
    const { client, sent } = clientOver({ ...notFound, more: { retry: oneTry } });
    expect(await bodyOf(call(client))).toMatchObject({
      kind: 'tenant',
      reason: 'sign-in-failed',
      retryable: true,
    });
    expect(sent).toEqual([]);
  });

  test('a reply lost there leaves no outcome of the call open', async () => {
    const lost = outcomeUnknown(refusal({ kind: 'network', reason: 'connection-lost' }));
    const { client, sent } = clientOver({ token: () => Promise.reject(lost) });
    expect(await bodyOf(client.resetPassword('u-1'))).toMatchObject({
      reason: 'sign-in-lost',
      kind: 'network',
    });
    expect(sent).toEqual([]);
  });

  test.each(['outside-contract', 'reply-too-large'])(
    'an answer there that is %s refuses nothing: the call may be made again',
    async (reason) => {
      const { client, sent } = clientOver({
        token: () => Promise.reject(refusal({ kind: 'tenant', reason })),
      });
      expect(await bodyOf(client.deleteUser('u-1'))).toMatchObject({
        kind: 'tenant',
        reason,
        retryable: true,
      });
      expect(sent).toEqual([]);
    },
  );

  test('a refused secret stays one', async () => {
    const { client } = clientOver({
      token: () => Promise.reject(refusal({ kind: 'auth', reason: 'wrong-secret' })),
    });
    expect(await bodyOf(client.deleteUser('u-1'))).toMatchObject({ kind: 'auth', reason: 'wrong-secret' });
  });
});

const oneTry = { attempts: 1, baseMs: 1, capMs: 1, patienceMs: 60_000, budget: 5, earned: 1 };

test.each(['null', '[]', '"gone"', '7'])('a user that is said to be %s is not gone', async (text) => {
  const { client } = clientOver({ replies: [json(200, text)] });
  expect(await bodyOf(client.readUser('u-1'))).toMatchObject({ reason: 'outside-contract' });
});

test.each(['null', '[]'])('a service account that is said to be %s is not gone', async (text) => {
  const { client } = clientOver({ replies: [json(200, text)] });
  expect(await bodyOf(client.readServiceAccount('s-1'))).toMatchObject({ reason: 'outside-contract' });
});

describe('a deletion', () => {
  test.each(['{"ok":true}', 'null', '[[]]', '"hello"'])(
    'answered with %s may or may not be done',
    async (text) => {
      const { client, sent } = clientOver({ replies: [json(200, text)] });
      expect(await bodyOf(client.deleteRule(7))).toMatchObject({ reason: 'outcome-unknown' });
      expect(sent).toHaveLength(1);
    },
  );

  test('answered with an empty 200 may or may not be done: 204 is the answer', async () => {
    const { client } = clientOver({ replies: [json(200, '')] });
    expect(await bodyOf(client.deleteUser('u-1'))).toMatchObject({ reason: 'outcome-unknown' });
  });

  test.each<[number, string]>([
    [204, ''],
    [200, '{"id":7,"deletedAt":"2026-01-02T00:00:00Z"}'],
  ])('answered with %d “%s” is done', async (status, text) => {
    const { client } = clientOver({ replies: [json(status, text)] });
    expect(await client.deleteRule(7)).toBe(true);
  });
});

test('a request that waits for a pause waits for a longer one that another reply asks for meanwhile', async () => {
  const pause = (seconds: number): TransportReply =>
    json(429, '{"code":429,"message":"Slow down"}', { 'retry-after': String(seconds) });
  const turn = (): Promise<void> =>
    new Promise((resolve) => {
      setImmediate(resolve);
    });
  const late = Promise.withResolvers<TransportReply>();
  const { client, sent, clock } = clientOver({ replies: [late.promise, pause(10)], more: { retry: oneTry } });
  const slow = bodyOf(client.deleteRule(1));
  await bodyOf(client.deleteRule(2));
  const waiting = client.deleteRule(3);
  await turn();
  late.resolve(pause(30));
  await slow;
  clock.advance(10_000);
  await turn();
  expect(sent).toHaveLength(2);
  clock.advance(20_000);
  await waiting;
  expect(sent).toHaveLength(3);
});

test.each(['{"ok":true}', '{"id":8,"name":"Another"}'])(
  'a role that a stranger answers with (%s) is not taken for the changed one',
  async (text) => {
    const { client } = clientOver({ replies: [json(200, text)] });
    const content = { name: 'Desk', description: 'For now', permissionSets: [], permissions: [] };
    const error = await bodyOf(client.updateRole(9, content, {}));
    expect(error.reason).toBe('outcome-unknown');
  },
);

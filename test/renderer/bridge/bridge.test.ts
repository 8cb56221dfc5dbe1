import { expect, test } from 'vitest';
import type { RolebookApi } from '../../../src-shared/ipc/bridge-api.ts';
import { createBridge } from '../../../src-renderer/bridge/bridge.ts';
import { createFakeApi } from '../support/fake-api.ts';
import { createFakeFacts } from '../support/fake-facts.ts';

const facts = createFakeFacts(1, 30);

test('a call reaches its room and its answer comes back as it is', async () => {
  const bridge = createBridge(createFakeApi(facts, 'fresh'));
  const outcome = await bridge.call('views.window', { view: 'users', from: 0, to: 10, columns: ['email'] });
  expect(outcome).toMatchObject({ ok: true, data: { total: 30 } });
});

test('an error body comes back as an answer', async () => {
  const bridge = createBridge(createFakeApi(facts, 'broken'));
  const outcome = await bridge.call('views.window', { view: 'users', from: 0, to: 10, columns: [] });
  expect(outcome).toMatchObject({ ok: false, error: { reason: 'mirror-damaged' } });
});

test.each([
  ['throws', { app: { info: () => Promise.reject(new Error('gone')) }, on: {} }, 'call-broken'],
  ['lacks the call', { app: {}, on: {} }, 'call-missing'],
  ['lacks the room', { on: {} }, 'call-missing'],
])('a bridge that %s never throws into a screen', async (_name, api, reason) => {
  const bridge = createBridge(api as unknown as RolebookApi);
  await expect(bridge.call('app.info', {})).resolves.toMatchObject({
    ok: false,
    error: { kind: 'internal', origin: 'window', reason },
  });
  expect(bridge.on('app.command', () => undefined)).toBeTypeOf('function');
});

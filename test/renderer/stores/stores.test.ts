import { describe, expect, test } from 'vitest';
import { createBridge } from '../../../src-renderer/bridge/bridge.ts';
import { createStores, startStores } from '../../../src-renderer/stores/stores.ts';
import { createFakeApi } from '../support/fake-api.ts';
import type { FakeScenario } from '../support/fake-session.ts';
import { createFakeFacts } from '../support/fake-facts.ts';

const facts = createFakeFacts(1, 30);

async function started(scenario: FakeScenario) {
  const bridge = createBridge(createFakeApi(facts, scenario, {}, 0));
  const stores = createStores(bridge);
  const { ready, stop } = startStores(bridge, stores);
  await ready;
  return { stores, stop };
}

describe('the stores', () => {
  test('are filled once ready', async () => {
    const { stores } = await started('fresh');
    expect(stores.session.getState().state?.link).toBe('online');
    expect(stores.tenant.getState().current?.connection.key).toBe('acme');
    expect(stores.tenant.getState().list).toHaveLength(2);
    expect(stores.roles.getState().tierOf('System administrator')).toBe('administrator');
    expect(stores.roles.getState().tierOf('nobody knows it')).toBeNull();
  });

  test('have no tenant when none is open, and know it after one was opened', async () => {
    const { stores } = await started('no-tenant');
    expect(stores.tenant.getState().current).toBeNull();
    await stores.tenant.getState().open('demo');
    expect(stores.tenant.getState().current?.connection.key).toBe('demo');
  });

  test('follow notices until stopped', async () => {
    const { stores, stop } = await started('fresh');
    await stores.session.getState().setWorkOffline(true);
    expect(stores.session.getState().state?.workOffline).toBe(true);
    await stores.sync.getState().start(false);
    expect(stores.mirror.getState().byView).toEqual({ users: 1, 'access-rules': 1 });
    expect(stores.sync.getState().progress).toBeNull();
    stop();
    await stores.sync.getState().start(false);
    expect(stores.mirror.getState().byView).toEqual({ users: 1, 'access-rules': 1 });
  });

  test('show a setting at once and keep what was saved', async () => {
    const { stores } = await started('fresh');
    const saving = stores.settings.getState().change({ density: 'dense' });
    expect(stores.settings.getState().settings.density).toBe('dense');
    await saving;
    expect(stores.settings.getState().settings).toMatchObject({ density: 'dense', theme: 'system' });
  });

  test('know the outbox, and take the offer to undo away once nothing waits', async () => {
    const bridge = createBridge(createFakeApi(facts, 'fresh', {}, 0));
    const stores = createStores(bridge);
    await startStores(bridge, stores).ready;
    await bridge.call('serviceAccounts.create', { name: 'render-farm' });
    expect(stores.changes.getState().counts.pending).toBe(1);
    stores.notices.getState().show({ key: 'saved', tone: 'done', text: 'Saved.' });
    await bridge.call('changes.send', { ids: null });
    expect(stores.changes.getState().counts.pending).toBe(0);
    expect(stores.notices.getState().list).toEqual([]);
  });

  test('signing out leaves no tenant', async () => {
    const { stores } = await started('fresh');
    await stores.tenant.getState().signOut('acme', false);
    expect(stores.tenant.getState().current).toBeNull();
  });
});

test('notices with the same key replace each other, and there are never more than four', async () => {
  const { stores } = await started('fresh');
  const { show } = stores.notices.getState();
  for (let time = 0; time < 10; time += 1) show({ key: 'network', tone: 'failed', text: `try ${time}` });
  expect(stores.notices.getState().list.map((notice) => notice.text)).toEqual(['try 9']);
  for (let each = 0; each < 6; each += 1) show({ key: `key ${each}`, tone: 'info', text: 'x' });
  expect(stores.notices.getState().list).toHaveLength(4);
});

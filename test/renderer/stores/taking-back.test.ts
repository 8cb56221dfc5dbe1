import { expect, test } from 'vitest';
import { createBridge } from '../../../src-renderer/bridge/bridge.ts';
import { createStores, startStores } from '../../../src-renderer/stores/stores.ts';
import { createTakingBack } from '../../../src-renderer/stores/use-taking-back.ts';
import { createFakeApi } from '../support/fake-api.ts';
import { createFakeFacts } from '../support/fake-facts.ts';

/** A window with two service accounts that are about to be made. */
async function started() {
  const bridge = createBridge(createFakeApi(createFakeFacts(1, 30), 'fresh', {}, 0));
  const stores = createStores(bridge);
  await startStores(bridge, stores).ready;
  await bridge.call('serviceAccounts.create', { name: 'render-farm' });
  await bridge.call('serviceAccounts.create', { name: 'crawler' });
  const open = async () => {
    const listed = await bridge.call('changes.list', { which: 'open' });
    return listed.ok ? listed.data.changes.map(({ change }) => change) : [];
  };
  return {
    open,
    acts: createTakingBack(bridge, stores),
    notices: () => stores.notices.getState().list,
    /** Presses the button of the one notice. */
    press() {
      const [notice] = stores.notices.getState().list;
      stores.notices.getState().dismiss(notice?.key ?? '');
      notice?.action?.run();
    },
  };
}

const told = (text: string) => ({ key: 'taken-back', tone: 'done', text });

test('what was discarded is brought back by its notice, and that is undone in turn', async () => {
  const { acts, open, notices, press } = await started();
  await acts.discard((await open()).map(({ id }) => id));
  expect(await open()).toEqual([]);
  expect(notices()).toMatchObject([{ ...told('Discarded: 2 changes.'), action: { label: 'Bring back' } }]);
  press();
  await expect
    .poll(notices)
    .toMatchObject([
      { ...told('Brought back: 2 changes.'), hint: '2 changes are sent now.', action: { label: 'Undo' } },
    ]);
  expect(await open()).toHaveLength(2);
  press();
  await expect.poll(notices).toMatchObject([told('Discarded: 2 changes.')]);
  expect(await open()).toEqual([]);
});

test('an undone set is brought back by its notice, even where nothing else waits', async () => {
  const { acts, open, notices, press } = await started();
  const [first, second] = await open();
  await acts.discard([second?.id ?? '']);
  await acts.undo(first?.groupId ?? '', 'new service account render-farm');
  expect(notices()).toMatchObject([
    { ...told('Taken back: new service account render-farm.'), action: { label: 'Bring back' } },
  ]);
  press();
  await expect.poll(notices).toMatchObject([told('Brought back: 1 change.')]);
  expect((await open()).map(({ id }) => id)).toEqual([first?.id]);
});

test('what cannot be is said, and offers nothing', async () => {
  const { acts, notices } = await started();
  await acts.discard(['none']);
  expect(notices()).toMatchObject([{ text: 'Nothing was taken back: it was sent already.', action: null }]);
});

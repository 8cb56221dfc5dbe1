import { expect, it } from 'vitest';
import { createBridge } from '../../../src-renderer/bridge/bridge.ts';
import { createDraftsStore } from '../../../src-renderer/stores/drafts-store.ts';
import { newUserReducer, openNewUser } from '../../../src-renderer/features/new-user/new-user-reducer.ts';
import { createFakeApi } from '../support/fake-api.ts';
import { createFakeFacts } from '../support/fake-facts.ts';

it('holds what the lock closed until its editor has opened', async () => {
  const api = createFakeApi(createFakeFacts(1, 5), 'fresh');
  const drafts = createDraftsStore(
    createBridge({
      ...api,
      drafts: {
        ...api.drafts,
        takeBack: async () => ({
          ok: true,
          data: [
            { name: 'new-user', text: '{"email":"a"}' },
            { name: 'new-rules', text: '{}' },
          ],
        }),
      },
    }),
  );
  expect(drafts.getState().held).toEqual({});
  await drafts.getState().load();
  drafts.getState().forget('new-rules');
  expect(drafts.getState().held).toEqual({ 'new-user': '{"email":"a"}' });
});

it('opens a new user as it was typed, with warnings to be accepted anew', () => {
  const typed = newUserReducer(
    newUserReducer(openNewUser(), { type: 'set-text', field: 'email', text: 'half@example.com' }),
    { type: 'acknowledge', key: 'V12:5', accepted: true },
  ).draft;
  expect(typed.acknowledged).toEqual(['V12:5']);
  const before: unknown = JSON.parse(JSON.stringify(typed));
  expect(openNewUser(before as typeof typed).draft).toEqual({ ...typed, acknowledged: [] });
});

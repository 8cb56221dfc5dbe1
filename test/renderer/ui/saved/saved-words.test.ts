import { expect, test } from 'vitest';
import type { ChangeState } from '../../../../src-shared/domain/change.ts';
import { cameBackWords, savedWhen } from '../../../../src-renderer/ui/saved/saved-words.ts';
import type { SavedCircumstances } from '../../../../src-renderer/ui/saved/saved-words.ts';

const online: SavedCircumstances = {
  session: { link: 'online', workOffline: false },
  sendAutomatically: true,
  send: undefined,
};
const at = (link: 'offline' | 'needs-sign-in' | 'not-a-tenant') => ({ link, workOffline: false });

test.each<[string, Partial<SavedCircumstances>, RegExp]>([
  ['online', {}, /as soon as the tenant takes it/],
  ['without a network', { session: at('offline') }, /when the tenant can be reached/],
  ['behind a proxy page', { session: at('not-a-tenant') }, /when the tenant can be reached/],
  ['after the session ended', { session: at('needs-sign-in') }, /signed in again/],
  ['offline by choice', { session: { link: 'offline', workOffline: true } }, /when you go online/],
  ['with sending switched off', { sendAutomatically: false }, /until you send it/],
  ['staged, whatever the setting', { send: 'staged', session: at('offline') }, /until you send it/],
  ['to be sent at once, whatever the setting', { send: 'now', sendAutomatically: false }, /as soon as/],
])('when it leaves: %s', (_name, change, words) => {
  expect(savedWhen({ ...online, ...change })).toMatch(words);
});

const back = (state: ChangeState, held = false) => ({ id: state, state, held });

test.each<[string, ChangeState, boolean, Partial<SavedCircumstances>, string]>([
  ['a conflict', 'conflict', false, {}, '1 change needs your decision.'],
  ['one that is sent', 'pending', false, {}, '1 change is sent now.'],
  ['one without a network', 'pending', false, { session: at('offline') }, '1 change waits to be sent.'],
  [
    'one with sending switched off',
    'pending',
    false,
    { sendAutomatically: false },
    '1 change waits until you send it.',
  ],
  ['a staged one', 'pending', true, {}, '1 change is staged until you send it.'],
])('what came back with a step that was undone: %s', (_name, state, held, change, words) => {
  expect(cameBackWords([back(state, held)], { ...online, ...change })).toBe(
    `What it had taken the place of came back: ${words}`,
  );
});

test('several that came back, and none', () => {
  const some = [back('conflict'), back('blocked'), back('pending'), back('pending'), back('pending', true)];
  expect(cameBackWords(some, online)).toBe(
    'What it had taken the place of came back: 2 changes need your decision, 2 changes are sent now, 1 change is staged until you send it.',
  );
  expect(cameBackWords([], online)).toBeNull();
});

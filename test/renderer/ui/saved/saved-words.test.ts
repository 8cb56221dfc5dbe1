import { expect, test } from 'vitest';
import { savedWhen } from '../../../../src-renderer/ui/saved/saved-words.ts';
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

import { expect, test } from 'vitest';
import { createBridge } from '../../../../src-renderer/bridge/bridge.ts';
import { memberWindow, membersOf } from '../../../../src-renderer/features/groups/member-window.ts';
import { createFakeApi } from '../../support/fake-api.ts';
import { createFakeFacts } from '../../support/fake-facts.ts';

const facts = createFakeFacts(1, 60);
const group = facts.users.flatMap((user) => [...user.groups])[0] ?? '';
const bridge = createBridge(createFakeApi(facts, 'fresh', {}, 0));

test('the members of a group are the users whose groups include it', async () => {
  const outcome = await bridge.call('views.window', memberWindow(group));
  const expected = facts.users.filter((user) => user.groups.includes(group));
  expect(expected.length).toBeGreaterThan(0);
  if (!outcome.ok) throw new Error(outcome.error.message);
  expect(outcome.data.total).toBe(expected.length);
  expect(
    membersOf(outcome.data)
      .map(({ email }) => email)
      .sort(),
  ).toEqual(expected.map(({ email }) => email).sort());
  expect(membersOf(outcome.data)[0]?.type).not.toBe('');
});

test('a group nobody has is empty', async () => {
  const outcome = await bridge.call('views.window', memberWindow('no such group'));
  expect(outcome.ok && membersOf(outcome.data)).toEqual([]);
});

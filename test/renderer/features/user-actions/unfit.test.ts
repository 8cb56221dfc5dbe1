import { expect, test } from 'vitest';
import type { UserActionId } from '../../../../src-renderer/features/user-actions/action-words.ts';
import { unfit } from '../../../../src-renderer/features/user-actions/unfit.ts';
import type { UserTarget } from '../../../../src-renderer/ui/slots.tsx';

const user = (more: Partial<UserTarget> = {}): UserTarget => ({
  id: 'u-1',
  email: 'bob@example.com',
  isLocal: true,
  pending: null,
  ...more,
});
const acts: readonly UserActionId[] = ['add-rules', 'reset-password', 'sign-out', 'delete'];
const fit = (users: readonly UserTarget[]): UserActionId[] =>
  acts.filter((act) => unfit(act, users) === null);

test('a user who is to be deleted is offered nothing but the end of what is open', () => {
  expect(fit([user()])).toEqual(acts);
  expect(fit([user({ pending: 'changed' })])).toEqual(acts);
  expect(fit([user({ pending: 'removed' })])).toEqual(['sign-out']);
  expect(unfit('delete', [user({ pending: 'removed' })])).toMatch(/Changes/);
});

test('beside others, those who are to be deleted do not hold up the deletion', () => {
  expect(fit([user({ pending: 'removed' }), user({ id: 'u-2' })])).toEqual([
    'add-rules',
    'reset-password',
    'sign-out',
    'delete',
  ]);
});

test('passwords of many are reset together where at least one of them has one', () => {
  const sso = { isLocal: false };
  expect(unfit('reset-password', [user(), user({ id: 'u-2', ...sso })])).toBeNull();
  expect(unfit('reset-password', [user(sso), user({ id: 'u-2', ...sso })])).toContain('None');
  const many = Array.from({ length: 1001 }, (_, at) => user({ id: `u-${at}` }));
  expect(unfit('reset-password', many)).toContain('1000');
  expect(unfit('reset-password', many.slice(1))).toBeNull();
});

test('one who is only here has no password and no session yet', () => {
  expect(fit([user({ id: 'local:c-1', pending: 'new' })])).toEqual(['add-rules', 'delete']);
});

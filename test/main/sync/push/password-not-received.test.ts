import { expect, test } from 'vitest';
import { passwordNotReceived } from '../../../../src-main/sync/push/outcomes/password-not-received.ts';

const edit = {
  kind: 'user.create',
  email: 'mary@example.com',
  firstName: null,
  lastName: null,
  notify: false,
} as const;

test('a new password is offered only where the version can issue one', () => {
  const choices = (ending: ReturnType<typeof passwordNotReceived>) => ending.patch.conflict?.choices;
  expect(choices(passwordNotReceived(edit, null))).toEqual(['issue-new', 'take-theirs']);
  const old = passwordNotReceived({ ...edit, access: [{ roleId: 3, scopes: [] }] }, null);
  expect(choices(old)).toEqual(['take-theirs']);
  expect(old.patch.conflict?.message).toContain('Delete the user and make it again');
});

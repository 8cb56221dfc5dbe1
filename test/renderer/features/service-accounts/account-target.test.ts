import { expect, test } from 'vitest';
import {
  accountTargetOf,
  nameProblem,
  toSwitch,
  unfitToDelete,
  unfitToRotate,
} from '../../../../src-renderer/features/service-accounts/account-target.ts';

const account = accountTargetOf('sa-1', { name: 'ci', clientId: 'ci-1', enabled: 'enabled', pending: null });

test.each([
  ['enabled', true],
  ['true', true],
  ['disabled', false],
  ['false', false],
  [null, null],
])('the state %j is %j', (enabled, expected) => {
  expect(accountTargetOf('a', { enabled }).enabled).toBe(expected);
});

test('only those are switched whose state it alters', () => {
  const off = { ...account, id: 'sa-2', enabled: false };
  const leaving = { ...account, id: 'sa-3', pending: 'removed' as const };
  expect(toSwitch([account, off, leaving], false)).toEqual([account]);
  expect(toSwitch([account, off, leaving], true)).toEqual([off]);
});

test('secrets are issued one by one, at accounts that are there', () => {
  expect(unfitToRotate([account])).toBeNull();
  expect(unfitToRotate([account, account])).toMatch(/one by one/);
  expect(unfitToRotate([{ ...account, id: 'local:change-1' }])).toMatch(/not at the tenant yet/);
  expect(unfitToRotate([{ ...account, pending: 'removed' }])).toMatch(/already/);
});

test('what is leaving is not deleted twice', () => {
  expect(unfitToDelete([account, { ...account, pending: 'removed' }])).toBeNull();
  expect(unfitToDelete([{ ...account, pending: 'removed' }])).toMatch(/already/);
});

test.each([
  ['ci-runner', true],
  ['a1', true],
  ['  padded ', true],
  ['', false],
  ['a', false],
  ['Ci', false],
  ['1ci', false],
  ['ci-', false],
  ['ci runner', false],
  ['x'.repeat(256), false],
])('the name %j is fine: %j', (name, fine) => {
  expect(nameProblem(name) === null).toBe(fine);
});

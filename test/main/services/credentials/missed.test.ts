import { expect, test } from 'vitest';
import { missedOf } from '../../../../src-main/services/credentials/missed.ts';
import type { Edit } from '../../../../src-shared/domain/change.ts';

const mark = (kind: 'temporary-password' | 'client-secret') => ({
  credentialId: 'c-1',
  changeId: 'change-1',
  kind,
  subjectId: 'x-1',
  name: 'x',
  issuedAt: '2026-01-02T00:00:00Z',
});
const password = mark('temporary-password');
const secret = mark('client-secret');

test('a secret in the tray of this run is not missed', () => {
  expect(missedOf([password], new Set(), [])).toHaveLength(1);
  expect(missedOf([password], new Set(['c-1']), [])).toEqual([]);
});

test.each<[string, ReturnType<typeof mark>, Edit, boolean]>([
  ['a reset', password, { kind: 'user.reset-password', userId: 'x-1', email: 'x' }, true],
  ['a reset of somebody else', password, { kind: 'user.reset-password', userId: 'x-2', email: 'y' }, false],
  [
    'the deletion of the user',
    password,
    { kind: 'user.delete', userId: 'x-1', email: 'x', isLocal: true },
    true,
  ],
  ['a rotation', secret, { kind: 'service-account.rotate', id: 'x-1', name: 'x', clientId: 'x' }, true],
  [
    'the deletion of the account',
    secret,
    { kind: 'service-account.delete', id: 'x-1', name: 'x', clientId: 'x' },
    true,
  ],
  ['a switch', secret, { kind: 'service-account.set-enabled', id: 'x-1', name: 'x', enabled: true }, false],
  [
    'a reset with the id of the account',
    secret,
    { kind: 'user.reset-password', userId: 'x-1', email: 'x' },
    false,
  ],
])('with %s on its way: settled is %4$s', (_, lost, edit, settles) => {
  expect(missedOf([lost], new Set(), [{ edit }])).toHaveLength(settles ? 0 : 1);
});

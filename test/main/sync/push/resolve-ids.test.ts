import { expect, test } from 'vitest';
import { hasLocalIds, resolveIds } from '../../../../src-main/sync/push/resolve-ids.ts';
import type { Change, Edit } from '../../../../src-shared/domain/change.ts';
import { edits, PushBench } from '../../../builders/push-bench.ts';

/** What earlier changes made, by their ids. */
const made = (): ((id: string) => Change | null) => {
  const bench = new PushBench();
  bench.add(
    edits.createUser(),
    edits.createAccount(),
    edits.createRule(),
    edits.createUser('bob@example.com'),
    edits.createRole(),
  );
  const result = (serverId: string, clientId: string | null = null) => ({
    serverId,
    clientId,
    how: 'done' as const,
    note: null,
    credentialId: null,
    facts: { users: [], rules: [], serviceAccounts: [], roles: [] },
  });
  const done = (id: string, serverId: string, clientId?: string) => ({
    id,
    from: ['pending' as const],
    patch: { state: 'done' as const, result: result(serverId, clientId) },
  });
  bench.outbox.commit({
    steps: [done('c1', 'u9'), done('c2', 'sa9', 'bot-9'), done('c3', '77'), done('c5', '88')],
  });
  return (id) => bench.outbox.get(id);
};

const cases: readonly [string, Edit, Edit | null][] = [
  ['a user of the tenant', edits.deleteUser('u1'), edits.deleteUser('u1')],
  [
    'a user made here',
    edits.deleteUser('local:c1', 'ada@example.com'),
    edits.deleteUser('u9', 'ada@example.com'),
  ],
  ['a user that is not made yet', edits.resetPassword('local:c4', 'bob@example.com'), null],
  ['a user of a change that is not there', edits.resetPassword('local:nowhere'), null],
  [
    'a rule of a service account made here',
    edits.createRule('local:c2', { subject: { type: 'service-account', id: 'local:c2' } }),
    edits.createRule('bot-9', { subject: { type: 'service-account', id: 'bot-9' } }),
  ],
  ['a rule made here', edits.deleteRule(-3), edits.deleteRule(77)],
  ['a rule made by nothing it depends on', edits.deleteRule(-4), null],
  [
    'a switch of an account made here',
    edits.setEnabled(false, 'local:c2', 'bot'),
    edits.setEnabled(false, 'sa9', 'bot'),
  ],
  [
    'a rotation of an account made here',
    { kind: 'service-account.rotate', id: 'local:c2', name: 'bot', clientId: 'local:c2' },
    { kind: 'service-account.rotate', id: 'sa9', name: 'bot', clientId: 'bot-9' },
  ],
  [
    'a rule with a role made here',
    edits.createRule('u1@example.com', { localId: -5, roleId: -8 }),
    edits.createRule('u1@example.com', { localId: -5, roleId: 88 }),
  ],
  ['a change of a role made here', edits.setRoleEnabled(false, -8), edits.setRoleEnabled(false, 88)],
  ['a role of the tenant', edits.deleteRole(9), edits.deleteRole(9)],
  ['a role made by nothing it depends on', edits.deleteRole(-9), null],
];

test.each(cases)('%s', (_name, edit, expected) => {
  const find = made();
  expect(resolveIds({ edit, dependsOn: ['c3', 'c5'] }, find)).toEqual(expected);
});

test('whether the request of an edit can be said', () => {
  expect(hasLocalIds(edits.deleteUser('u1'))).toBe(false);
  expect(hasLocalIds(edits.deleteUser('local:c1'))).toBe(true);
  expect(hasLocalIds(edits.deleteRule(-1))).toBe(true);
  expect(hasLocalIds(edits.createUser())).toBe(false);
  expect(hasLocalIds(edits.createRule('a@example.com', { roleId: -1 }))).toBe(true);
  expect(hasLocalIds(edits.deleteRole(9))).toBe(false);
});

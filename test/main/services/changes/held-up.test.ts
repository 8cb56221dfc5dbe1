import { expect, it } from 'vitest';
import { heldUp } from '../../../../src-main/services/changes/held-up.ts';
import type { Change, Edit } from '../../../../src-shared/domain/change.ts';
import { aPendingChange, aRuleEdit } from '../../../builders/changes.ts';

const reset = (email: string): Edit => ({ kind: 'user.reset-password', userId: email, email });

const change = (n: number, edit: Edit, more: Partial<Change> = {}): Change =>
  aPendingChange(n, { edit, ...more });

const bob = 'bob@example.com';

it.each<[string, Change[], Record<string, string>]>([
  ['nobody behind what goes by itself', [change(1, reset(bob)), change(2, reset(bob))], {}],
  ['behind a staged one', [change(1, reset(bob), { held: true }), change(2, reset(bob))], { '2': '1' }],
  [
    'behind a conflict, through another one',
    [change(1, reset(bob), { state: 'conflict' }), change(2, reset(bob)), change(3, aRuleEdit(-1, bob))],
    { '2': '1', '3': '1' },
  ],
  ['nobody behind a refused one', [change(1, reset(bob), { state: 'rejected' }), change(2, reset(bob))], {}],
  [
    'rules of one role, but not of another',
    [
      change(1, aRuleEdit(-1, bob), { held: true }),
      change(2, { ...aRuleEdit(-2, bob), roleId: 8 } as Edit),
      change(3, aRuleEdit(-3, bob)),
    ],
    { '3': '1' },
  ],
  ['nobody else', [change(1, reset(bob), { held: true }), change(2, reset('eve@example.com'))], {}],
])('holds up %s', (_what, open, expected) => {
  const found = [...heldUp(open, () => null)].map(([id, by]) => [id.slice(7), by.id.slice(7)]);
  expect(Object.fromEntries(found)).toEqual(expected);
});

it('holds up an edit of a role behind a staged one that names it by our number', () => {
  const made = change(
    1,
    {
      kind: 'role.create',
      localId: -8,
      name: 'Desk',
      description: '',
      permissionSets: [],
      permissions: [],
      kubernetesRole: null,
    },
    {
      state: 'done',
      result: {
        serverId: '88',
        clientId: null,
        how: 'done',
        note: null,
        credentialId: null,
        facts: { users: [], rules: [], serviceAccounts: [], roles: [] },
      },
    },
  );
  const switched = (roleId: number): Edit => ({
    kind: 'role.set-enabled',
    roleId,
    name: 'Desk',
    enabled: false,
  });
  const staged = change(2, switched(-8), { held: true, dependsOn: [made.id] });
  const later = change(3, switched(88));
  expect([...heldUp([staged, later], (id) => (id === made.id ? made : null))]).toEqual([[later.id, staged]]);
});

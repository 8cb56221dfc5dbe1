import { expect, it } from 'vitest';
import {
  effectOf,
  fieldChangesOf,
  objectOf,
  signOf,
  titleOf,
} from '../../../src-shared/changes/edit-words.ts';
import type { Base, Edit } from '../../../src-shared/domain/change.ts';

const rule = {
  subject: { type: 'group' as const, id: 'vision' },
  roleId: 7,
  roleName: 'Viewer',
  scope: { type: 'tenant' as const, id: '7' },
  scopeName: 'Acme',
};
const account = { id: 'sa1', name: 'robot', clientId: 'robot-client' };
const email = 'ada@example.com';
const base: Base = {
  fields: { email, isLocal: true, rules: ['Viewer on project cats'], lastName: null },
  asOf: null,
};

const desk = {
  name: 'Desk',
  description: 'Welcomes people',
  permissionSets: [{ id: 'set-1', name: 'Users: view' }],
  permissions: [{ resourceType: 'users', actions: ['read'] }],
};

it.each<[Edit, string, string, string]>([
  [
    { kind: 'user.create', email, firstName: null, lastName: null, notify: false },
    '+',
    `Create user ${email}`,
    email,
  ],
  [{ kind: 'user.delete', userId: 'u', email, isLocal: true }, '-', `Delete user ${email}`, email],
  [{ kind: 'user.reset-password', userId: 'u', email }, '~', `Reset the password of ${email}`, email],
  [
    { kind: 'rule.create', localId: -1, ...rule },
    '+',
    'Give Viewer on all clusters to group vision',
    'vision',
  ],
  [
    { kind: 'rule.delete', ruleId: 5, ...rule },
    '-',
    'Take Viewer on all clusters from group vision',
    'vision',
  ],
  [{ kind: 'service-account.create', name: 'robot' }, '+', 'Create service account robot', 'robot'],
  [
    { kind: 'service-account.set-enabled', id: 'sa1', name: 'robot', enabled: false },
    '~',
    'Disable service account robot',
    'robot',
  ],
  [
    { kind: 'service-account.rotate', ...account },
    '~',
    'Issue a new secret for service account robot',
    'robot',
  ],
  [{ kind: 'service-account.delete', ...account }, '-', 'Delete service account robot', 'robot'],
  [{ kind: 'role.create', localId: -1, ...desk, kubernetesRole: null }, '+', 'Create role Desk', 'Desk'],
  [{ kind: 'role.update', roleId: 9, ...desk }, '~', 'Change role Desk', 'Desk'],
  [{ kind: 'role.set-enabled', roleId: 9, name: 'Desk', enabled: true }, '~', 'Enable role Desk', 'Desk'],
  [{ kind: 'role.delete', roleId: 9, name: 'Desk' }, '-', 'Delete role Desk', 'Desk'],
])('%j in words', (edit, sign, title, object) => {
  expect([signOf(edit), titleOf(edit), objectOf(edit)]).toEqual([sign, title, object]);
  expect(effectOf(edit, base).length).toBeGreaterThan(0);
  expect(fieldChangesOf(edit, base).length).toBeGreaterThan(0);
});

it('says what a deleted user loses, and that one of single sign-on may come back', () => {
  const edit: Edit = { kind: 'user.delete', userId: 'u', email, isLocal: false };
  expect(effectOf(edit, base)).toEqual([
    `${email} is removed here, and may come back by signing in through SSO.`,
    `${email} loses Viewer on project cats.`,
  ]);
  expect(fieldChangesOf(edit, base).map(({ field }) => field)).toEqual(['email', 'isLocal', 'rules']);
});

it('tells a switch from what was seen', () => {
  const edit: Edit = { kind: 'service-account.set-enabled', id: 'sa1', name: 'robot', enabled: true };
  expect(fieldChangesOf(edit, { fields: { enabled: false }, asOf: null })).toEqual([
    { field: 'enabled', from: false, to: true },
  ]);
});

it('tells permission by permission what a changed role gives and takes', () => {
  const was = {
    fields: {
      name: 'Desk',
      description: 'Welcomes people',
      enabled: true,
      'permission-set:set-2': 'Nodes: manage',
      'permission:nodes': ['read', 'update'],
      'permission:users': ['create', 'read'],
    },
    asOf: null,
  };
  const edit: Edit = { kind: 'role.update', roleId: 9, ...desk };
  expect(effectOf(edit, was)).toEqual([
    'Holders of Desk lose read, update on Nodes.',
    'Holders of Desk lose create on Users.',
  ]);
  expect(effectOf(edit, { fields: {}, asOf: null })).toEqual(['Holders of Desk gain read on Users.']);
  expect(fieldChangesOf(edit, was)).toEqual([
    { field: 'permission-set:set-2', from: 'Nodes: manage', to: null },
    { field: 'permission:nodes', from: ['read', 'update'], to: null },
    { field: 'permission:users', from: ['create', 'read'], to: ['read'] },
    { field: 'permission-set:set-1', from: null, to: 'Users: view' },
  ]);
});

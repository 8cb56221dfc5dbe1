import { expect, test } from 'vitest';
import { findDialect } from '../../../src-main/cloud/dialects/find-dialect.ts';
import { type Requestable, requestOf } from '../../../src-main/cloud/edit-request.ts';

const modern = findDialect('3.0');
const older = findDialect('2.24');
const ada = {
  kind: 'user.create',
  email: 'ada@example.com',
  firstName: 'Ada',
  lastName: null,
  notify: true,
} as const;

const desk = {
  name: 'Desk',
  description: 'Welcomes people',
  permissionSets: [{ id: 'set-1', name: 'Users: view' }],
  permissions: [{ resourceType: 'users', actions: ['read'] }],
};

const cases: readonly [string, Requestable, string, Record<string, unknown> | null][] = [
  [
    'a new user',
    ada,
    'POST /api/v1/users',
    { email: 'ada@example.com', resetPassword: true, notify: true, firstName: 'Ada' },
  ],
  [
    'a new user without a mail',
    { ...ada, notify: false },
    'POST /api/v1/users',
    { email: 'ada@example.com', resetPassword: true, firstName: 'Ada' },
  ],
  ['a user to delete', { kind: 'user.delete', userId: 'a/b' }, 'DELETE /api/v1/users/a%2Fb', null],
  ['a reset', { kind: 'user.reset-password', userId: 'u1' }, 'POST /api/v1/users/u1/password', null],
  [
    'a rule',
    {
      kind: 'rule.create',
      subject: { type: 'group', id: 'CN=a,OU=b' },
      roleId: 5,
      scope: { type: 'project', id: '7' },
    },
    'POST /api/v1/authorization/access-rules',
    { subjectId: 'CN=a,OU=b', subjectType: 'group', roleId: 5, scopeId: '7', scopeType: 'project' },
  ],
  [
    'a rule of what was an application',
    {
      kind: 'rule.create',
      subject: { type: 'app', id: 'bot' },
      roleId: 5,
      scope: { type: 'tenant', id: '1' },
    },
    'POST /api/v1/authorization/access-rules',
    { subjectId: 'bot', subjectType: 'service-account', roleId: 5, scopeId: '1', scopeType: 'tenant' },
  ],
  [
    'a rule to delete',
    { kind: 'rule.delete', ruleId: 12 },
    'DELETE /api/v1/authorization/access-rules/12',
    null,
  ],
  [
    'a service account',
    { kind: 'service-account.create', name: 'bot' },
    'POST /api/v1/service-accounts',
    { name: 'bot' },
  ],
  [
    'a switch',
    { kind: 'service-account.set-enabled', id: 's1', enabled: false },
    'PATCH /api/v1/service-accounts/s1',
    { enabled: false },
  ],
  [
    'a rotation',
    { kind: 'service-account.rotate', id: 's1' },
    'POST /api/v1/service-accounts/s1/secret',
    null,
  ],
  [
    'a service account to delete',
    { kind: 'service-account.delete', id: 's1' },
    'DELETE /api/v1/service-accounts/s1',
    null,
  ],
  [
    'a role',
    { kind: 'role.create', ...desk, kubernetesRole: '4' },
    'POST /api/v2/authorization/roles',
    {
      name: 'Desk',
      description: 'Welcomes people',
      permissionSets: [{ id: 'set-1', name: 'Users: view' }],
      enabled: true,
      kubernetesPermissions: { predefinedRole: '4' },
    },
  ],
  [
    'a changed role, with what is not known of it sent back as it came',
    {
      kind: 'role.update',
      roleId: 9,
      ...desk,
      there: {
        id: 9,
        name: 'Old',
        description: 'Old',
        enabled: false,
        effectiveEnabled: false,
        custom: true,
        permissions: [{ resourceType: 'weather-balloons', actions: ['read'] }],
        permissionSets: [],
        kubernetesPermissions: { predefinedRole: '3' },
        scopeType: 'tenant',
        colour: 'green',
        createdBy: 'x',
      },
    },
    'PUT /api/v2/authorization/roles/9',
    {
      name: 'Desk',
      description: 'Welcomes people',
      permissionSets: [{ id: 'set-1', name: 'Users: view' }],
      enabled: false,
      kubernetesPermissions: { predefinedRole: '3' },
      scopeType: 'tenant',
      colour: 'green',
    },
  ],
  [
    'a role switched on',
    { kind: 'role.set-enabled', roleId: 9, enabled: true },
    'POST /api/v2/authorization/roles/9/enable',
    {},
  ],
  [
    'a role switched off',
    { kind: 'role.set-enabled', roleId: 9, enabled: false },
    'POST /api/v2/authorization/roles/9/disable',
    {},
  ],
  ['a role to delete', { kind: 'role.delete', roleId: 9 }, 'DELETE /api/v2/authorization/roles/9', null],
];

test.each(cases)('%s', (_name, edit, line, body) => {
  const request = requestOf(edit, modern);
  expect(`${request.method} ${request.path}`).toBe(line);
  expect(request.body).toEqual(body);
});

test('what a version lacks is left out of the request', () => {
  expect(requestOf(ada, older).body).toEqual({ email: 'ada@example.com', resetPassword: true, notify: true });
});

test('an id that would change the path is refused', () => {
  expect(() => requestOf({ kind: 'user.delete', userId: '..' }, modern)).toThrow(
    /cannot be part of an address/,
  );
});

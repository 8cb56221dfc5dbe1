import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accessRuleSchema } from '../../../src-shared/domain/access-rule.ts';
import { roleSchema } from '../../../src-shared/domain/role.ts';
import { userSchema } from '../../../src-shared/domain/user.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { accessRuleFromWire, tenantIdOfRule } from '../../../src-shared/wire/access-rule-wire.ts';
import { clusterFromWire } from '../../../src-shared/wire/cluster-wire.ts';
import { departmentFromWire } from '../../../src-shared/wire/department-wire.ts';
import { identityProviderFromWire, withoutSecrets } from '../../../src-shared/wire/identity-provider-wire.ts';
import { permissionSetFromWire } from '../../../src-shared/wire/permission-set-wire.ts';
import { projectFromWire } from '../../../src-shared/wire/project-wire.ts';
import { hasPlainPermissions, roleFromWire, roleWireSchema } from '../../../src-shared/wire/role-wire.ts';
import { serviceAccountFromWire } from '../../../src-shared/wire/service-account-wire.ts';
import { userFromWire } from '../../../src-shared/wire/user-wire.ts';

const at = '2025-11-03T10:11:12.36805Z';

const minimal = {
  user: { id: 'u1', username: 'a@example.com' },
  rule: {
    id: 7,
    subjectType: 'user',
    subjectId: 'a@example.com',
    roleId: 3,
    scopeId: '212',
    scopeType: 'tenant',
  },
  role: { id: 3, name: 'Editor' },
};

test('a user keeps its e-mail and times as written, and unknown members are no fault', () => {
  expect(
    userFromWire({
      ...minimal.user,
      username: 'A.B@Example.com',
      createdBy: '',
      createdAt: at,
      updatedAt: null,
      lastLogin: null,
      isLocal: false,
      groups: ['eng'],
      fromTheFuture: { deep: [1] },
    }),
  ).toEqual({
    id: 'u1',
    email: 'A.B@Example.com',
    isLocal: false,
    firstName: null,
    lastName: null,
    groups: ['eng'],
    createdBy: '',
    createdAt: at,
    updatedAt: null,
    lastLogin: null,
  });
});

test('the least each kind can hold still is a fact of the domain; a rule without a status has no phase (V41)', () => {
  expect(userSchema.parse(userFromWire(minimal.user)).groups).toEqual([]);
  expect(accessRuleSchema.parse(accessRuleFromWire(minimal.rule)).phase).toBeNull();
  expect(roleSchema.parse(roleFromWire(minimal.role)).enabled).toBe(true);
  expect(serviceAccountFromWire({ id: 's', name: 'ci', clientId: null })).toMatchObject({
    clientId: 'ci',
    enabled: true,
  });
  expect(clusterFromWire({ uuid: 'c', name: 'one', tenantId: 212 })).toMatchObject({
    id: 'c',
    tenantId: '212',
    state: null,
  });
  expect(departmentFromWire({ id: '1', name: 'd', clusterId: 'c' })).toMatchObject({ createdBy: '' });
  expect(projectFromWire({ id: '4', name: 'p', clusterId: 'c', parentId: '1' })).toMatchObject({
    departmentId: '1',
  });
  expect(permissionSetFromWire({ id: 'x', name: 'n' }).permissions).toEqual([]);
});

test('words of open sets pass through (I20)', () => {
  const rule = accessRuleFromWire({
    ...minimal.rule,
    subjectType: 'robot',
    scopeType: 'galaxy',
    status: { phase: 'Pondering' },
  });
  expect(rule).toMatchObject({ subjectType: 'robot', scopeType: 'galaxy', phase: 'Pondering' });
});

test('the tenant number is text whether it came as a number or as text', () => {
  expect(tenantIdOfRule({ ...minimal.rule, tenantId: 212 })).toBe('212');
  expect(tenantIdOfRule({ ...minimal.rule, tenantId: '212' })).toBe('212');
  expect(tenantIdOfRule(minimal.rule)).toBeNull();
});

describe('a role', () => {
  test.each([
    ['says custom itself', { custom: true, createdBy: 'Run:ai' }, true],
    ['made by the vendor', { createdBy: 'Run:ai' }, false],
    ['made by a person', { createdBy: 'admin@example.com' }, true],
    ['made by nobody we know', {}, false],
  ])('%s', (_, members, custom) => {
    expect(roleFromWire({ ...minimal.role, ...members }).custom).toBe(custom);
  });

  test('what the tenant limits counts more than what the role says', () => {
    expect(roleFromWire({ ...minimal.role, enabled: true, effectiveEnabled: false }).enabled).toBe(false);
  });

  test('permissions without a name go by their resource type', () => {
    expect(
      roleFromWire({ ...minimal.role, permissions: [{ resourceType: 'users', actions: ['read'] }] })
        .permissions,
    ).toEqual([{ resourceType: 'users', displayName: 'Users', group: 'iam', actions: ['read'] }]);
  });
});

test('identity providers lose every secret, however deep, and nothing else', () => {
  const raw = {
    alias: 'corp',
    type: 'oidc',
    redirectUri: 'https://tenant.example.com/cb',
    oidcData: {
      clientId: 'rb',
      clientSecret: 'hush',
      discoverDocumentUrl: 'https://idp.example.com',
      scopes: ['openid'],
    },
    ocpData: { deep: [{ client_secret: 'hush', kept: 1 }] },
  };
  const clean = withoutSecrets(raw);
  expect(JSON.stringify(clean)).not.toContain('hush');
  expect(clean).toMatchObject({
    oidcData: { clientId: 'rb', scopes: ['openid'] },
    ocpData: { deep: [{ kept: 1 }] },
  });
  expect(identityProviderFromWire(raw)).toEqual({
    alias: 'corp',
    type: 'oidc',
    redirectUri: 'https://tenant.example.com/cb',
    source: 'https://idp.example.com',
    certificate: null,
    mappers: null,
  });
});

test('what does not fit names its members and never its values', () => {
  const convert = [
    userFromWire,
    accessRuleFromWire,
    roleFromWire,
    serviceAccountFromWire,
    clusterFromWire,
    projectFromWire,
  ];
  fc.assert(
    fc.property(fc.constantFrom(...convert), fc.jsonValue(), (fromWire, value) => {
      try {
        fromWire(value);
      } catch (error) {
        if (!(error instanceof RolebookError)) throw error;
        expect(error.body.reason).toBe('outside-contract');
      }
    }),
  );
  expect(() => userFromWire({ id: 'u', username: { leak: 'sesame' } })).toThrow(/\(username\)/);
  expect(() => userFromWire({ id: 'u', username: { leak: 'sesame' } })).not.toThrow(/sesame/);
});

describe('permissions that are looked at by hand', () => {
  const text = fc.constantFrom<unknown>('x', '', null, undefined, 7, {});
  const permission = fc.oneof(
    fc.record(
      {
        resourceType: fc.oneof({ weight: 4, arbitrary: fc.constant('users') }, text),
        displayName: text,
        groupId: text,
        actions: fc.oneof({ weight: 4, arbitrary: fc.array(fc.constant('read')) }, fc.array(text), text),
      },
      { requiredKeys: [] },
    ),
    text,
  );

  test('the schema accepts what they accept, and makes the same role of it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.array(permission, { maxLength: 3 }), text), (permissions) => {
        const raw = { ...minimal.role, permissions };
        if (!hasPlainPermissions(raw)) return;
        const { permissions: read } = roleWireSchema.parse(raw);
        expect(roleFromWire(raw).permissions).toEqual(
          roleFromWire({ ...minimal.role, permissions: read }).permissions,
        );
      }),
    );
  });

  test.each([
    [[{ resourceType: 'users', actions: ['read', 7] }], 'permissions.0.actions.1'],
    [[{ actions: ['read'] }], 'permissions.0.resourceType'],
    [[{ resourceType: 'users', groupId: 1, actions: [] }], 'permissions.0.groupId'],
    ['all of them', 'permissions'],
  ])('%j is outside the contract, and the member is named', (permissions, member) => {
    expect(() => roleFromWire({ ...minimal.role, permissions })).toThrow(`(${member})`);
  });

  test('what a role is read from stays its own', () => {
    const actions = ['read'];
    const role = roleFromWire({ ...minimal.role, permissions: [{ resourceType: 'users', actions }] });
    actions.push('delete');
    expect(role.permissions[0]?.actions).toEqual(['read']);
  });
});

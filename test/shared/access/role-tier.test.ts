import { expect, test } from 'vitest';
import { tierOfRole } from '../../../src-shared/access/role-tier.ts';
import { createFakeFacts } from '../../renderer/support/fake-facts.ts';

const roles = new Map(createFakeFacts(1, 10).roles.map((role) => [role.name, role]));

test.each([
  ['System administrator', 'administrator'],
  ['Department administrator', 'administrator'],
  ['Research manager', 'manager'],
  ['L1 researcher', 'worker'],
  ['ML engineer', 'worker'],
  ['Environment administrator', 'worker'],
  ['Viewer', 'viewer'],
  ['Department viewer', 'viewer'],
])('%s is a %s by what it permits', (name, tier) => {
  const role = roles.get(name);
  expect(role).toBeDefined();
  expect(tierOfRole(role ?? { permissions: [] })).toBe(tier);
});

test('own access keys make nobody more than a viewer', () => {
  const permissions = [
    { resourceType: 'access-keys', displayName: 'Access keys', group: 'iam', actions: ['create', 'delete'] },
  ];
  expect(tierOfRole({ permissions })).toBe('viewer');
});

test('a role without permissions is a viewer', () => expect(tierOfRole({ permissions: [] })).toBe('viewer'));

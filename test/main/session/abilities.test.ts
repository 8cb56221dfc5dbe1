import { expect, test } from 'vitest';
import { decideAbilities } from '../../../src-main/session/abilities.ts';
import type { Abilities, ProductLine } from '../../../src-shared/domain/tenant.ts';

const decide = (rights: Record<string, readonly string[]>, line: ProductLine = '3.0'): Abilities =>
  decideAbilities({
    permissions: Object.entries(rights).map(([resourceType, actions]) => ({ resourceType, actions })),
    line,
  });
const all = ['create', 'read', 'update', 'delete'];
const everything = { users: all, access_rules: all, roles: all, 'service-account': all };

test('who has every right may do everything', () => {
  expect(Object.values(decide(everything)).every(({ allowed, reason }) => allowed && reason === null)).toBe(
    true,
  );
});

test('who has none may do nothing, and each refusal has its reason and who could', () => {
  for (const ability of Object.values(decide({}))) {
    expect(ability.allowed).toBe(false);
    expect(ability.reason).toMatch(/needs the right to .+, which the roles? .*System administrator/);
  }
  expect(decide({}).createUsers.reason).toBe(
    'Creating users needs the right to create users, which the role System administrator has.',
  );
  expect(decide({}).createRules.reason).toBe(
    'Giving roles needs the right to create access rules, which the roles System administrator, Editor, Research manager, Department administrator and Application administrator have.',
  );
});

test.each<[string, readonly string[], (keyof Abilities)[]]>([
  ['users', ['read'], ['readUsers']],
  ['users', ['create'], ['createUsers', 'notifyByMail']],
  ['users', ['update'], ['resetPasswords', 'signOutUsers']],
  ['users', ['delete'], ['deleteUsers']],
  ['access_rules', ['read'], ['readRules']],
  ['access_rules', ['create'], ['createRules', 'batchCreateRules']],
  ['access_rules', ['delete'], ['deleteRules']],
  ['service-account', ['read'], ['readServiceAccounts']],
  ['service-account', ['create'], ['createServiceAccounts']],
  ['service-account', ['update'], ['updateServiceAccounts']],
  ['service-account', ['delete'], ['deleteServiceAccounts']],
  ['apps', ['read'], ['readServiceAccounts']],
  ['service-account', ['create'], ['createServiceAccounts']],
  ['service-account', ['update'], ['updateServiceAccounts']],
  ['apps', ['delete'], ['deleteServiceAccounts']],
  ['roles', ['create'], ['customRoles']],
  ['workloads', all, []],
])('%s %j allows exactly %j', (resourceType, actions, expected) => {
  const abilities = decide({ [resourceType]: actions });
  const allowed = Object.entries(abilities)
    .filter(([, { allowed }]) => allowed)
    .map(([name]) => name);
  expect(allowed.toSorted()).toEqual(expected.toSorted());
});

test('what the version lacks is refused with the version, even to who has every right', () => {
  const abilities = decide(everything, '2.18');
  expect(abilities.notifyByMail).toEqual({
    allowed: false,
    reason: 'Mail from the tenant came with Run:ai 2.23; this tenant runs Run:ai 2.15 to 2.18.',
  });
  expect(abilities.batchCreateRules.allowed).toBe(false);
  expect(abilities.createRules.allowed).toBe(true);
});

test('before anything is known, that is the reason', () => {
  for (const { allowed, reason } of Object.values(decideAbilities(null))) {
    expect(allowed).toBe(false);
    expect(reason).toContain('Not known yet');
  }
});

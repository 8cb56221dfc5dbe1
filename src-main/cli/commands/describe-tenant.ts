import type { Abilities } from '../../../src-shared/domain/tenant.ts';
import type { OpenTenant } from '../../../src-shared/ipc/tenants-contract.ts';

const words: readonly (readonly [keyof Abilities, string])[] = [
  ['readUsers', 'see users'],
  ['createUsers', 'create users'],
  ['deleteUsers', 'delete users'],
  ['resetPasswords', 'reset passwords'],
  ['signOutUsers', 'sign users out'],
  ['readRules', 'see access rules'],
  ['createRules', 'give access rules'],
  ['deleteRules', 'take access rules away'],
  ['readServiceAccounts', 'see service accounts'],
  ['createServiceAccounts', 'create service accounts'],
  ['updateServiceAccounts', 'change service accounts'],
  ['deleteServiceAccounts', 'delete service accounts'],
  ['notifyByMail', 'have the tenant mail new users'],
  ['batchCreateRules', 'give many rules in one call'],
  ['customRoles', 'make custom roles'],
];

/** Who is signed in where, and what they may not do, as names and values. */
export function tenantFields(tenant: OpenTenant): (readonly [string, string])[] {
  return [
    ['Tenant', tenant.connection.label],
    ['Address', tenant.connection.url],
    ['Product', tenant.productText],
    ['Signed in as', tenant.actor],
    ...words
      .filter(([name]) => !tenant.abilities[name].allowed)
      .map(([name, word]): [string, string] => [`May not ${word}`, tenant.abilities[name].reason ?? '']),
  ];
}

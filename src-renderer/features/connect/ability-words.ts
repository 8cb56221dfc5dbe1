import type { Abilities, Ability } from '../../../src-shared/domain/tenant.ts';

const words: Readonly<Record<keyof Abilities, string>> = {
  readUsers: 'See users',
  createUsers: 'Create users',
  deleteUsers: 'Delete users',
  resetPasswords: 'Reset passwords',
  signOutUsers: 'Sign users out everywhere',
  readRules: 'See access rules',
  createRules: 'Create access rules',
  deleteRules: 'Delete access rules',
  readServiceAccounts: 'See service accounts',
  createServiceAccounts: 'Create service accounts',
  updateServiceAccounts: 'Enable and disable service accounts, issue new client secrets',
  deleteServiceAccounts: 'Delete service accounts',
  notifyByMail: 'Let the tenant mail a link to set the password',
  batchCreateRules: 'Create several access rules in one request',
  customRoles: 'See and use custom roles',
};

/** The order in which abilities are told: as they are written above. */
const order = Object.keys(words) as readonly (keyof Abilities)[];

/** One ability with its name for people. */
export interface WordedAbility extends Ability {
  readonly id: keyof Abilities;
  readonly name: string;
}

/** The abilities parted into what the actor may and may not do, each in a fixed order. */
export function sortAbilities(abilities: Abilities): {
  readonly allowed: readonly WordedAbility[];
  readonly refused: readonly WordedAbility[];
} {
  const all = order.map((id): WordedAbility => ({ id, name: words[id], ...abilities[id] }));
  return {
    allowed: all.filter((ability) => ability.allowed),
    refused: all.filter((ability) => !ability.allowed),
  };
}

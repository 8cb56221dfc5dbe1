import type { Abilities } from '../../src-shared/domain/tenant.ts';

const yes = { allowed: true, reason: null };

/** An actor who may do everything. */
export const allAllowed: Abilities = {
  readUsers: yes,
  createUsers: yes,
  deleteUsers: yes,
  resetPasswords: yes,
  signOutUsers: yes,
  readRules: yes,
  createRules: yes,
  deleteRules: yes,
  readServiceAccounts: yes,
  createServiceAccounts: yes,
  updateServiceAccounts: yes,
  deleteServiceAccounts: yes,
  notifyByMail: yes,
  batchCreateRules: yes,
  customRoles: yes,
};

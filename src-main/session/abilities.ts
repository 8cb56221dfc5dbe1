import type { Abilities, Ability, ProductLine } from '../../src-shared/domain/tenant.ts';
import { type ProductFeature, whyLacking } from '../../src-shared/profiles/product-features.ts';
import type { ProductRelease } from '../../src-shared/profiles/product-release.ts';
import type { CallerPermission } from '../cloud/tenant-client.ts';

/** What an ability needs: a right on a resource type, and who usually has it (tenant-api §3.5). */
interface Need {
  /** Alternatives: names differ between versions. */
  readonly resources: readonly string[];
  readonly action: 'create' | 'read' | 'update' | 'delete';
  readonly does: string;
  readonly right: string;
  readonly holders: readonly string[];
}

const admin = 'System administrator';
const ruleMakers = [
  admin,
  'Editor',
  'Research manager',
  'Department administrator',
  'Application administrator',
];

const serviceAccountMakers = [admin, 'Application administrator'];

const needs = {
  readUsers: {
    resources: ['users'],
    action: 'read',
    does: 'Seeing users',
    right: 'read users',
    holders: [admin, 'Editor', 'Department administrator', 'Application administrator'],
  },
  createUsers: {
    resources: ['users'],
    action: 'create',
    does: 'Creating users',
    right: 'create users',
    holders: [admin],
  },
  deleteUsers: {
    resources: ['users'],
    action: 'delete',
    does: 'Deleting users',
    right: 'delete users',
    holders: [admin],
  },
  resetPasswords: {
    resources: ['users'],
    action: 'update',
    does: 'Resetting passwords',
    right: 'update users',
    holders: [admin],
  },
  signOutUsers: {
    resources: ['users'],
    action: 'update',
    does: 'Signing users out',
    right: 'update users',
    holders: [admin],
  },
  readRules: {
    resources: ['access_rules'],
    action: 'read',
    does: 'Seeing access rules',
    right: 'read access rules',
    holders: ruleMakers,
  },
  createRules: {
    resources: ['access_rules'],
    action: 'create',
    does: 'Giving roles',
    right: 'create access rules',
    holders: ruleMakers,
  },
  deleteRules: {
    resources: ['access_rules'],
    action: 'delete',
    does: 'Taking roles away',
    right: 'delete access rules',
    holders: ruleMakers,
  },
  readServiceAccounts: {
    resources: ['service-account', 'apps'],
    action: 'read',
    does: 'Seeing service accounts',
    right: 'read service accounts',
    holders: [admin, 'Editor', 'Department administrator', 'Application administrator'],
  },
  createServiceAccounts: {
    resources: ['service-account', 'apps'],
    action: 'create',
    does: 'Creating service accounts',
    right: 'create service accounts',
    holders: serviceAccountMakers,
  },
  updateServiceAccounts: {
    resources: ['service-account', 'apps'],
    action: 'update',
    does: 'Changing service accounts',
    right: 'update service accounts',
    holders: serviceAccountMakers,
  },
  deleteServiceAccounts: {
    resources: ['service-account', 'apps'],
    action: 'delete',
    does: 'Deleting service accounts',
    right: 'delete service accounts',
    holders: serviceAccountMakers,
  },
  customRoles: {
    resources: ['roles'],
    action: 'create',
    does: 'Making roles of one’s own',
    right: 'create roles',
    holders: [admin],
  },
} as const satisfies Record<string, Need>;

/** On 2.13 only an Administrator changes anything of users, and three roles may look (tenant-api §4). */
const holders213 = ({ action }: Need): readonly string[] =>
  action === 'read' ? ['Administrator', 'Editor', 'Viewer'] : ['Administrator'];

const yes: Ability = { allowed: true, reason: null };
const no = (reason: string): Ability => ({ allowed: false, reason });

function either(holders: readonly string[]): string {
  if (holders.length === 1) return `the role ${holders[0]} has`;
  return `the roles ${holders.slice(0, -1).join(', ')} and ${holders.at(-1)} have`;
}

/** What is decided from. Null while nothing is known: never connected, and not online now. */
export interface AbilityFacts {
  readonly permissions: readonly CallerPermission[];
  readonly line: ProductLine;
  /** Which versions of the line 2.19 to 2.23 it may be. */
  readonly release?: ProductRelease | null;
}

/**
 * What the signed-in actor may do here, each refusal with its reason and who could (design §10). It goes by what the
 * tenant says of the caller as a whole; a right in part of the tenant only still shows as allowed, and the tenant
 * has the last word. Pure.
 */
export function decideAbilities(facts: AbilityFacts | null): Abilities {
  const byRight = (need: Need): Ability => {
    if (facts === null) return no('Not known yet: Rolebook has not reached this tenant.');
    const has = facts.permissions.some(
      ({ resourceType, actions }) => need.resources.includes(resourceType) && actions.includes(need.action),
    );
    if (has) return yes;
    const holders = facts.line === '2.13' ? holders213(need) : need.holders;
    return no(`${need.does} needs the right to ${need.right}, which ${either(holders)}.`);
  };
  const byVersion = (first: Ability, feature: ProductFeature): Ability => {
    const lack = facts === null ? null : whyLacking(feature, facts.line, facts.release);
    return lack === null ? first : no(lack);
  };
  const createUsers = byRight(needs.createUsers);
  const createRules = byRight(needs.createRules);
  return {
    readUsers: byRight(needs.readUsers),
    createUsers,
    deleteUsers: byRight(needs.deleteUsers),
    resetPasswords: byVersion(byRight(needs.resetPasswords), 'passwordReset'),
    signOutUsers: byVersion(byRight(needs.signOutUsers), 'signOutUser'),
    readRules: byRight(needs.readRules),
    createRules,
    deleteRules: byRight(needs.deleteRules),
    readServiceAccounts: byRight(needs.readServiceAccounts),
    createServiceAccounts: byRight(needs.createServiceAccounts),
    updateServiceAccounts: byRight(needs.updateServiceAccounts),
    deleteServiceAccounts: byRight(needs.deleteServiceAccounts),
    notifyByMail: byVersion(createUsers, 'notifyByMail'),
    batchCreateRules: byVersion(createRules, 'batchCreateRules'),
    customRoles: byVersion(byRight(needs.customRoles), 'customRoles'),
  };
}

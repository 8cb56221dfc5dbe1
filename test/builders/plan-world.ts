import type { AccessRule } from '../../src-shared/domain/access-rule.ts';
import type { Role } from '../../src-shared/domain/role.ts';
import type { ScopeNode } from '../../src-shared/domain/scope.ts';
import type { User } from '../../src-shared/domain/user.ts';
import type { ServiceAccount } from '../../src-shared/wire/service-account-wire.ts';
import { aRole, aRule, aServiceAccount, aUser } from './facts.ts';
import { smallScopeTree } from './scope-tree.ts';
import {
  departmentAdministrator,
  researcher,
  systemAdministrator,
  type UsersBench,
  usersBench,
  viewer,
} from './users-bench.ts';

const tenantScope = { type: 'tenant', id: '7', name: 'Acme' };
const cats = { type: 'project', id: 'p-cats', name: 'cats' };
export const dogs = { type: 'project' as const, id: 'p-dogs' };
const roles = [systemAdministrator, researcher, viewer, departmentAdministrator];

/** What there is of the tenant that plans are made for. */
export interface PlanWorld {
  users: User[];
  rules: AccessRule[];
  serviceAccounts: ServiceAccount[];
  roles: Role[];
  scopes: readonly ScopeNode[];
}

/** The tenant as it is when plans are made. */
const world = (): PlanWorld => ({
  users: [aUser('root'), aUser('ada'), aUser('bob')],
  rules: [
    aRule(1, 'root@example.com', systemAdministrator, tenantScope),
    aRule(2, 'ada@example.com', systemAdministrator, tenantScope),
    aRule(3, 'bob@example.com', viewer, cats),
    aRule(4, 'robot-client', viewer, cats, { subjectType: 'service-account' }),
    aRule(5, 'vision', viewer, cats, { subjectType: 'group' }),
  ],
  serviceAccounts: [
    aServiceAccount('sa1', { name: 'robot', clientId: 'robot-client' }),
    aServiceAccount('sa2', { name: 'crawler', clientId: 'crawler-client' }),
  ],
  roles,
  scopes: smallScopeTree,
});

/** What others did there since. */
export type Since = (there: PlanWorld) => Partial<PlanWorld>;
export const without = (id: string | number) => (one: { readonly id: string | number }) => one.id !== id;
export const nothing: Since = () => ({});
export const ruleGone =
  (id: number): Since =>
  ({ rules }) => ({ rules: rules.filter(without(id)) });
export const bobGone: Since = ({ users }) => ({ users: users.filter(without('bob')) });
export const bobAnew: Since = ({ users }) => ({
  users: [...users.filter(without('bob')), aUser('bob-2', { email: 'bob@example.com' })],
});
/** Somebody took the rule away and gave the same again. */
export const ruleAnew: Since = ({ rules }) => ({
  rules: [...rules.filter(without(3)), aRule(33, 'bob@example.com', viewer, cats)],
});
export const robotAnew: Since = ({ serviceAccounts }) => ({
  serviceAccounts: [
    ...serviceAccounts.filter(without('sa1')),
    aServiceAccount('sa9', { name: 'robot', clientId: 'robot-client' }),
  ],
});
export const researcherAnew: Since = () => ({
  roles: roles.map((role) => (role === researcher ? aRole(55, researcher.name) : role)),
});

/** The project was deleted, and another of its name made. */
export const dogsAnew: Since = ({ scopes }) => ({
  scopes: scopes.map((scope) => (scope.id === dogs.id ? { ...scope, id: 'p-dogs-2' } : scope)),
});

export const benchOf = (since: Since): UsersBench => usersBench({ ...world(), ...since(world()) });

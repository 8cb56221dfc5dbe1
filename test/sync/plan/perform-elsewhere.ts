import { type SimTenant, makeAdministrator } from '../world/sim-tenant.ts';
import type { Aspect } from '../oracle/effects.ts';
import { accountNameOf, emailOf } from './perform-app.ts';
import type { Operation } from './operation.ts';
import { isOtherRoleOperation, performRoleElsewhere } from './perform-roles.ts';

/** What other administrators do, with the tenant's own console. */
export type ElsewhereOperation = Extract<Operation, { readonly kind: `other-${string}` }>;

const at = <Item>(items: readonly Item[], n: number): Item | undefined =>
  items[n % Math.max(1, items.length)];

interface Person {
  readonly id: string;
  readonly email: string;
  readonly isLocal: boolean;
}

/** People who are not administrators of the world itself. */
function people(tenant: SimTenant): readonly Person[] {
  const { users } = tenant.state;
  const found: Person[] = [];
  for (let rank = 0; rank < Math.min(users.count, 60); rank += 1) {
    const { id, username, isLocal } = users.read(users.at(rank));
    if (!/^(admin|ines\.portal-admin)@/.test(username)) found.push({ id, email: username, isLocal });
  }
  return found;
}

function liveRules(tenant: SimTenant, about: (subject: string) => boolean): readonly number[] {
  const { rules } = tenant.state;
  const found: number[] = [];
  for (let rank = 0; rank < rules.liveCount; rank += 1) {
    const position = rules.liveAt(rank);
    if (!rules.stateOf(position).leaving && about(rules.read(position).subjectId))
      found.push(rules.idOf(position));
  }
  return found;
}

/** Does it. `changed` hears of what somebody may have looked at before. */
export function performElsewhere(
  tenant: SimTenant,
  operation: ElsewhereOperation,
  changed: (aspect: Aspect, key: string, by: string) => void,
): string {
  if (isOtherRoleOperation(operation))
    return performRoleElsewhere(tenant, operation, (id) => changed('role', String(id), 'elsewhere'));
  const { state } = tenant;
  switch (operation.kind) {
    case 'other-create-user':
      return `create user ${tenant.act('createUser', {}, { email: emailOf(operation.email) })}`;
    case 'other-delete-user': {
      const person = at(people(tenant), operation.pick);
      return person === undefined
        ? 'nobody'
        : `delete user ${person.id} ${tenant.act('deleteUser', { userId: person.id })}`;
    }
    case 'other-groups': {
      const person = at(
        people(tenant).filter(({ isLocal }) => !isLocal),
        operation.pick,
      );
      if (person === undefined) return 'nobody';
      tenant.controls.ssoSignIn(person.email, [`group-${operation.pick % 7}`]);
      changed('groups', person.id, 'elsewhere');
      return `groups of ${person.id}`;
    }
    case 'other-add-rule': {
      const person = at(people(tenant), operation.pick);
      const role = at(['Viewer', 'L1 researcher', 'ML engineer'], operation.role) ?? 'Viewer';
      const scope = at(state.units.projects.slice(0, 6), operation.scope);
      if (person === undefined || scope === undefined) return 'nobody';
      const body = {
        subjectId: person.email,
        subjectType: 'user',
        roleId: state.roles.byName(role)?.id,
        scopeType: 'project',
        scopeId: scope.scope.id,
      };
      return `rule for ${person.email} ${tenant.act('createAccessRule', {}, body)}`;
    }
    case 'other-remove-rule': {
      const own = new Set(tenant.accounts.map(({ actor }) => actor));
      const id = at(
        liveRules(tenant, (subject) => !own.has(subject) && !subject.startsWith('ines.')),
        operation.pick,
      );
      return id === undefined
        ? 'no rule'
        : `remove rule ${id} ${tenant.act('deleteAccessRule', { accessRuleId: id })}`;
    }
    case 'other-create-account':
      return `create account ${tenant.act('createServiceAccount', {}, { name: accountNameOf(operation.name) })}`;
    case 'other-toggle-account':
    case 'other-delete-account': {
      const own = new Set(tenant.accounts.map(({ actor }) => actor));
      const account = at(
        state.serviceAccounts.all().filter(({ clientId }) => !own.has(clientId)),
        operation.pick,
      );
      if (account === undefined) return 'no account';
      const path = { serviceAccountId: account.id };
      if (operation.kind === 'other-delete-account')
        return `delete account ${account.id} ${tenant.act('deleteServiceAccount', path)}`;
      changed('enabled', account.id, 'elsewhere');
      return `toggle account ${account.id} ${tenant.act('setServiceAccountEnabled', path, { enabled: !account.enabled })}`;
    }
    case 'other-remove-project': {
      const project = at(state.units.projects, operation.pick);
      if (project === undefined || state.units.projects.length < 20) return 'no project';
      tenant.controls.removeOrgUnit('project', project.scope.id);
      return `remove project ${project.scope.id}`;
    }
    case 'other-take-rights': {
      const account = tenant.accounts.at(-1);
      if (account === undefined) return 'nobody';
      if (operation.give) {
        makeAdministrator(state, account.actor);
        return 'rights back';
      }
      const mine = liveRules(tenant, (subject) => subject === account.actor);
      for (const id of mine) tenant.act('deleteAccessRule', { accessRuleId: id });
      return `rights of ${account.actor} taken`;
    }
    default:
      return operation satisfies never;
  }
}

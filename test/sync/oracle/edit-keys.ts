import type { Edit } from '../../../src-shared/domain/change.ts';
import type { SimTenant } from '../world/sim-tenant.ts';
import type { WireRequest } from '../world/wire.ts';

/**
 * What a change asks for and what a request brought about, in the same words, so that the two can be counted against
 * each other without asking the engine which belongs to which.
 */

/** The tenant's id for one that was made here, or null while it has none. */
export type ServerIds = (localId: string) => string | null;

/** Under which name the tenant knows a service account that rules name. */
function accountId(tenant: SimTenant, key: string): string {
  return tenant.state.serviceAccounts.byAnyKey(key)?.id ?? key;
}

function subjectKey(tenant: SimTenant, type: string, id: string): string {
  if (type === 'user') return `user ${id.toLowerCase()}`;
  return type === 'service-account' || type === 'app' ? `account ${accountId(tenant, id)}` : `${type} ${id}`;
}

const resolved = (id: string, serverIds: ServerIds): string =>
  id.startsWith('local:') ? (serverIds(id) ?? id) : id;

/** The tenant's number of a rule or role, or ours as long as it has none. */
function madeNumber(id: number, serverIds: ServerIds): number | string {
  return id < 0 ? (serverIds(String(id)) ?? id) : id;
}

/** What the effect of an edit is called; local ids are looked up. */
export function keyOfEdit(edit: Edit, tenant: SimTenant, serverIds: ServerIds): string {
  switch (edit.kind) {
    case 'user.create':
      return `user.create ${edit.email.toLowerCase()}`;
    case 'user.delete':
      return `user.delete ${resolved(edit.userId, serverIds)}`;
    case 'user.reset-password':
      return `user.reset ${resolved(edit.userId, serverIds)}`;
    case 'rule.create': {
      const subject = subjectKey(tenant, edit.subject.type, resolved(edit.subject.id, serverIds));
      const roleId = madeNumber(edit.roleId, serverIds);
      return `rule.create ${subject} ${roleId} ${edit.scope.type} ${edit.scope.id}`;
    }
    case 'rule.delete':
      return `rule.delete ${madeNumber(edit.ruleId, serverIds)}`;
    case 'service-account.create':
      return `account.create ${edit.name}`;
    case 'service-account.set-enabled':
      return `account.enable ${resolved(edit.id, serverIds)} ${edit.enabled}`;
    case 'service-account.rotate':
      return `account.rotate ${resolved(edit.id, serverIds)}`;
    case 'service-account.delete':
      return `account.delete ${resolved(edit.id, serverIds)}`;
    case 'role.create':
      return `role.create ${edit.name}`;
    case 'role.update':
    case 'role.delete':
      return `${edit.kind} ${roleIdOf(edit, serverIds)}`;
    case 'role.set-enabled':
      return `role.enable ${roleIdOf(edit, serverIds)} ${edit.enabled}`;
    default:
      return edit satisfies never;
  }
}

type RoleEdit = Extract<Edit, { kind: `role.${string}` }>;

const isRoleEdit = (edit: Edit): edit is RoleEdit => edit.kind.startsWith('role.');

/** What the tenant calls the role that an edit is about, or what we call it as long as the tenant does not. */
export function roleIdOf(edit: RoleEdit, serverIds: ServerIds): string {
  return String(madeNumber(edit.kind === 'role.create' ? edit.localId : edit.roleId, serverIds));
}

function bodyOf(request: WireRequest): Record<string, unknown> {
  const body: unknown = request.body === null ? {} : JSON.parse(request.body);
  return typeof body === 'object' && body !== null ? { ...body } : {};
}

/** What a request that the tenant has worked on brought about; nothing when it had no effect. */
export function keysOfWork(request: WireRequest, tenant: SimTenant): readonly string[] {
  const first = request.effects[0];
  if (first === undefined) return [];
  const id = first.subjects[0] ?? '';
  switch (request.operation) {
    case 'create-user':
      return [`user.create ${(first.subjects[1] ?? '').toLowerCase()}`];
    case 'delete-user':
      return [`user.delete ${id}`];
    case 'reset-password':
      return [`user.reset ${id}`];
    case 'create-rule':
      return request.effects
        .filter(({ effect }) => effect === 'rule.created')
        .map(({ subjects }) => {
          const position = tenant.state.rules.positionOf(Number(subjects[0]));
          if (position === undefined) return 'rule.create of nothing';
          const { subjectType, subjectId, roleId, scope } = tenant.state.rules.read(position);
          return `rule.create ${subjectKey(tenant, subjectType, subjectId)} ${roleId} ${scope.type} ${scope.id}`;
        });
    case 'delete-rule':
      return [`rule.delete ${id}`];
    case 'create-account':
      return [`account.create ${first.subjects[1] ?? ''}`];
    case 'enable-account':
      return [`account.enable ${id} ${String(bodyOf(request)['enabled'])}`];
    case 'rotate-account':
      return [`account.rotate ${id}`];
    case 'delete-account':
      return [`account.delete ${id}`];
    case 'create-role':
      return [`role.create ${first.subjects[1] ?? ''}`];
    case 'change-role':
      return [`role.update ${id}`];
    case 'switch-role':
      return [`role.enable ${id} ${first.effect === 'role.enabled'}`];
    case 'delete-role':
      return request.effects
        .filter(({ effect }) => effect === 'role.deleted')
        .map(({ subjects }) => `role.delete ${subjects[0] ?? ''}`);
    default:
      return [];
  }
}

/** The thing that an edit is about, for the order of effects: what touches the same subject keeps its order. */
export function subjectOfEdit(edit: Edit, serverIds: ServerIds): string {
  switch (edit.kind) {
    case 'user.create':
    case 'user.delete':
    case 'user.reset-password':
      return `user ${edit.email.toLowerCase()}`;
    case 'rule.create':
    case 'rule.delete':
      return `rule ${edit.subject.type} ${resolved(edit.subject.id, serverIds).toLowerCase()} ${madeNumber(edit.roleId, serverIds)}`;
    case 'role.create':
    case 'role.update':
    case 'role.set-enabled':
    case 'role.delete':
      return `role ${roleIdOf(edit, serverIds)}`;
    default:
      return `account ${edit.name}`;
  }
}

/** Two things of which one must wait for the other: the same, or a user and its rules. */
export function meets(one: string, other: string): boolean {
  if (one === other) return true;
  const user = one.startsWith('user ') ? one : other;
  const rule = one.startsWith('user ') ? other : one;
  return user.startsWith('user ') && rule.startsWith(`rule ${user} `);
}

/** A name is free once the role that has it is gone or called otherwise: whichever was wanted first happens first. */
export function sameRoleName(one: Edit, other: Edit): boolean {
  if (!isRoleEdit(one) || !isRoleEdit(other) || one.kind === 'role.set-enabled') return false;
  return other.kind !== 'role.set-enabled' && one.name === other.name;
}

/** A service account goes with the rules that name it: whichever was wanted first happens first. */
export function goesWith(account: Edit, rule: Edit): boolean {
  if (account.kind !== 'service-account.delete') return false;
  if (rule.kind !== 'rule.create' && rule.kind !== 'rule.delete') return false;
  const { type, id } = rule.subject;
  return (type === 'service-account' || type === 'app') && id === account.clientId;
}

/** Whether the tenant has a rule that this key asks for, whoever made it. */
export function hasRule(tenant: SimTenant, key: string): boolean {
  const { rules } = tenant.state;
  for (let rank = 0; rank < rules.liveCount; rank += 1) {
    const position = rules.liveAt(rank);
    if (rules.stateOf(position).leaving) continue;
    const { subjectType, subjectId, roleId, scope } = rules.read(position);
    const there = `rule.create ${subjectKey(tenant, subjectType, subjectId)} ${roleId} ${scope.type} ${scope.id}`;
    if (there === key) return true;
  }
  return false;
}

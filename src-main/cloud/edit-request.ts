import type { Edit } from '../../src-shared/domain/change.ts';
import type { Dialect } from './dialects/dialect.ts';
import { legacyRequestOf } from './legacy/legacy-request.ts';
import { segment } from './request-url.ts';
import { type RoleRequestable, roleRequest } from './role-request.ts';

/** What of an edit decides its request; every {@link Edit} is one. */
export type Requestable =
  | Pick<EditOf<'user.create'>, 'kind' | 'email' | 'firstName' | 'lastName' | 'notify' | 'access'>
  | Pick<EditOf<'user.delete'>, 'kind' | 'userId'>
  | Pick<EditOf<'user.reset-password'>, 'kind' | 'userId'>
  | Pick<EditOf<'rule.create'>, 'kind' | 'subject' | 'roleId' | 'scope'>
  | Pick<EditOf<'rule.delete'>, 'kind' | 'ruleId'>
  | Pick<EditOf<'service-account.create'>, 'kind' | 'name'>
  | Pick<EditOf<'service-account.set-enabled'>, 'kind' | 'id' | 'enabled'>
  | Pick<EditOf<'service-account.rotate'>, 'kind' | 'id'>
  | Pick<EditOf<'service-account.delete'>, 'kind' | 'id'>
  | RoleRequestable;

type EditOf<K extends Edit['kind']> = Extract<Edit, { kind: K }>;

/** A request as it leaves: the path below the tenant's address, and the JSON body where there is one. */
export interface EditRequest {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>> | null;
}

const users = '/api/v1/users';
const rules = '/api/v1/authorization/access-rules';

const isRole = (edit: Requestable): edit is RoleRequestable => edit.kind.startsWith('role.');

/**
 * The exact request of an edit (tenant-api §3.3–§3.6), for the call that sends it and for the plan that shows
 * it. Ids have to be the tenant's own. Deleting a user is preceded by deleting its rules, which are edits of their own.
 */
export function requestOf(edit: Requestable, dialect: Dialect): EditRequest {
  if (dialect.line === '2.13' && !isRole(edit)) return legacyRequestOf(edit);
  const serviceAccounts = dialect.lists['service-accounts'].path;
  switch (edit.kind) {
    case 'user.create':
      return { method: 'POST', path: users, body: newUser(edit, dialect) };
    case 'user.delete':
      return { method: 'DELETE', path: `${users}/${segment(edit.userId)}`, body: null };
    case 'user.reset-password':
      return { method: 'POST', path: `${users}/${segment(edit.userId)}/password`, body: null };
    case 'rule.create': {
      const { id, type } = edit.subject;
      const machine = type === 'service-account' || type === 'app';
      return {
        method: 'POST',
        path: rules,
        body: {
          subjectId: id,
          subjectType: machine ? dialect.serviceAccountSubject : type,
          roleId: edit.roleId,
          scopeId: edit.scope.id,
          scopeType: edit.scope.type,
        },
      };
    }
    case 'rule.delete':
      return { method: 'DELETE', path: `${rules}/${segment(edit.ruleId)}`, body: null };
    case 'service-account.create':
      return { method: 'POST', path: serviceAccounts, body: { name: edit.name } };
    case 'service-account.set-enabled':
      return {
        method: 'PATCH',
        path: `${serviceAccounts}/${segment(edit.id)}`,
        body: { enabled: edit.enabled },
      };
    case 'service-account.rotate':
      return { method: 'POST', path: `${serviceAccounts}/${segment(edit.id)}/secret`, body: null };
    case 'service-account.delete':
      return { method: 'DELETE', path: `${serviceAccounts}/${segment(edit.id)}`, body: null };
    default:
      return roleRequest(edit, dialect);
  }
}

function newUser(
  edit: Extract<Requestable, { kind: 'user.create' }>,
  { features }: Dialect,
): Readonly<Record<string, unknown>> {
  return {
    email: edit.email,
    // Best reading of an undescribed member: the password must be changed at first sign-in (tenant-api §3.3).
    resetPassword: true,
    ...(features.notifyByMail && edit.notify ? { notify: true } : {}),
    ...(features.userNames && edit.firstName !== null ? { firstName: edit.firstName } : {}),
    ...(features.userNames && edit.lastName !== null ? { lastName: edit.lastName } : {}),
  };
}

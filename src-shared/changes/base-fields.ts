import { inOrder } from '../access/permission-keys.ts';
import type { AccessRule } from '../domain/access-rule.ts';
import type { FieldValue } from '../domain/change.ts';
import type { Role } from '../domain/role.ts';
import type { User } from '../domain/user.ts';
import { placeWords } from './place-words.ts';
import type { ServiceAccount } from '../wire/service-account-wire.ts';

/** Fields by name: what the admin saw when the change was made, or what the tenant has now (I7). */
export type Fields = Readonly<Record<string, FieldValue>>;

/** A rule as one field says it: `Viewer on project cats`. */
export function ruleWords(rule: Pick<AccessRule, 'roleName' | 'scopeType' | 'scopeName'>): string {
  return `${rule.roleName} on ${placeWords(rule.scopeType, rule.scopeName)}`;
}

/**
 * A user as compared before it is deleted or its password is reset. `rules` are those that name it directly: that there
 * are fewer of them by now is harmless, that there are others is not. A later `lastLogin` is harmless too.
 */
export function userFields(user: User, rules: readonly AccessRule[]): Fields {
  return {
    email: user.email,
    isLocal: user.isLocal,
    firstName: user.firstName,
    lastName: user.lastName,
    groups: [...user.groups].sort(),
    lastLogin: user.lastLogin,
    rules: [...new Set(rules.map(ruleWords))].sort(),
  };
}

/** A rule as compared before it is deleted. Rules never change, so that it is there is all that matters. */
export function ruleFields(rule: AccessRule): Fields {
  return {
    subject: `${rule.subjectType} ${rule.subjectId}`,
    role: rule.roleName,
    scope: placeWords(rule.scopeType, rule.scopeName),
  };
}

/** A service account as compared before it is switched, rotated or deleted. A later `lastLogin` is harmless. */
export function serviceAccountFields(account: ServiceAccount): Fields {
  return {
    name: account.name,
    clientId: account.clientId,
    enabled: account.enabled,
    lastLogin: account.lastLogin,
  };
}

/**
 * What a new rule takes for granted, read again before it is sent: that the user it is for (`userId`, known to the tenant)
 * is still there, and the rule it replaces (`replaces`, V39), which somebody may have removed on purpose meanwhile.
 */
export function newRuleFields(grants: { readonly userId?: string; readonly replaces?: number }): Fields {
  return {
    ...(grants.userId === undefined ? {} : { userId: grants.userId }),
    ...(grants.replaces === undefined ? {} : { replaces: grants.replaces }),
  };
}

/** Prefixes of fields of a role: one field for each permission set (its name), one for each permission (its actions). */
export const setField = 'permission-set:';
/** See {@link setField}. */
export const permissionField = 'permission:';

/** What a role is made of, field by field; what it does not have is left out. */
export function roleContentFields(
  content: Pick<Role, 'name' | 'description' | 'permissionSets'> & {
    readonly permissions: readonly { readonly resourceType: string; readonly actions: readonly string[] }[];
  },
): Fields {
  const given = content.permissions.filter(({ actions }) => actions.length > 0);
  return {
    name: content.name,
    description: content.description,
    ...Object.fromEntries(content.permissionSets.map(({ id, name }) => [setField + id, name])),
    ...Object.fromEntries(
      given.map(({ resourceType, actions }) => [permissionField + resourceType, inOrder(actions)]),
    ),
  };
}

/** A role as compared before it is changed, switched or deleted: permission by permission. */
export function roleFields(role: Role): Fields {
  return { ...roleContentFields(role), enabled: role.enabled };
}

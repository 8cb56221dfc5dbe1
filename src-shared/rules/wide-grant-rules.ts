import { isSystemAdministrator } from '../access/role-kinds.ts';
import type { Finding } from './finding.ts';
import { type GrantContext, type GrantDraft, roleNameOf } from './grant-draft.ts';

const subjectWords: Readonly<Record<string, string>> = {
  group: 'everyone in a group, including who joins later',
  'service-account': 'a service account',
  app: 'a service account',
  'all-authenticated-users': 'everyone who can sign in',
};

/** Whether a rule reaches far in the sense of V38. */
export function isWide(rule: {
  readonly type: string;
  readonly roleName: string;
  readonly scope: { readonly type: string };
}): boolean {
  if (rule.scope.type === 'tenant' || rule.scope.type === 'system') return true;
  return subjectWords[rule.type] !== undefined && isSystemAdministrator(rule.roleName);
}

/** V38: rights on the whole tenant, and system administrators that are not one person, reach far. */
export function checkWideGrants(grants: readonly GrantDraft[], context: GrantContext): Finding[] {
  const found: Finding[] = [];
  for (const grant of grants) {
    if (grant.roleId === null) continue;
    const roleName = roleNameOf(context, grant.roleId);
    const wide = grant.scopes.find((scope) => scope.type === 'tenant' || scope.type === 'system');
    if (wide !== undefined) {
      found.push({
        rule: 'V38',
        severity: 'warn',
        field: 'scopes',
        message: isSystemAdministrator(roleName)
          ? `${roleName} on all clusters may do everything, everywhere. Keep that group small.`
          : `${roleName} on all clusters counts everywhere, also in clusters and projects made later.`,
        about: `${grant.roleId}:${wide.type}:${wide.id}`,
      });
    }
    const subject = subjectWords[context.subjectType];
    if (subject !== undefined && isSystemAdministrator(roleName)) {
      found.push({
        rule: 'V38',
        severity: 'warn',
        field: 'roles',
        message: `${roleName} would go to ${subject}.`,
        about: `${grant.roleId}:${context.subjectType}`,
      });
    }
  }
  return found;
}

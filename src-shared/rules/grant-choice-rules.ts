import { isResearcherLike } from '../access/role-kinds.ts';
import type { Finding } from './finding.ts';
import { type GrantContext, type GrantDraft, roleNameOf } from './grant-draft.ts';

/** V10: an account without a role can sign in and then do nothing. In access-rule tenants that is allowed, and said. */
export function checkHasRole(grants: readonly GrantDraft[]): Finding[] {
  if (grants.some((grant) => grant.roleId !== null)) return [];
  return [
    {
      rule: 'V10',
      severity: 'warn',
      field: 'roles',
      message: 'No role is chosen. The user can sign in but will have no access.',
    },
  ];
}

/** V14: a role needs a place; nothing chosen never stands for everything. Unknown roles and scopes are refused too. */
export function checkChoices(grants: readonly GrantDraft[], context: GrantContext): Finding[] {
  const block = (field: string, message: string): Finding => ({
    rule: 'V14',
    severity: 'block',
    field,
    message,
  });
  const found: Finding[] = [];
  for (const grant of grants) {
    if (grant.roleId === null) {
      if (grant.scopes.length > 0) found.push(block('roles', 'Choose a role for the chosen scopes.'));
      continue;
    }
    const roleName = context.roleNames.get(grant.roleId);
    if (roleName === undefined) {
      found.push(block('roles', `Role ${grant.roleId} is not known on this tenant. Sync and choose again.`));
      continue;
    }
    if (grant.scopes.length === 0) {
      found.push(
        block(
          'scopes',
          `Choose where ${roleName} counts: all clusters, or some clusters, departments or projects.`,
        ),
      );
    }
    const gone = grant.scopes.find((scope) => context.scopes.find(scope) === null);
    if (gone !== undefined) {
      found.push(
        block(
          'scopes',
          `The ${gone.type} ${gone.id} chosen for ${roleName} is not known. Sync and choose again.`,
        ),
      );
    }
  }
  return found;
}

/** V12: a researcher's role works in projects; on scopes without one it is inert until a project is made. */
export function checkResearcherHasProject(grants: readonly GrantDraft[], context: GrantContext): Finding[] {
  const found: Finding[] = [];
  for (const grant of grants) {
    if (grant.roleId === null) continue;
    const roleName = roleNameOf(context, grant.roleId);
    if (!isResearcherLike(roleName)) continue;
    if (grant.scopes.some((scope) => context.scopes.hasProject(scope))) continue;
    const where = grant.scopes.map((scope) => context.scopes.label(scope)).slice(0, 3);
    found.push({
      rule: 'V12',
      severity: 'warn',
      field: 'scopes',
      message:
        where.length === 0
          ? `${roleName} works in projects. Without one the user cannot submit anything.`
          : `${roleName} works in projects, and there is none in ${where.join(', ')} yet.`,
      about: String(grant.roleId),
    });
  }
  return found;
}

/** V45: what is given of a role that is switched off is dormant until it is switched on. */
export function checkRolesOn(grants: readonly GrantDraft[], context: GrantContext): Finding[] {
  const off = new Set(grants.flatMap(({ roleId }) => roleId ?? []).filter((id) => context.rolesOff?.has(id)));
  return [...off].map((id) => ({
    rule: 'V45',
    severity: 'info',
    field: 'roles',
    message: `${roleNameOf(context, id)} is switched off: what is given of it is dormant until it is switched on.`,
    about: String(id),
  }));
}

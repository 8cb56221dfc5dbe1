import { redundantRoles } from '../access/role-redundancy.ts';
import type { Role } from '../domain/role.ts';
import { legacyRoles } from '../profiles/legacy-roles.ts';
import type { Finding } from './finding.ts';

/** The roles that somebody of 2.13 has after an act. */
export interface RoleMix {
  /** In a sentence: `the user`, `the group`. */
  readonly who: string;
  /** All of them, those that they have already too. */
  readonly roleIds: readonly number[];
  /** Those that come with the act: what was there before is not asked about again. */
  readonly given: ReadonlySet<number>;
  /** Whether they are assigned to anything of the kind, themselves or through a group; null where the tenant does not tell. */
  readonly assigned: { readonly projects: boolean | null; readonly departments: boolean | null };
}

/** Pairs that 2.8 forbids and that later versions let through (RUN-6236). */
const beside: readonly (readonly [string, string])[] = [
  ['researcher', 'ml_engineer'],
  ['researcher', 'research_manager'],
];

const legacyOf = (id: number) => legacyRoles.find((role) => role.id === id);
const nameOf = (key: string): string => legacyRoles.find((role) => role.key === key)?.name ?? key;

const aboutRoles = (
  rule: string,
  severity: Finding['severity'],
  message: string,
  about?: string,
): Finding => ({ rule, severity, field: 'roles', message, ...(about === undefined ? {} : { about }) });

/** V13 to V16: a role that this tenant does not have, or that has no effect on it. */
function checkGates({ given, assigned, who }: RoleMix, roles: readonly Role[]): Finding[] {
  return [...given].flatMap((id): Finding[] => {
    const role = roles.find((one) => one.id === id);
    const legacy = legacyOf(id);
    const isDepartments = legacy?.key === 'department_admin';
    if (role === undefined) {
      return isDepartments
        ? [aboutRoles('V16', 'block', `${legacy.name} came with Run:ai 2.10; this tenant does not offer it.`)]
        : [
            aboutRoles(
              'V14',
              'block',
              `Role ${legacy?.name ?? id} is not known on this tenant. Sync and choose again.`,
            ),
          ];
    }
    if (!role.enabled) {
      const message = legacy?.gate ?? `${role.name} has no effect on this tenant.`;
      return legacy?.key === 'ml_engineer'
        ? [aboutRoles('V15', 'block', message, String(id))]
        : [aboutRoles('V13', 'warn', message, String(id))];
    }
    if (!isDepartments || assigned.departments === true) return [];
    const message = `${role.name} has no effect until a department is assigned to ${who}, which the tenant’s own console does.`;
    return [aboutRoles('V13', 'warn', message, String(id))];
  });
}

/**
 * V11 to V18 for the roles of somebody of 2.13, where those stand together on a user, group or application: what is to be
 * said of the roles that an act gives, beside those that stay. Pure; the same for a new user and for one who is there.
 */
export function checkRoleMix(mix: RoleMix, roles: readonly Role[]): Finding[] {
  const { roleIds, given, assigned, who } = mix;
  const found = checkGates(mix, roles);
  const keysOf = (ids: Iterable<number>): Set<string> =>
    new Set([...ids].flatMap((id) => legacyOf(id)?.key ?? []));
  const [keys, fresh] = [keysOf([...roleIds, ...given]), keysOf(given)];
  for (const [one, other] of beside) {
    if (!keys.has(one) || !keys.has(other) || (!fresh.has(one) && !fresh.has(other))) continue;
    const message = `${nameOf(one)} together with ${nameOf(other)} is refused by Run:ai 2.8 and older.`;
    found.push(aboutRoles('V11', 'warn', message, `${one}:${other}`));
  }
  if (fresh.has('researcher') && assigned.projects !== true) {
    const message = `Researcher works in projects. An Editor or Department Administrator has to assign ${who} to some, in the tenant’s own console.`;
    found.push(aboutRoles('V12', 'warn', message));
  }
  if (fresh.has('research_manager')) {
    const message = 'Research Manager counts in all projects, later ones included, and cannot be narrowed.';
    found.push(aboutRoles('V17', 'info', message));
  }
  const held = roles.filter(({ id }) => roleIds.includes(id) || given.has(id));
  for (const { roleId, roleName, besideId, words } of redundantRoles(held)) {
    // Research Manager reaches further than the roles that hold all it may do: every project, later ones too (domain §0.4).
    if (roleName === nameOf('research_manager') || (!given.has(roleId) && !given.has(besideId))) continue;
    found.push(aboutRoles('V18', 'info', `${words}.`));
  }
  return found;
}

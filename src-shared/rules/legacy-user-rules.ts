import { redundantRoles } from '../access/role-redundancy.ts';
import { isSystemAdministrator } from '../access/role-kinds.ts';
import type { Role } from '../domain/role.ts';
import { legacyRoles } from '../profiles/legacy-roles.ts';
import type { Finding } from './finding.ts';

/** Where all roles of a user of 2.13 hold: all clusters, later ones included, none, or those named. */
export type ClusterChoice = 'all' | 'none' | readonly string[];

/** What a user of 2.13 is made with (R16, R27). */
export interface LegacyChoice {
  readonly roleIds: readonly number[];
  readonly clusters: ClusterChoice;
  /** An e-mail that is only pre-authorised: without a cluster there would be nothing to save (O16). */
  readonly sso?: boolean;
}

/** What the rules of 2.13 need to know of the tenant. */
export interface LegacyContext {
  readonly roles: readonly Role[];
  /** Ids of clusters there are. */
  readonly clusters: ReadonlySet<string>;
}

const finding = (
  rule: string,
  severity: Finding['severity'],
  field: string,
  message: string,
  about?: string,
): Finding => ({ rule, severity, field, message, ...(about === undefined ? {} : { about }) });

/** Pairs that 2.8 forbids and that later versions let through (RUN-6236). */
const beside: readonly (readonly [string, string])[] = [
  ['researcher', 'ml_engineer'],
  ['researcher', 'research_manager'],
];

const nameOf = (key: string): string => legacyRoles.find((role) => role.key === key)?.name ?? key;

function checkRoles({ roleIds }: LegacyChoice, { roles }: LegacyContext): Finding[] {
  if (roleIds.length === 0) {
    return [
      finding('V10', 'block', 'roles', 'Choose at least one role: this version makes no user without.'),
    ];
  }
  const found: Finding[] = [];
  const keys = new Set(legacyRoles.filter(({ id }) => roleIds.includes(id)).map(({ key }) => key));
  for (const id of roleIds) {
    const role = roles.find((one) => one.id === id);
    const legacy = legacyRoles.find((one) => one.id === id);
    if (role === undefined) {
      const message =
        legacy?.key === 'department_admin'
          ? 'Department Administrator came with Run:ai 2.10; this tenant does not offer it.'
          : `Role ${legacy?.name ?? id} is not known on this tenant. Sync and choose again.`;
      found.push(finding(legacy?.key === 'department_admin' ? 'V16' : 'V14', 'block', 'roles', message));
    } else if (!role.enabled) {
      const rule = legacy?.key === 'ml_engineer' ? 'V15' : 'V13';
      const message = legacy?.gate ?? `${role.name} has no effect on this tenant.`;
      found.push(finding(rule, rule === 'V15' ? 'block' : 'warn', 'roles', message, String(id)));
    } else if (legacy?.key === 'department_admin') {
      const message =
        'Department Administrator has no effect until a department is assigned, which the tenant’s own console does.';
      found.push(finding('V13', 'warn', 'roles', message, String(id)));
    }
  }
  for (const [one, other] of beside) {
    if (!keys.has(one) || !keys.has(other)) continue;
    const message = `${nameOf(one)} together with ${nameOf(other)} is refused by Run:ai 2.8 and older.`;
    found.push(finding('V11', 'warn', 'roles', message, `${one}:${other}`));
  }
  if (keys.has('researcher')) {
    const message =
      'Researcher works in projects. An Editor or Department Administrator has to assign the user to some, in the tenant’s own console.';
    found.push(finding('V12', 'warn', 'roles', message));
  }
  if (keys.has('research_manager')) {
    const message = 'Research Manager counts in all projects, later ones included, and cannot be narrowed.';
    found.push(finding('V17', 'info', 'roles', message));
  }
  const held = roles.filter(({ id }) => roleIds.includes(id));
  // Research Manager reaches further than the roles that hold all it may do: every project, later ones too (domain §0.4).
  const redundant = redundantRoles(held).filter(({ roleName }) => roleName !== nameOf('research_manager'));
  for (const { words } of redundant) found.push(finding('V18', 'info', 'roles', `${words}.`));
  return found;
}

function checkClusters({ roleIds, clusters, sso }: LegacyChoice, context: LegacyContext): Finding[] {
  if (clusters === 'none' && sso === true) {
    return [
      finding('V14', 'block', 'scopes', 'Pre-authorising means giving clusters. Choose “All” or “Selected”.'),
    ];
  }
  if (clusters === 'none') {
    return [
      finding(
        'V14',
        'warn',
        'scopes',
        'Without a cluster the user can sign in, and reaches no cluster at all.',
      ),
    ];
  }
  if (clusters === 'all') {
    const admin = context.roles.find(({ id, name }) => roleIds.includes(id) && isSystemAdministrator(name));
    if (admin === undefined) return [];
    const message = `${admin.name} on all clusters manages users and clusters everywhere. Keep that group small.`;
    return [finding('V38', 'warn', 'scopes', message, `${admin.id}:tenant`)];
  }
  if (clusters.length === 0) {
    return [finding('V14', 'block', 'scopes', 'Choose at least one cluster, or say “All” or “None”.')];
  }
  const gone = clusters.find((id) => !context.clusters.has(id));
  return gone === undefined
    ? []
    : [finding('V14', 'block', 'scopes', `Cluster ${gone} is not known. Sync and choose again.`)];
}

/**
 * V10 to V18 for a user of 2.13, whose roles and clusters stand on the user, and V38 for an Administrator of all clusters.
 * Projects are assigned beside the roles and judged where they are shown (V12, V19 in `assignment-rules.ts`).
 */
export function checkLegacyUser(choice: LegacyChoice, context: LegacyContext): Finding[] {
  return [...checkRoles(choice, context), ...checkClusters(choice, context)];
}

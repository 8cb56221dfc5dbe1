import { isSystemAdministrator } from '../access/role-kinds.ts';
import type { Role } from '../domain/role.ts';
import type { Finding } from './finding.ts';
import { checkRoleMix } from './role-mix-rules.ts';

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

function checkRoles({ roleIds }: LegacyChoice, { roles }: LegacyContext): Finding[] {
  if (roleIds.length === 0) {
    return [
      finding('V10', 'block', 'roles', 'Choose at least one role: this version makes no user without.'),
    ];
  }
  // Nobody assigns a user who is not there yet.
  const assigned = { projects: false, departments: false };
  return checkRoleMix({ who: 'the user', roleIds, given: new Set(roleIds), assigned }, roles);
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
 * V10 to V18 for a new user of 2.13, whose roles and clusters stand on the user, and V38 for an Administrator of all clusters.
 * Projects are assigned beside the roles and judged where they are shown (V12, V19 in `assignment-rules.ts`).
 */
export function checkLegacyUser(choice: LegacyChoice, context: LegacyContext): Finding[] {
  return [...checkRoles(choice, context), ...checkClusters(choice, context)];
}

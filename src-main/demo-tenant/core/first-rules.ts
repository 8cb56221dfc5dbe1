import { GROUPS } from './generated-users.ts';
import { DAY, HOUR, type Millis } from './instant.ts';
import type { OrgUnits, Scope } from './org-units.ts';
import type { Profile } from './profile.ts';
import type { FirstRule } from './rule-store.ts';
import type { RoleStore } from './roles.ts';
import type { Client } from './clients.ts';

type Row = [subjectType: string, subjectId: string, role: string, scope: Scope, deleted?: 'deleted'];

/** A project that no longer exists, for rules that were left behind. */
function goneProject(units: OrgUnits): Scope {
  const parent = units.departments[0]?.scope ?? units.tenant;
  return { ...parent, type: 'project', id: '71001', name: 'closed-2023', path: `${parent.path}/closed-2023` };
}

/**
 * Rules made by hand, older than all generated ones: of the first people, groups and service accounts; for e-mails
 * never seen; left behind by people and a project that are gone; deleted ones; in 3.0 one for everybody.
 */
export function firstRules(
  profile: Profile,
  units: OrgUnits,
  roles: RoleStore,
  accounts: readonly Client[],
  anchor: Millis,
): FirstRule[] {
  const tenant = units.tenant;
  const cluster = (i: number): Scope => units.clusters[i]?.scope ?? tenant;
  const department = (i: number): Scope => units.departments[i]?.scope ?? tenant;
  const project = (i: number): Scope => units.projects[i]?.scope ?? tenant;
  const gone = goneProject(units);
  const groupRoles = ['L1 researcher', 'Viewer', 'L2 researcher', 'ML engineer', 'Department viewer'];
  const accountRoles = [
    'System administrator',
    'Cloud operator',
    'Viewer',
    'ML engineer',
    'Application administrator',
    'L2 researcher',
    'Cloud support',
  ];

  const rows: Row[] = [
    ['user', 'admin@example.com', 'System administrator', tenant],
    ['user', 'former.admin@example.org', 'System administrator', tenant, 'deleted'],
    ['user', 'ines.portal-admin@example.com', 'System administrator', tenant],
    ['user', 'department.admin@example.com', 'Department administrator', department(0)],
    ['user', 'editor@example.com', 'Editor', tenant],
    ['user', 'viewer@example.com', 'Viewer', tenant],
    ['user', 'audit@example.org', 'Access auditor', tenant],
    ['user', 'former.admin@example.org', 'Viewer', cluster(2)],
    ['user', 'max.many-groups@example.com', 'Research manager', department(3)],
    ['user', 'max.many-groups@example.com', 'Notebook operator', project(12)],
    ...GROUPS.map((group, i): Row => [
      'group',
      group,
      groupRoles[i % groupRoles.length] ?? 'Viewer',
      i % 4 === 0 ? department(i % 6) : i === 15 ? tenant : project((i * 3) % 40),
    ]),
    ...accounts
      .slice(0, 10)
      .map((account, i): Row => [
        !profile.subjectTypes.includes('service-account') || (i % 5 === 3 && profile.name === '2.24')
          ? 'app'
          : 'service-account',
        account.clientId,
        accountRoles[i % accountRoles.length] ?? 'Viewer',
        i % 3 === 2 ? project(i * 2) : tenant,
      ]),
    ['user', 'starts.monday@example.com', 'L1 researcher', project(1)],
    ['user', 'Guest.Lecturer@example.org', 'Viewer', department(4)],
    ['user', 'consultant@example.org', 'Data source administrator', cluster(1)],
    ['user', 'postdoc2@example.com', 'L2 researcher', project(30)],
    ['user', 'left.in.march@example.com', 'Research manager', department(2)],
    ['user', 'left.in.march@example.com', 'L1 researcher', gone],
    ['group', 'Old Team Name', 'L1 researcher', gone],
    ['user', 'left.in.may@example.com', 'Department administrator', department(5), 'deleted'],
    ['group', 'research-vision', 'L1 researcher', project(0), 'deleted'],
    [
      profile.clientResource === 'apps' ? 'app' : 'service-account',
      'retired-bot',
      'Editor',
      tenant,
      'deleted',
    ],
  ];
  if (profile.allAuthenticatedUsers) {
    rows.push(['all-authenticated-users', 'all-authenticated-users', 'Department viewer', project(5)]);
  }

  // A version without custom roles has nobody who holds one.
  const known = rows.filter(([, , roleName]) => roles.byName(roleName) !== undefined);
  return known.map(([subjectType, subjectId, roleName, scope, deleted], i): FirstRule => {
    const role = roles.byName(roleName);
    const createdAt = anchor - 758 * DAY + i * 19 * HOUR + i * 1_234;
    return {
      subjectId,
      subjectType,
      roleId: role?.id ?? 0,
      roleName,
      scope,
      createdAt,
      createdBy: i === 0 ? '' : i % 6 === 5 ? 'ines.portal-admin@example.com' : 'admin@example.com',
      ...(deleted === undefined ? {} : { deletedAt: anchor - (40 - (i % 30)) * DAY }),
    };
  });
}

import { readCell } from './role-matrix.ts';
import { matrix213 } from './matrix-2-13.ts';

/** A role of 2.13 as the NEW USER page of that time offers it (R17–R25). */
export interface LegacyRole {
  /** Ours: that version knows roles by key only. */
  readonly id: number;
  /** What the users API calls it. */
  readonly key: string;
  readonly name: string;
  readonly text: string;
  /** Why it may not be had, where the tenant does not offer it; null for roles that every tenant has. */
  readonly gate: string | null;
}

const texts: Readonly<Record<string, string>> = {
  admin: 'Manages users and installs clusters.',
  editor: 'Manages projects and departments.',
  viewer: 'Sees the console, and changes nothing.',
  researcher: 'Submits workloads. Has to be assigned to projects as well.',
  research_manager: 'Acts as a researcher in all projects, later ones included.',
  ml_engineer: 'Sees and manages deployments and cluster resources. Only with the inference module.',
  department_admin: 'Manages departments, the projects below them and their workloads.',
};

const gates: Readonly<Record<string, string>> = {
  ml_engineer: 'ML Engineer needs the inference module, which this tenant does not have.',
  department_admin: 'Department Administrator needs departments, which this tenant has switched off.',
};

/** The roles of 2.13 in the order in which its page lists them (domain R17–R25). */
const order = [
  'admin',
  'editor',
  'viewer',
  'researcher',
  'research_manager',
  'ml_engineer',
  'department_admin',
];

/** See {@link LegacyRole}. */
export const legacyRoles: readonly LegacyRole[] = order.flatMap((key, place) => {
  const role = matrix213.roles.find(({ legacyKey }) => legacyKey === key);
  if (role === undefined) return [];
  return [{ id: place + 1, key, name: role.name, text: texts[key] ?? '', gate: gates[key] ?? null }];
});

/** The table has no row for users themselves; its page says that only an Administrator may see and change them (O13). */
const users = {
  resourceType: 'users',
  displayName: 'Users (not from the table)',
  groupId: 'iam',
  actions: ['create', 'read', 'update', 'delete'],
};

/** What a role of 2.13 may do by its printed table, as permissions; nothing for a role that is not in it. */
export function legacyPermissions(
  key: string,
): { resourceType: string; displayName: string; groupId: string; actions: readonly string[] }[] {
  const column = matrix213.roles.findIndex(({ legacyKey }) => legacyKey === key);
  if (column < 0) return [];
  const printed = matrix213.entities.map(({ id, name, group, cells }) => ({
    resourceType: id,
    displayName: name,
    groupId: group,
    actions: readCell(cells[column] ?? '').actions,
  }));
  return key === 'admin' ? [users, ...printed] : printed;
}

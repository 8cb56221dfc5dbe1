import type { Client } from './clients.ts';
import { GROUPS, type UserRecord } from './generated-users.ts';
import type { Millis } from './instant.ts';
import { DAY } from './instant.ts';
import { mix } from './mixing.ts';
import type { OrgUnits } from './org-units.ts';
import type { Permission } from './permission-sets.ts';
import { actionsOf } from './resource-types.ts';

/** Roles of 2.13, in the order of the users API (tenant-api §4). */
export const LEGACY_ROLES = [
  'admin',
  'department_admin',
  'researcher',
  'editor',
  'viewer',
  'research_manager',
  'ml_engineer',
] as const;

/** One of {@link LEGACY_ROLES}. */
export type LegacyRole = (typeof LEGACY_ROLES)[number];

/** What stands on a user, group or application of 2.13, where later versions have access rules. */
export interface LegacyAccess {
  roles: LegacyRole[];
  permitAllClusters: boolean;
  permittedClusters: string[];
}

/** Access of everyone before access rules existed. */
export interface LegacyStore {
  ofUser(user: UserRecord): LegacyAccess & { needToChangePassword: boolean };
  setUser(id: string, access: LegacyAccess & { needToChangePassword: boolean }): void;
  removeUser(id: string): void;
  ofApp(client: Client): LegacyAccess;
  setApp(id: string, access: LegacyAccess): void;
  /** Groups by name. */
  groups: Map<string, LegacyAccess & { createdAt: Millis }>;
}

const CELLS: Readonly<Record<LegacyRole, Readonly<Record<string, string>>>> = {
  admin: { users: 'CRUD', settings: 'CRUD', cluster: 'CRUD', department: 'R', project: 'R' },
  editor: { users: 'R', cluster: 'R', department: 'CRUD', project: 'CRUD' },
  viewer: { users: 'R', cluster: 'R', department: 'R', project: 'R' },
  department_admin: { department: 'R', project: 'CRUD' },
  research_manager: { project: 'R' },
  researcher: { project: 'R' },
  ml_engineer: { cluster: 'R', department: 'R', project: 'R' },
};

/** What a role of 2.13 may do, as far as this tenant has calls for it (domain §1.2; users by the API's own words). */
export function legacyPermissions(role: LegacyRole): Permission[] {
  return Object.entries(CELLS[role]).map(([resourceType, cell]) => ({
    resourceType,
    actions: actionsOf(cell),
  }));
}

const FIRST: Readonly<Record<string, LegacyRole[]>> = {
  'admin@example.com': ['admin'],
  'ines.portal-admin@example.com': ['admin', 'editor'],
  'department.admin@example.com': ['department_admin'],
  'editor@example.com': ['editor'],
  'viewer@example.com': ['viewer'],
  'newcomer@example.com': [],
  'audit@example.org': ['viewer'],
  'former.admin@example.org': ['viewer'],
  'max.many-groups@example.com': ['research_manager', 'ml_engineer'],
};

const COMMON: readonly LegacyRole[][] = [
  ['researcher'],
  ['researcher'],
  ['researcher'],
  ['viewer'],
  ['viewer'],
  ['ml_engineer'],
  ['research_manager'],
  ['editor'],
  ['department_admin'],
  ['researcher', 'viewer'],
  ['editor', 'researcher'],
];

/** Creates the store; who was never written has what seed and place give. */
export function createLegacyStore(seed: number, units: OrgUnits, anchor: Millis): LegacyStore {
  const clusters = units.clusters.map(({ scope }) => scope.id);
  const users = new Map<string, LegacyAccess & { needToChangePassword: boolean }>();
  const apps = new Map<string, LegacyAccess>();

  const some = (roles: readonly LegacyRole[], hash: number): LegacyAccess => {
    const all = roles.includes('admin') || hash % 3 === 0;
    const first = hash % Math.max(1, clusters.length);
    const count = hash % 13 === 0 ? 0 : 1 + (hash % 2);
    return {
      roles: [...roles],
      permitAllClusters: all,
      permittedClusters: all
        ? []
        : Array.from({ length: count }, (_, i) => clusters[(first + i) % clusters.length] ?? ''),
    };
  };
  const textHash = (text: string): number =>
    Array.from(text).reduce((h, c) => mix(h, c.codePointAt(0) ?? 0), seed);

  const groups: LegacyStore['groups'] = new Map(
    GROUPS.slice(0, 8).map((name, i) => [
      name,
      { ...some(COMMON[i] ?? ['viewer'], textHash(name)), createdAt: anchor - (300 - i * 9) * DAY },
    ]),
  );

  return {
    groups,
    ofUser: (user) => {
      const written = users.get(user.id);
      if (written !== undefined) return written;
      const hash = textHash(user.id);
      const roles = FIRST[user.username] ?? COMMON[hash % COMMON.length] ?? ['viewer'];
      return { ...some(roles, hash >>> 4), needToChangePassword: user.isLocal && user.lastLogin === null };
    },
    setUser: (id, access) => void users.set(id, access),
    removeUser: (id) => void users.delete(id),
    ofApp: (client) =>
      apps.get(client.id) ??
      some(client.name === 'rolebook-admin' ? ['admin'] : ['viewer'], textHash(client.id)),
    setApp: (id, access) => void apps.set(id, access),
  };
}

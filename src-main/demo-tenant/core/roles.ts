import { DAY, instantText, type Millis } from './instant.ts';
import {
  createPermissionSets,
  permissionsOf,
  unionOf,
  type Permission,
  type PermissionSet,
} from './permission-sets.ts';
import type { Profile } from './profile.ts';
import { ROLE_ROWS } from './role-matrix.ts';

/** A role as the tenant keeps it. */
export interface Role {
  id: number;
  name: string;
  description: string;
  enabled: boolean;
  custom: boolean;
  deprecated: boolean;
  permissionSetIds: string[];
  permissions: Permission[];
  predefinedRole: string | null;
  createdAt: Millis;
  updatedAt: Millis;
  createdBy: string;
}

/** Members a caller may write (PUT replaces them all). */
export interface RoleDraft {
  name: string;
  description: string;
  enabled?: boolean | null;
  permissionSets?: { id: string }[];
  kubernetesPermissions?: { predefinedRole?: string | null };
}

/** Roles and permission sets of a tenant. */
export interface RoleStore {
  sets: readonly PermissionSet[];
  all(): Role[];
  byId(id: number): Role | undefined;
  byName(name: string): Role | undefined;
  create(draft: RoleDraft, by: string, now: Millis): Role;
  replace(role: Role, draft: RoleDraft, now: Millis): void;
  setEnabled(role: Role, enabled: boolean, now: Millis): void;
  remove(id: number): void;
}

const CUSTOM_ROWS: readonly { name: string; description: string; sets: string[]; enabled: boolean }[] = [
  {
    name: 'Onboarding desk',
    description: 'Welcomes new people: creates users and gives first access.',
    sets: ['Users: manage', 'Access rules: view', 'Organization: view'],
    enabled: true,
  },
  {
    name: 'Access auditor',
    description: 'Reads who may do what, and what was done.',
    sets: [
      'Users: view',
      'Access rules: view',
      'Service accounts: view',
      'Event history: view',
      'Organization: view',
    ],
    enabled: true,
  },
  {
    name: 'Notebook operator',
    description: 'Trial of 2025; replaced by L2 researcher.',
    sets: ['Workloads: manage', 'Assets: view'],
    enabled: false,
  },
];

function predefined(profile: Profile, anchor: Millis): Role[] {
  return ROLE_ROWS.flatMap((row): Role[] => {
    const id = row.ids[profile.version >= 300 ? '3.0' : '2.24'];
    if (id === undefined) return [];
    return [
      {
        id,
        name: row.name,
        description: row.description,
        enabled: true,
        custom: false,
        deprecated: row.legacy === true && profile.version >= 300,
        permissionSetIds: [],
        permissions: permissionsOf(profile, row.cells),
        predefinedRole: null,
        createdAt: anchor - 1100 * DAY + id * 1000,
        updatedAt: anchor - 200 * DAY + id * 1000,
        createdBy: 'Run:ai',
      },
    ];
  });
}

/** Creates the roles of a profile: the predefined ones with that profile's ids, and three custom ones. */
export function createRoleStore(profile: Profile, seed: number, anchor: Millis): RoleStore {
  const sets = profile.customRoles ? createPermissionSets(profile, seed) : [];
  const roles = new Map(predefined(profile, anchor).map((role) => [role.id, role]));
  let nextId = Math.max(...roles.keys()) + 500;

  const permissionsFor = (ids: readonly string[]): Permission[] =>
    unionOf(sets.filter((set) => ids.includes(set.id)).map((set) => set.permissions));

  const write = (role: Role, draft: RoleDraft): void => {
    role.name = draft.name;
    role.description = draft.description;
    role.enabled = draft.enabled ?? true;
    role.permissionSetIds = (draft.permissionSets ?? []).map((set) => set.id);
    role.permissions = permissionsFor(role.permissionSetIds);
    role.predefinedRole = draft.kubernetesPermissions?.predefinedRole ?? null;
  };

  const create = (draft: RoleDraft, by: string, now: Millis): Role => {
    const role: Role = {
      id: nextId++,
      name: '',
      description: '',
      enabled: true,
      custom: true,
      deprecated: false,
      permissionSetIds: [],
      permissions: [],
      predefinedRole: null,
      createdAt: now,
      updatedAt: now,
      createdBy: by,
    };
    write(role, draft);
    roles.set(role.id, role);
    return role;
  };

  if (profile.customRoles)
    CUSTOM_ROWS.forEach((row, i) => {
      const permissionSets = sets.filter((set) => row.sets.includes(set.name));
      create({ ...row, permissionSets }, 'admin@example.com', anchor - (300 - i * 80) * DAY + i * 12_345);
    });

  return {
    sets,
    all: () => [...roles.values()],
    byId: (id) => roles.get(id),
    byName: (name) => [...roles.values()].find((role) => role.name === name),
    create,
    replace: (role, draft, now) => {
      write(role, draft);
      role.updatedAt = now;
    },
    setEnabled: (role, enabled, now) => {
      role.enabled = enabled;
      role.updatedAt = now;
    },
    remove: (id) => void roles.delete(id),
  };
}

/** A role as `/api/v2/authorization/roles` shows it. */
export function roleJson(store: RoleStore, role: Role): Record<string, unknown> {
  return {
    id: role.id,
    name: role.name,
    description: role.description,
    enabled: role.enabled,
    effectiveEnabled: role.enabled,
    custom: role.custom,
    deprecated: role.deprecated,
    permissionSets: store.sets
      .filter((set) => role.permissionSetIds.includes(set.id))
      .map((set) => ({ id: set.id, name: set.name })),
    permissions: role.permissions,
    kubernetesPermissions: { predefinedRole: role.predefinedRole },
    createdAt: instantText(role.createdAt),
    updatedAt: instantText(role.updatedAt),
    deletedAt: null,
    createdBy: role.createdBy,
  };
}

import { uuidOf } from './mixing.ts';
import type { Profile } from './profile.ts';
import { actionsOf, resourceTypesOf, type Action } from './resource-types.ts';
import { RESOURCE_GROUPS, type ResourceGroup } from './resource-groups.ts';

/** Rights on one resource type. */
export interface Permission {
  resourceType: string;
  actions: Action[];
}

/** A named bundle of permissions; custom roles are built from these (tenant-api §3.5). */
export interface PermissionSet {
  id: string;
  name: string;
  description: string;
  permissions: Permission[];
}

const SETS: readonly [name: string, description: string, cells: Partial<Record<ResourceGroup, string>>][] = [
  ['Users: view', 'See users and groups', { users: 'R', groups: 'R', names: 'R' }],
  ['Users: manage', 'Create, reset and delete users', { users: 'CRUD', groups: 'CRUD', names: 'R' }],
  ['Access rules: view', 'See roles and access rules', { roles: 'R', rules: 'R' }],
  ['Access rules: manage', 'Give and take access', { roles: 'R', rules: 'CRUD' }],
  ['Service accounts: view', 'See service accounts', { apps: 'R' }],
  ['Service accounts: manage', 'Create, disable and delete service accounts', { apps: 'CRUD' }],
  ['Event history: view', 'Read the event history', { events: 'R' }],
  ['Settings: view', 'See tenant settings', { settings: 'R' }],
  [
    'Organization: view',
    'See clusters, departments and projects',
    { tenant: 'R', cluster: 'R', department: 'R', project: 'R' },
  ],
  ['Projects: manage', 'Manage projects', { tenant: 'R', cluster: 'R', department: 'R', project: 'CRUD' }],
  ['Dashboards: view', 'See dashboards', { dashboards: 'R', consumption: 'R' }],
  ['Workloads: view', 'See workloads', { workloads: 'R', inference: 'R', policies: 'R' }],
  ['Workloads: manage', 'Run and stop workloads', { workloads: 'CRUD' }],
  ['Inference: manage', 'Deploy models', { inference: 'CRUD' }],
  [
    'Assets: view',
    'See building blocks of workloads',
    { environments: 'R', compute: 'R', data: 'R', volumes: 'R', templates: 'R', credentials: 'R' },
  ],
  [
    'Assets: manage',
    'Manage building blocks of workloads',
    { environments: 'CRUD', compute: 'CRUD', data: 'CRUD', templates: 'CRUD' },
  ],
];

const GROUP_OF: ReadonlyMap<string, ResourceGroup> = new Map(
  Object.entries(RESOURCE_GROUPS).flatMap(([group, ids]) => ids.map((id) => [id, group as ResourceGroup])),
);

/** Expands cells by group into one permission per resource type of the profile, `actions` empty where nothing is granted. */
export function permissionsOf(profile: Profile, cells: Partial<Record<ResourceGroup, string>>): Permission[] {
  return resourceTypesOf(profile.name).map(({ id }) => {
    const group = GROUP_OF.get(id);
    return { resourceType: id, actions: actionsOf((group === undefined ? undefined : cells[group]) ?? '') };
  });
}

/** The permission sets of a tenant. */
export function createPermissionSets(profile: Profile, seed: number): PermissionSet[] {
  return SETS.map(([name, description, cells], i) => ({
    id: uuidOf(seed ^ 0x5e7, i),
    name,
    description,
    permissions: permissionsOf(profile, cells).filter((p) => p.actions.length > 0),
  }));
}

/** Union of several bundles: one permission per resource type that any of them names. */
export function unionOf(bundles: readonly (readonly Permission[])[]): Permission[] {
  const union = new Map<string, Set<Action>>();
  for (const { resourceType, actions } of bundles.flat()) {
    const known = union.get(resourceType) ?? new Set<Action>();
    for (const action of actions) known.add(action);
    union.set(resourceType, known);
  }
  return [...union].map(([resourceType, actions]) => ({ resourceType, actions: [...actions] }));
}

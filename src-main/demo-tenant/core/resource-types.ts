import { RESOURCE_GROUPS } from './resource-groups.ts';
import type { ProfileName } from './profile.ts';

/** One of the four rights on a resource type. */
export type Action = 'create' | 'read' | 'update' | 'delete';

export const ACTIONS: readonly Action[] = ['create', 'read', 'update', 'delete'];

/** A resource type with the group and title that permission summaries show (tenant-api §3.5). */
export interface ResourceType {
  id: string;
  displayName: string;
  groupId: 'organization' | 'physical-resource' | 'iam' | 'dashboard' | 'workload' | 'workload-asset';
}

const GROUP_OF: Record<keyof typeof RESOURCE_GROUPS, ResourceType['groupId']> = {
  users: 'iam',
  groups: 'iam',
  apps: 'iam',
  roles: 'iam',
  rules: 'iam',
  events: 'iam',
  keys: 'iam',
  names: 'iam',
  settings: 'organization',
  cluster: 'organization',
  department: 'organization',
  project: 'organization',
  tenant: 'organization',
  physical: 'physical-resource',
  dashboards: 'dashboard',
  consumption: 'dashboard',
  workloads: 'workload',
  inference: 'workload',
  policies: 'workload',
  metrics: 'workload',
  environments: 'workload-asset',
  compute: 'workload-asset',
  data: 'workload-asset',
  volumes: 'workload-asset',
  templates: 'workload-asset',
  credentials: 'workload-asset',
};

const since224 = [
  'access-keys',
  'service-account',
  'scrapeable-metrics',
  'workload-integration-metrics',
  'nodepools-minimal',
  'clusters-minimal',
  'users-minimal',
];

const before219 = [
  ...since224,
  'branding-settings',
  'network-topologies',
  'registries',
  'security-settings',
  'storage-class-configuration',
  'workload-properties',
];

/** Resource types a profile does not have (yet, or any more). */
const ABSENT: Record<ProfileName, readonly string[]> = {
  '2.13': before219,
  '2.18': before219,
  '2.22': [...since224, 'branding-settings', 'network-topologies', 'registries'],
  '2.24': ['groups', 'users-minimal', 'workload-integration-metrics'],
  '3.0': ['groups', 'apps'],
};

const ALL: readonly Readonly<ResourceType>[] = Object.entries(RESOURCE_GROUPS).flatMap(([group, ids]) =>
  ids.map((id) => ({
    id,
    displayName: id.charAt(0).toUpperCase() + id.slice(1).replaceAll(/[-_]/g, ' '),
    groupId: GROUP_OF[group as keyof typeof RESOURCE_GROUPS],
  })),
);

/** Resource types of a profile, in a fixed order. */
export function resourceTypesOf(profile: ProfileName): Readonly<ResourceType>[] {
  return ALL.filter(({ id }) => !ABSENT[profile].includes(id));
}

const LETTERS: Readonly<Record<Action, string>> = { create: 'C', read: 'R', update: 'U', delete: 'D' };

/** Reads a cell such as `CRU` into actions. */
export function actionsOf(cell: string): Action[] {
  return ACTIONS.filter((action) => cell.includes(LETTERS[action]));
}

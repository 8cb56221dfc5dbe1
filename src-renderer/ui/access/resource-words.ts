import type { Permission } from '../../../src-shared/domain/role.ts';

/** Resource types by group (tenant-api §3.5), for tenants that send neither groups nor titles with their roles. */
const known: Readonly<Record<string, readonly string[]>> = {
  iam: [
    'users',
    'users-minimal',
    'groups',
    'apps',
    'service-account',
    'user-apps',
    'personal-apps',
    'access-keys',
    'roles',
    'access_rules',
    'events-history',
  ],
  organization: [
    'tenant',
    'cluster',
    'clusters-minimal',
    'cluster-config',
    'department',
    'project',
    'settings',
    'security-settings',
    'branding-settings',
    'workload-properties',
  ],
  'physical-resource': ['nodes', 'nodepools', 'nodepools-minimal', 'network-topologies'],
  dashboard: ['dashboards-overview', 'dashboards-analytics', 'dashboards-consumption'],
  workload: [
    'jobs',
    'workloads',
    'workspaces',
    'trainings',
    'inferences',
    'policies',
    'scrapeable-metrics',
    'workload-integration-metrics',
  ],
  'workload-asset': [
    'environments',
    'registries',
    'compute-resources',
    'pvc-assets',
    'git-assets',
    'host-path-assets',
    'nfs-assets',
    's3-assets',
    'cm-volume-assets',
    'secret-volume-assets',
    'datavolumes',
    'storage-class-configuration',
    'templates',
    'credentials',
  ],
};

const special: Readonly<Record<string, string>> = {
  access_rules: 'Access rules',
  nodepools: 'Node pools',
  'nodepools-minimal': 'Node pools, names only',
  'clusters-minimal': 'Clusters, names only',
  'users-minimal': 'Users, names only',
  apps: 'Applications',
  'user-apps': 'Own applications',
  'personal-apps': 'Own applications',
  'service-account': 'Service accounts',
  cluster: 'Clusters',
  department: 'Departments',
  project: 'Projects',
  datavolumes: 'Data volumes',
  'pvc-assets': 'PVC assets',
  'nfs-assets': 'NFS assets',
  's3-assets': 'S3 assets',
  'cm-volume-assets': 'Config map assets',
  'host-path-assets': 'Host path assets',
  'dashboards-overview': 'Overview dashboard',
  'dashboards-analytics': 'Analytics dashboard',
  'dashboards-consumption': 'Consumption dashboard',
  'events-history': 'Event history',
};

/** The group a permission belongs to: what the tenant says, else what we know of the type, else `other`. */
export function groupOf(permission: Pick<Permission, 'group' | 'resourceType'>): string {
  if (permission.group !== 'other' && permission.group !== '') return permission.group;
  const found = Object.entries(known).find(([, types]) => types.includes(permission.resourceType));
  return found?.[0] ?? 'other';
}

/** A title for people: what the tenant says, else made of the type. */
export function titleOf(permission: Pick<Permission, 'displayName' | 'resourceType'>): string {
  if (permission.displayName !== permission.resourceType && permission.displayName !== '') {
    return permission.displayName;
  }
  const words = permission.resourceType.replaceAll(/[-_]/g, ' ');
  return special[permission.resourceType] ?? `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

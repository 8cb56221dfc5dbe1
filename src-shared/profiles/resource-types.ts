import { matrix213 } from './matrix-2-13.ts';

/** What is known of a resource type beside its id: a name for people and the group it stands in. */
export interface ResourceTypeWords {
  readonly name: string;
  /** organization, physical-resource, iam, dashboard, workload or workload-asset (tenant-api §3.5). */
  readonly group: string;
}

const groups: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  iam: {
    users: 'Users',
    'users-minimal': 'Users, names only',
    groups: 'Groups',
    apps: 'Applications',
    'service-account': 'Service accounts',
    roles: 'Roles',
    access_rules: 'Access rules',
    'access-keys': 'Access keys',
    'personal-apps': 'Own applications',
    'user-apps': 'Own applications',
    'events-history': 'Event history',
  },
  organization: {
    tenant: 'Tenant',
    settings: 'Settings',
    'security-settings': 'Security settings',
    'branding-settings': 'Branding settings',
    'workload-properties': 'Workload properties',
    cluster: 'Clusters',
    'clusters-minimal': 'Clusters, names only',
    'cluster-config': 'Cluster configuration',
    department: 'Departments',
    project: 'Projects',
  },
  'physical-resource': {
    nodes: 'Nodes',
    nodepools: 'Node pools',
    'nodepools-minimal': 'Node pools, names only',
    'network-topologies': 'Network topologies',
  },
  dashboard: {
    'dashboards-overview': 'Overview dashboard',
    'dashboards-analytics': 'Analytics dashboard',
    'dashboards-consumption': 'Consumption dashboard',
  },
  workload: {
    jobs: 'Jobs',
    workloads: 'Workloads',
    workspaces: 'Workspaces',
    trainings: 'Trainings',
    inferences: 'Inferences',
    policies: 'Policies',
    'scrapeable-metrics': 'Scrapeable metrics',
    'workload-integration-metrics': 'Workload integration metrics',
  },
  'workload-asset': {
    environments: 'Environments',
    'compute-resources': 'Compute resources',
    templates: 'Templates',
    credentials: 'Credentials',
    datavolumes: 'Data volumes',
    registries: 'Registries',
    'pvc-assets': 'Data source: PVC',
    'git-assets': 'Data source: Git',
    'host-path-assets': 'Data source: host path',
    'nfs-assets': 'Data source: NFS',
    's3-assets': 'Data source: S3',
    'cm-assets': 'Data source: config map',
    'cm-volume-assets': 'Data source: config map',
    'secret-assets': 'Data source: secret',
    'secret-volume-assets': 'Data source: secret',
    'storage-class-configuration': 'Storage class configuration',
  },
};

/** The entities of 2.13 stand for themselves where no later version has a type of that id. */
const words: ReadonlyMap<string, ResourceTypeWords> = new Map([
  ...matrix213.entities.map(({ id, name, group }): [string, ResourceTypeWords] => [id, { name, group }]),
  ...Object.entries(groups).flatMap(([group, names]) =>
    Object.entries(names).map(([id, name]): [string, ResourceTypeWords] => [id, { name, group }]),
  ),
]);

/**
 * The words of a resource type. Roles v2 sends ids only, so this stands in for the names and groups that roles v1 and the
 * caller's permissions carry. Types are an open set: an unknown one keeps its id as name and stands under `other`.
 */
export function resourceTypeWords(resourceType: string): ResourceTypeWords {
  return words.get(resourceType) ?? { name: resourceType, group: 'other' };
}

import type { ProfileName } from './profile.ts';
import type { ResourceGroup } from './resource-groups.ts';

/**
 * The predefined roles as data. The identity part is the table of tenant-api §3.5; the workload part follows
 * the descriptions of domain §2.4. Cells: letters of create, read, update, delete; a missing cell is no access.
 */

/**
 * One predefined role. `ids` are per profile: only the name is stable across installations. Versions before 2.24 have its
 * ids, which were read from a tenant of that time.
 */
export interface RoleRow {
  name: string;
  ids: Partial<Record<Extract<ProfileName, '2.24' | '3.0'>, number>>;
  description: string;
  /** Marked deprecated in 3.0 (domain §2.1). */
  legacy?: true;
  cells: Partial<Record<ResourceGroup, string>>;
}

const ALL = 'CRUD';
const view = {
  tenant: 'R',
  cluster: 'R',
  department: 'R',
  project: 'R',
  physical: 'R',
  dashboards: 'R',
  names: 'R',
  keys: ALL,
} as const;
const seesWork = {
  workloads: 'R',
  inference: 'R',
  environments: 'R',
  compute: 'R',
  data: 'R',
  volumes: 'R',
  templates: 'R',
  credentials: 'R',
  policies: 'R',
  metrics: 'R',
} as const;
const runsWork = { ...seesWork, workloads: ALL } as const;
const doesAll = {
  workloads: ALL,
  inference: ALL,
  environments: ALL,
  compute: ALL,
  data: ALL,
  volumes: ALL,
  templates: ALL,
  credentials: ALL,
  policies: ALL,
  metrics: 'R',
} as const;
const noDepartment = { ...view, department: '' } as const;

export const ROLE_ROWS: readonly RoleRow[] = [
  {
    name: 'System administrator',
    ids: { '2.24': 1, '3.0': 1 },
    description: 'May do everything in every scope. Keep the number of holders small.',
    cells: {
      ...view,
      ...doesAll,
      users: ALL,
      groups: ALL,
      apps: ALL,
      roles: ALL,
      rules: ALL,
      settings: ALL,
      events: 'R',
      cluster: ALL,
      department: ALL,
      project: ALL,
      physical: ALL,
      consumption: 'R',
      metrics: ALL,
    },
  },
  {
    name: 'Editor',
    ids: { '2.24': 3, '3.0': 2 },
    description: 'Sees all screens, manages departments and projects, and gives access in its scope.',
    cells: {
      ...view,
      ...seesWork,
      users: 'R',
      groups: 'R',
      apps: 'R',
      roles: 'R',
      rules: ALL,
      department: ALL,
      project: ALL,
      consumption: 'R',
    },
  },
  {
    name: 'Research manager',
    ids: { '2.24': 4, '3.0': 3 },
    description: 'Manages the building blocks of workloads and the projects, and sees what runs.',
    cells: {
      ...view,
      ...seesWork,
      roles: 'R',
      rules: ALL,
      project: ALL,
      environments: ALL,
      compute: ALL,
      data: ALL,
      volumes: ALL,
      templates: ALL,
    },
  },
  {
    name: 'L1 researcher',
    ids: { '2.24': 5, '3.0': 4 },
    legacy: true,
    description: 'Runs workloads and makes the building blocks for them.',
    cells: {
      ...noDepartment,
      ...runsWork,
      environments: ALL,
      compute: ALL,
      data: ALL,
      templates: ALL,
      credentials: ALL,
    },
  },
  {
    name: 'ML engineer',
    ids: { '2.24': 6, '3.0': 5 },
    legacy: true,
    description: 'Deploys models for inference and sees clusters, departments and projects.',
    cells: { ...view, ...seesWork, inference: ALL },
  },
  {
    name: 'Viewer',
    ids: { '2.24': 7, '3.0': 6 },
    description: 'Sees departments, projects, what runs in them, and the dashboards.',
    cells: { ...view, ...seesWork },
  },
  {
    name: 'L2 researcher',
    ids: { '2.24': 8, '3.0': 7 },
    legacy: true,
    description: 'Runs workloads from building blocks that others made.',
    cells: { ...noDepartment, ...runsWork },
  },
  {
    name: 'Environment administrator',
    ids: { '2.24': 9, '3.0': 8 },
    description: 'Manages environments and sees the rest.',
    cells: { ...view, ...seesWork, environments: ALL },
  },
  {
    name: 'Data source administrator',
    ids: { '2.24': 10, '3.0': 11 },
    description: 'Manages data sources and sees the rest.',
    cells: { ...view, ...seesWork, data: ALL },
  },
  {
    name: 'Compute resource administrator',
    ids: { '2.24': 11, '3.0': 9 },
    description: 'Manages compute resources and sees the rest.',
    cells: { ...view, ...seesWork, compute: ALL },
  },
  {
    name: 'Template administrator',
    ids: { '2.24': 12, '3.0': 13 },
    description: 'Manages templates and sees the rest.',
    cells: { ...view, ...seesWork, templates: ALL },
  },
  {
    name: 'Department viewer',
    ids: { '2.24': 13, '3.0': 12 },
    description: 'Sees a department with its projects, workloads and dashboards.',
    cells: { ...view, ...seesWork },
  },
  {
    name: 'Credentials administrator',
    ids: { '2.24': 373, '3.0': 10 },
    description: 'Manages the credentials that workloads use and sees the rest.',
    cells: { ...view, ...seesWork, credentials: ALL },
  },
  {
    name: 'Application administrator',
    ids: { '2.24': 1708, '3.0': 417 },
    description: 'Manages departments, projects and all that runs in them, and gives access.',
    cells: {
      ...view,
      ...doesAll,
      users: 'R',
      groups: 'R',
      apps: 'R',
      roles: 'R',
      rules: ALL,
      events: 'R',
      department: ALL,
      project: ALL,
      consumption: 'R',
    },
  },
  {
    name: 'Cloud support',
    ids: { '2.24': 1709, '3.0': 418 },
    description: 'Reads nearly everything in order to help.',
    cells: {
      ...view,
      ...seesWork,
      users: 'R',
      roles: 'R',
      rules: 'R',
      settings: 'R',
      events: 'R',
      consumption: 'R',
      keys: '',
    },
  },
  {
    name: 'Department administrator',
    ids: { '2.24': 1710, '3.0': 419 },
    description:
      'Manages the projects of a department and all that runs in them, and gives access inside it.',
    cells: {
      ...view,
      ...doesAll,
      users: 'R',
      groups: 'R',
      apps: 'R',
      roles: 'R',
      rules: ALL,
      project: ALL,
      consumption: 'R',
    },
  },
  {
    name: 'Cloud operator',
    ids: { '2.24': 1711, '3.0': 420 },
    description: 'Runs the platform: clusters, nodes, settings and service accounts.',
    cells: {
      tenant: 'R',
      users: 'R',
      apps: ALL,
      rules: 'R',
      settings: ALL,
      events: 'R',
      cluster: ALL,
      physical: ALL,
      dashboards: 'R',
    },
  },
  {
    name: 'Data volume administrator',
    ids: { '2.24': 2256, '3.0': 631 },
    description: 'Manages data volumes and their sharing, and sees the rest.',
    cells: { ...view, ...seesWork, volumes: ALL },
  },
  {
    name: 'AI practitioner',
    ids: { '3.0': 1204 },
    description: 'Trains, tests and serves models in the projects of its scope.',
    cells: {
      tenant: 'R',
      cluster: 'R',
      project: 'R',
      names: 'R',
      keys: ALL,
      ...runsWork,
      inference: ALL,
      environments: ALL,
      compute: ALL,
      data: ALL,
      templates: ALL,
      credentials: ALL,
    },
  },
  {
    name: 'Project administrator',
    ids: { '3.0': 1205 },
    description: 'Manages a project, all that runs in it, and who may use it.',
    cells: { ...view, ...doesAll, roles: 'R', rules: ALL, project: 'RU' },
  },
  {
    name: 'Data and storage administrator',
    ids: { '3.0': 1206 },
    description: 'Manages data sources, data volumes and storage classes, and sees the rest.',
    cells: { ...view, ...seesWork, data: ALL, volumes: ALL },
  },
];

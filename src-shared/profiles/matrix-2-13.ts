import { notes213 } from './matrix-notes-2-13.ts';
import type { MatrixEntity, MatrixRole, RoleMatrix } from './role-matrix.ts';

const role = (
  id: string,
  name: string,
  column: string,
  legacyKey: string,
  requires: readonly string[] = [],
): MatrixRole => ({ id, name, column, legacyKey, requires });

const row = (id: string, name: string, group: string, cells: readonly string[]): MatrixEntity => ({
  id,
  name,
  group,
  cells,
});

/** Roles and permissions of 2.13, letter by letter as its page on users prints them (domain §1.2). */
export const matrix213: RoleMatrix = {
  version: '2.13',
  // Department administrators came with 2.10; the table stayed the same until access rules came.
  alsoFor: ['2.10', '2.11', '2.12'],
  roles: [
    role('administrator', 'Administrator', 'Admin', 'admin'),
    role('department-administrator', 'Department Administrator', 'Dep. Admin', 'department_admin', [
      'The departments feature is switched on.',
      'A department is assigned.',
    ]),
    role('editor', 'Editor', 'Editor', 'editor'),
    role('research-manager', 'Research Manager', 'Research Manager', 'research_manager'),
    role('researcher', 'Researcher', 'Researcher', 'researcher', ['A project is assigned.']),
    role('ml-engineer', 'ML Engineer', 'ML Eng.', 'ml_engineer', ['The inference module is installed.']),
    role('viewer', 'Viewer', 'Viewer', 'viewer'),
  ],
  entities: [
    row('role-assignment', 'Assign (Settings) Users/Groups/Apps to Roles', 'iam', [
      'CRUD (all roles)',
      'CRUD (Proj. Researchers and ML Engineers only)',
      'N/A',
      'N/A',
      'N/A',
      'N/A',
      'N/A',
    ]),
    row('org-assignment', 'Assign Users/Groups/Apps to Organizations', 'iam', [
      'R (Projects, Departments)',
      'CRUD (Projects only)',
      'CRUD (Projects, Departments)',
      'N/A',
      'N/A',
      'N/A',
      'N/A',
    ]),
    row('departments', 'Departments', 'organization', ['R', 'R', 'CRUD', 'N/A', 'N/A', 'R', 'R']),
    row('projects', 'Projects', 'organization', ['R', 'CRUD', 'CRUD', 'R', 'R', 'R', 'R']),
    row('jobs', 'Jobs', 'workload', ['R', 'R', 'R', 'R', 'CRUD', 'N/A', 'R']),
    row('deployments', 'Deployments', 'workload', ['R', 'R', 'R', 'N/A', 'N/A', 'CRUD', 'R']),
    row('workspaces', 'Workspaces', 'workload', ['R', 'R', 'R', 'R', 'CRUD', 'N/A', 'N/A']),
    row('environments', 'Environments', 'workload-asset', [
      'CRUD',
      'CRUD',
      'CRUD',
      'CRUD',
      'CRUD',
      'N/A',
      'N/A',
    ]),
    row('data-sources', 'Data Sources', 'workload-asset', [
      'CRUD',
      'CRUD',
      'CRUD',
      'CRUD',
      'CRUD',
      'N/A',
      'N/A',
    ]),
    row('compute-resources', 'Compute Resources', 'workload-asset', [
      'CRUD',
      'CRUD',
      'CRUD',
      'CRUD',
      'CRUD',
      'N/A',
      'N/A',
    ]),
    row('templates', 'Templates', 'workload-asset', ['CRUD', 'CRUD', 'CRUD', 'CRUD', 'CRUD', 'N/A', 'N/A']),
    row('clusters', 'Clusters', 'physical-resource', ['CRUD', 'N/A', 'R', 'N/A', 'N/A', 'R', 'R']),
    row('node-pools', 'Node Pools', 'physical-resource', ['CRUD', 'N/A', 'R', 'N/A', 'N/A', 'R', 'R']),
    row('nodes', 'Nodes', 'physical-resource', ['R', 'N/A', 'R', 'N/A', 'N/A', 'R', 'R']),
    row('settings', 'Settings (General, Credentials)', 'platform', [
      'CRUD',
      'N/A',
      'N/A',
      'N/A',
      'N/A',
      'N/A',
      'N/A',
    ]),
    row('events-history', 'Events History', 'platform', ['R', 'N/A', 'N/A', 'N/A', 'N/A', 'N/A', 'N/A']),
    row('dashboard-overview', 'Dashboard.Overview', 'dashboard', ['R', 'R', 'R', 'R', 'R', 'R', 'R']),
    row('dashboard-analytics', 'Dashboards.Analytics', 'dashboard', ['R', 'R', 'R', 'R', 'R', 'R', 'R']),
    row('dashboard-consumption', 'Dashboards.Consumption', 'dashboard', [
      'R',
      'N/A',
      'N/A',
      'N/A',
      'N/A',
      'N/A',
      'N/A',
    ]),
  ],
  notes: notes213,
};

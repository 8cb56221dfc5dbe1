import { notFound } from '../api-failure.ts';
import { assignedTo } from '../legacy-assignments.ts';
import { ok, requireSomewhere, type Operation, type OperationTable } from '../operation.ts';

/** Ids of that time are whole numbers (tenant-api §3.8); newer units of the tree have none and are left out. */
const inCluster =
  (kind: 'department' | 'project'): Operation =>
  (call, request) => {
    requireSomewhere(call, kind, 'read');
    const cluster = call.state.units.find('cluster', String(request.path['legacyClusterId']));
    if (cluster === undefined) throw notFound('Cluster not found');
    const { units } = call.state;
    const all = kind === 'department' ? units.departments : units.projects;
    const departments = units.departments.map(({ scope }) => scope.id);
    const numbered = (id: string): number => (/^\d+$/.test(id) ? Number(id) : 9000 + departments.indexOf(id));
    return ok(
      all
        .filter(({ json }) => json['clusterId'] === cluster.id)
        .map(({ json }, i) => ({
          id: kind === 'department' ? numbered(String(json['id'])) : projectNumber(String(json['id']), i),
          name: json['name'],
          clusterUuid: cluster.id,
          ...(kind === 'project'
            ? {
                departmentId: numbered(String(json['parentId'])),
                permissions: assignedTo(call.state, 'project', String(json['id'])),
              }
            : { departmentAdmins: assignedTo(call.state, 'department', String(json['id'])) }),
          createdAt: json['createdAt'],
        })),
    );
  };

/** Projects whose id is no number are numbered by their place, as that version numbers everything. */
const projectNumber = (id: string, place: number): number => (/^\d+$/.test(id) ? Number(id) : 60_000 + place);

/** Clusters, departments and projects of 2.13 (tenant-api §3.8). */
export const legacyOrganizationOperations: OperationTable = {
  legacyListClusters: (call) => {
    requireSomewhere(call, 'cluster', 'read');
    return ok(call.state.units.clusters.map(({ json }) => json));
  },
  legacyListDepartments: inCluster('department'),
  legacyListProjects: inCluster('project'),
};

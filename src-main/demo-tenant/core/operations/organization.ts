import { notFound } from '../api-failure.ts';
import { parseInstant } from '../instant.ts';
import type { FieldValue } from '../filter-by.ts';
import {
  ok,
  requireSomewhere,
  type CallContext,
  type Operation,
  type OperationRequest,
  type OperationTable,
} from '../operation.ts';
import type { OrgUnit } from '../org-units.ts';
import { touches } from '../rights.ts';
import { narrow, pageWithNext, textOf, windowOf, type SmallList } from './pages.ts';

const LIST: SmallList<OrgUnit> = {
  kinds: { moments: new Set(['createdAt']) },
  searched: ['name', 'parentName'],
  read: ({ json }, field): FieldValue => {
    switch (field) {
      case 'createdAt':
        return parseInstant(String(json['createdAt'])) ?? null;
      case 'departmentId':
      case 'parentId':
        return (json['parentId'] as string | undefined) ?? null;
      case 'parentName':
        return (json['parent'] as { name: string } | null)?.name ?? null;
      case 'phase':
        return (json['status'] as { phase: string } | undefined)?.phase ?? null;
      case 'clusterId':
      case 'name':
        return json[field] as string;
      default:
        // Quota and usage figures: the demo tenant has none.
        return null;
    }
  },
};

type Kind = 'cluster' | 'department' | 'project';

function listed(call: CallContext, kind: Kind): OrgUnit[] {
  const visible = requireSomewhere(call, kind, 'read');
  const { units, switches } = call.state;
  const all =
    kind === 'cluster' ? units.clusters : kind === 'department' ? units.departments : units.projects;
  return switches.scopedListsFiltered ? all.filter((unit) => touches(visible, unit.scope)) : all;
}

function found(call: CallContext, kind: Kind, id: string | number | undefined): OrgUnit {
  const unit = listed(call, kind).find(({ scope }) => scope.id === id);
  if (unit === undefined) throw notFound(`No such ${kind}`);
  return unit;
}

const page =
  (kind: Kind, name: string): Operation =>
  (call, request) => {
    const records = narrow(listed(call, kind), LIST, request).map((unit) => unit.json);
    return ok(pageWithNext(name, records, windowOf(request, 50)));
  };

const count =
  (kind: Kind): Operation =>
  (call, request) =>
    ok({ count: narrow(listed(call, kind), LIST, request).length });

const one =
  (kind: Kind, parameter: string): Operation =>
  (call, request) =>
    ok(found(call, kind, request.path[parameter]).json);

function clusterJson(unit: OrgUnit, request: OperationRequest): Record<string, unknown> {
  if (textOf(request, 'verbosity') !== 'metadata') return unit.json;
  const { status: _status, ...rest } = unit.json;
  return rest;
}

const listClusters: Operation = (call, request) =>
  ok(listed(call, 'cluster').map((unit) => clusterJson(unit, request)));

const getCluster: Operation = (call, request) =>
  ok(clusterJson(found(call, 'cluster', request.path['clusterUuid']), request));

const listClustersMinimal: Operation = (call, request) => {
  requireSomewhere(call, 'clusters-minimal', 'read');
  const { offset, limit } = windowOf(request, 50);
  const clusters = call.state.units.clusters.map(({ json }) => ({ uuid: json['uuid'], name: json['name'] }));
  return ok(clusters.slice(offset, offset + limit));
};

/** Clusters, departments and projects (tenant-api §3.8); those above a visible one are visible. */
export const organizationOperations: OperationTable = {
  listProjects: page('project', 'projects'),
  countProjects: count('project'),
  getProject: one('project', 'projectId'),
  listDepartments: page('department', 'departments'),
  countDepartments: count('department'),
  getDepartment: one('department', 'departmentId'),
  listClusters,
  getCluster,
  listClustersMinimal,
};

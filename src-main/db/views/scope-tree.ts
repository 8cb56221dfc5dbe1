import type { ScopeNode, ScopeType } from '../../../src-shared/domain/scope.ts';
import type { AccessModel } from './access-model.ts';
import type { ProjectNode } from './organisation.ts';
import { scopeKey, tallyRules } from './small-views.ts';

/** States in which everything is as it should be, and there is nothing to say. */
const ordinary = new Set(['Connected', 'Ready']);

const worthShowing = (state: string | null): string | null =>
  state === null || ordinary.has(state) ? null : state;

/** The tenant as scope: its number from a cluster, else from a rule on it. */
function tenantScope(model: AccessModel): { id: string; name: string } {
  const ofRule = model.rules.scopes.find(({ type }) => type === 'tenant');
  const ofCluster = [...model.organisation.clusters.values()].find(
    ({ tenantId }) => tenantId !== null,
  )?.tenantId;
  const id = ofCluster ?? ofRule?.id ?? '';
  return { id, name: ofRule !== undefined && ofRule.name !== ofRule.id ? ofRule.name : 'Tenant' };
}

/**
 * All scopes depth first: the tenant, its clusters, their departments, their projects, each by name. What names a parent
 * that the mirror does not have hangs one level higher, so that nothing is left out. Counting looks at every rule there
 * is; without `counts` each scope says 0.
 */
export function buildScopeTree(model: AccessModel, counts: boolean): ScopeNode[] {
  const byScope = counts ? tallyRules(model).byScope : new Map<string, number>();
  const { clusters, departments, projects } = model.organisation;
  const nodes: ScopeNode[] = [];
  const add = (
    type: ScopeType,
    id: string,
    name: string,
    parent: number | null,
    state: string | null,
  ): number => {
    nodes.push({
      type,
      id,
      name,
      parent,
      state: worthShowing(state),
      ruleCount: byScope.get(scopeKey(type, id)) ?? 0,
    });
    return nodes.length - 1;
  };
  const childrenOf = <Node>(nodes: Iterable<Node>, parentOf: (node: Node) => string): Map<string, Node[]> => {
    const found = new Map<string, Node[]>();
    for (const node of nodes) found.set(parentOf(node), [...(found.get(parentOf(node)) ?? []), node]);
    return found;
  };
  const departmentsOf = childrenOf(departments.values(), ({ cluster }) =>
    clusters.has(cluster) ? cluster : '',
  );
  const parentOfProject = ({ department, cluster }: ProjectNode): string => {
    if (department !== null && departments.has(department)) return `department ${department}`;
    return clusters.has(cluster) ? `cluster ${cluster}` : '';
  };
  const projectsOf = childrenOf(projects.values(), parentOfProject);
  const addProjects = (key: string, parent: number): void => {
    for (const { id, name, phase } of projectsOf.get(key) ?? []) add('project', id, name, parent, phase);
  };
  const addDepartments = (cluster: string, parent: number): void => {
    for (const { id, name } of departmentsOf.get(cluster) ?? [])
      addProjects(`department ${id}`, add('department', id, name, parent, null));
  };
  const tenant = tenantScope(model);
  const root = add('tenant', tenant.id, tenant.name, null, null);
  for (const { id, name, state } of clusters.values()) {
    const cluster = add('cluster', id, name, root, state);
    addDepartments(id, cluster);
    addProjects(`cluster ${id}`, cluster);
  }
  addDepartments('', root);
  addProjects('', root);
  return nodes;
}

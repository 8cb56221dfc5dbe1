import type { Database } from 'better-sqlite3';

/** A cluster as the read models need it. */
export interface ClusterNode {
  readonly id: string;
  readonly tenantId: string | null;
  readonly name: string;
  readonly state: string | null;
  readonly version: string | null;
  readonly createdAt: number | null;
}

/** A department as the read models need it. */
export interface DepartmentNode {
  readonly id: string;
  readonly name: string;
  readonly cluster: string;
  readonly createdAt: number | null;
}

/** A project as the read models need it. */
export interface ProjectNode {
  readonly id: string;
  readonly name: string;
  readonly cluster: string;
  readonly department: string | null;
  readonly phase: string | null;
  readonly createdAt: number | null;
}

/** Clusters, departments and projects of a mirror, by id and in the order of their names. */
export class Organisation {
  readonly clusters: ReadonlyMap<string, ClusterNode>;
  readonly departments: ReadonlyMap<string, DepartmentNode>;
  readonly projects: ReadonlyMap<string, ProjectNode>;

  constructor(database: Database) {
    const read = <Node extends { readonly id: string }>(columns: string, table: string): Map<string, Node> =>
      new Map(
        database
          .prepare<[], Node>(
            `SELECT ${columns}, created_at AS createdAt FROM ${table} ORDER BY lower(name), id`,
          )
          .all()
          .map((node) => [node.id, node]),
      );
    this.clusters = read<ClusterNode>('id, tenant_id AS tenantId, name, state, version', 'clusters');
    this.departments = read<DepartmentNode>('id, name, cluster', 'departments');
    this.projects = read<ProjectNode>('id, name, cluster, department, phase', 'projects');
  }

  clusterName(id: string): string {
    return this.clusters.get(id)?.name ?? id;
  }

  /** The scope's own name; '' when the mirror does not know it. */
  nameOf(type: string, id: string): string {
    if (type === 'cluster') return this.clusters.get(id)?.name ?? '';
    if (type === 'department') return this.departments.get(id)?.name ?? '';
    if (type === 'project') return this.projects.get(id)?.name ?? '';
    return '';
  }

  /** The cluster a scope lies in; null for the tenant and for what is not known. */
  clusterOf(type: string, id: string): string | null {
    if (type === 'cluster') return id;
    if (type === 'department') return this.departments.get(id)?.cluster ?? null;
    if (type === 'project') return this.projects.get(id)?.cluster ?? null;
    return null;
  }

  /** Names from the outermost cluster to the scope's parent; the tenant itself is not named. */
  pathOf(type: string, id: string): string[] {
    const cluster = type === 'cluster' ? null : this.clusterOf(type, id);
    if (cluster === null) return [];
    const department = type === 'project' ? (this.projects.get(id)?.department ?? null) : null;
    if (department === null) return [this.clusterName(cluster)];
    return [this.clusterName(cluster), this.departments.get(department)?.name ?? department];
  }
}

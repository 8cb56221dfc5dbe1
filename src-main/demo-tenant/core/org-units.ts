import { DAY, HOUR, MINUTE, instantText, type Millis } from './instant.ts';
import { mix, uuidOf } from './mixing.ts';

/** A scope type of a rule below the platform owner's. */
type ScopeType = 'tenant' | 'cluster' | 'department' | 'project';

/** A place a rule can point at, with its line of ancestors (`tenant > cluster > department > project`). */
export interface Scope {
  type: ScopeType;
  id: string;
  name: string;
  /** Keys of this scope and everything above it. */
  line: readonly string[];
  /** Slash separated names from the tenant down. */
  path: string;
  clusterId: string | undefined;
  /** Whether a cluster it lies in reports the status of rules (2.22 or later). */
  reportsStatus: boolean;
  /** Whether that cluster is connected. */
  connected: boolean;
}

/** Key of a scope in lines and indexes. */
export function scopeKey(type: string, id: string): string {
  return `${type}:${id}`;
}

type Json = Record<string, unknown>;

/** A cluster, department or project as the API shows it, beside its scope. */
export interface OrgUnit {
  scope: Scope;
  json: Json;
}

/** The tenant's tree of clusters, departments and projects. */
export interface OrgUnits {
  tenantId: number;
  tenant: Scope;
  clusters: OrgUnit[];
  departments: OrgUnit[];
  projects: OrgUnit[];
  /** Scope by `type:id`; missing when there is none or it was removed. */
  find(type: string, id: string): Scope | undefined;
  /** Takes a project, or a department with its projects, out of the tree. Returns the scopes removed. */
  remove(type: 'department' | 'project', id: string): Scope[];
}

const CLUSTERS = [
  {
    name: 'prod-dgx',
    version: '2.24.6',
    state: 'Connected',
    kube: '1.33',
    platform: 'vanilla',
    domain: 'prod-dgx.example.com',
  },
  {
    name: 'research-a100',
    version: '2.22.15',
    state: 'Connected',
    kube: '1.31',
    platform: 'openshift',
    domain: 'research-a100.example.com',
  },
  {
    name: 'edge-lab',
    version: '2.20.38',
    state: 'Disconnected',
    kube: '1.29',
    platform: 'rke2',
    domain: null,
  },
] as const;

const DEPARTMENTS = [
  { name: 'Vision', cluster: 0, text: 'Perception and imaging' },
  { name: 'Language', cluster: 0, text: 'Large language models' },
  { name: 'Platform', cluster: 0, text: 'Tooling, pipelines and shared services' },
  { name: 'Genomics', cluster: 1, text: 'Sequence models' },
  { name: 'Robotics', cluster: 1, text: 'Simulation and control' },
  { name: 'default', cluster: 2, text: '' },
] as const;

const PROJECTS = [
  [
    'defect-detection',
    'satellite-imagery',
    'medical-imaging',
    'video-search',
    'ocr-pipeline',
    'depth-estimation',
    'face-blur',
    'vision-sandbox',
  ],
  [
    'chat-assistant',
    'translation',
    'summarisation',
    'speech-to-text',
    'retrieval',
    'red-team',
    'tokenizer-lab',
    'evaluation',
  ],
  ['ci-gpu', 'feature-store', 'benchmarks', 'model-registry', 'onboarding', 'demo-day', 'cost-watch'],
  ['protein-folding', 'variant-calling', 'single-cell', 'drug-screening', 'genomics-sandbox', 'cohort-2019'],
  ['grasping', 'sim2real', 'navigation', 'swarm', 'digital-twin', 'wheel-slip', 'robotics-sandbox'],
  ['default', 'sensor-fusion', 'field-trial', 'edge-inference'],
] as const;

/** Index of the project that is on its way out (phase Deleting). */
const DELETING_PROJECT = 'cohort-2019';

function projectPhase(name: string, clusterState: string): string {
  if (name === DELETING_PROJECT) return 'Deleting';
  return clusterState === 'Connected' ? 'Ready' : 'Unknown';
}

/** Builds the tree of 3 clusters, 6 departments and 40 projects; ids are numeric for old units and UUIDs for newer ones (behaviour 24). */
export function createOrgUnits(seed: number, anchor: Millis, now: Millis): OrgUnits {
  const tenantId = 1000 + (mix(seed, 0x7e) % 9000);
  const tenant: Scope = {
    type: 'tenant',
    id: String(tenantId),
    name: 'Example Research',
    line: [scopeKey('tenant', String(tenantId))],
    path: 'Example Research',
    clusterId: undefined,
    reportsStatus: true,
    connected: true,
  };
  const at = (salt: number, days: number): Millis => anchor - days * DAY - (mix(seed, salt) % DAY);
  const below = (parent: Scope, type: ScopeType, id: string, name: string, over: Partial<Scope>): Scope => ({
    ...parent,
    type,
    id,
    name,
    line: [...parent.line, scopeKey(type, id)],
    path: `${parent.path}/${name}`,
    ...over,
  });

  const clusters = CLUSTERS.map((c, i): OrgUnit => {
    const uuid = uuidOf(seed ^ 0xc1, i);
    const live =
      c.state === 'Connected' ? now - (mix(seed, i) % MINUTE) : now - 9 * DAY - (mix(seed, i) % HOUR);
    const scope = below(tenant, 'cluster', uuid, c.name, {
      clusterId: uuid,
      reportsStatus: Number(c.version.split('.')[1]) >= 22,
      connected: c.state === 'Connected',
    });
    const json = {
      uuid,
      tenantId,
      name: c.name,
      createdAt: instantText(at(100 + i, 800 - i * 90)),
      domain: c.domain,
      version: c.version,
      status: {
        state: c.state,
        conditions: [{ type: 'Connected', status: c.state === 'Connected' ? 'True' : 'False' }],
        platform: { type: c.platform, kubeVersion: c.kube },
      },
      updatedAt: instantText(at(120 + i, 20)),
      deletedAt: null,
      lastLiveness: instantText(live),
      deleteRequestedAt: null,
    };
    return { scope, json };
  });

  const departments = DEPARTMENTS.map((d, i): OrgUnit => {
    const cluster = clusters[d.cluster]?.scope ?? tenant;
    const id = i % 3 === 2 ? uuidOf(seed ^ 0xd2, i) : String(4100 + i * 3);
    const json = {
      id,
      name: d.name,
      description: d.text,
      clusterId: cluster.id,
      createdAt: instantText(at(200 + i, 700 - i * 30)),
      updatedAt: instantText(at(220 + i, 60)),
      createdBy: 'admin@example.com',
      updatedBy: 'admin@example.com',
      parent: null,
    };
    return { scope: below(cluster, 'department', id, d.name, {}), json };
  });

  const projects = departments.flatMap((department, d) =>
    (PROJECTS[d] ?? []).map((name, i): OrgUnit => {
      const salt = d * 16 + i;
      const id = mix(seed, 0x9000 + salt) % 2 === 0 ? String(72000 + salt * 7) : uuidOf(seed ^ 0xe3, salt);
      const cluster = CLUSTERS[DEPARTMENTS[d]?.cluster ?? 0];
      const phase = projectPhase(name, cluster.state);
      const json = {
        id,
        name,
        description: '',
        clusterId: department.scope.clusterId,
        parentId: department.scope.id,
        parent: { id: department.scope.id, name: department.scope.name, parent: null },
        requestedNamespace: null,
        status: {
          namespace: `runai-${name}`,
          phase,
          phaseMessage: phase === 'Deleting' ? 'Waiting for workloads to end' : null,
        },
        createdAt: instantText(at(400 + salt, 30 + (mix(seed, salt) % 600))),
        updatedAt: instantText(at(600 + salt, mix(seed, salt + 1) % 30)),
        createdBy: 'admin@example.com',
        updatedBy: 'admin@example.com',
      };
      return { scope: below(department.scope, 'project', id, name, {}), json };
    }),
  );

  for (const department of departments) {
    department.json['children'] = projects
      .filter((p) => p.json['parentId'] === department.scope.id)
      .map((p) => ({ id: p.scope.id, name: p.scope.name }));
  }
  return treeOf(tenantId, tenant, clusters, departments, projects);
}

function treeOf(
  tenantId: number,
  tenant: Scope,
  clusters: OrgUnit[],
  departments: OrgUnit[],
  projects: OrgUnit[],
): OrgUnits {
  const byKey = new Map(
    [tenant, ...[...clusters, ...departments, ...projects].map((u) => u.scope)].map((s) => [
      scopeKey(s.type, s.id),
      s,
    ]),
  );
  const remove = (type: 'department' | 'project', id: string): Scope[] => {
    const key = scopeKey(type, id);
    const gone = [...departments, ...projects].map((u) => u.scope).filter((s) => s.line.includes(key));
    for (const list of [departments, projects]) {
      const kept = list.filter((u) => !gone.includes(u.scope));
      list.splice(0, list.length, ...kept);
    }
    for (const scope of gone) byKey.delete(scopeKey(scope.type, scope.id));
    for (const department of departments) {
      const children = department.json['children'] as { id: string }[];
      department.json['children'] = children.filter((child) => byKey.has(scopeKey('project', child.id)));
    }
    return gone;
  };
  return {
    tenantId,
    tenant,
    clusters,
    departments,
    projects,
    find: (type, id) => byKey.get(scopeKey(type, id)),
    remove,
  };
}

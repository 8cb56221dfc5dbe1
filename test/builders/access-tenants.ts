import type { AccessFacts } from '../../src-shared/access/access-facts.ts';
import type { Assignment, Assignments } from '../../src-shared/domain/assignment.ts';
import type { AccessRule } from '../../src-shared/domain/access-rule.ts';
import { permissionActions, type Role } from '../../src-shared/domain/role.ts';
import type { ScopeNode } from '../../src-shared/domain/scope.ts';
import type { User } from '../../src-shared/domain/user.ts';
import { foldEmail } from '../../src-shared/rules/email-key.ts';
import { seededNumbers } from './seeded-facts.ts';

type Below = (bound: number) => number;

const resourceTypes = ['users', 'project', 'jobs', 'workspaces', 'dashboards-overview', 'a-newer-one'];
const roleNames = [
  'System administrator',
  'L1 researcher',
  'Department administrator',
  'ML engineer',
  'Viewer',
  'Onboarding desk',
];
const people = ['ana', 'Bo', 'cem', 'dia', 'Eli', 'fay', 'gus'];
const groupNames = ['ops', 'Ops', 'research', 'empty'];

function scopesOf(below: Below): ScopeNode[] {
  const nodes: ScopeNode[] = [];
  const add = (type: ScopeNode['type'], id: string, parent: number | null): number => {
    nodes.push({ type, id, name: `n-${id}`, parent, state: null, ruleCount: 0 });
    return nodes.length - 1;
  };
  const root = add('tenant', '7', null);
  for (let cluster = 0; cluster <= below(3); cluster += 1) {
    const c = add('cluster', `c${cluster}`, root);
    for (let department = 0; department < below(3); department += 1) {
      const d = add('department', `d${cluster}${department}`, c);
      for (let project = 0; project < below(3); project += 1)
        add('project', `p${cluster}${department}${project}`, d);
    }
    if (below(4) === 0) add('project', `p${cluster}x`, c);
  }
  return nodes;
}

function rolesOf(below: Below): Role[] {
  return roleNames.slice(0, 2 + below(5)).map((name, at) => ({
    id: at + 1,
    name,
    description: '',
    permissions: resourceTypes
      .filter(() => below(3) > 0)
      .map((resourceType) => ({
        resourceType,
        displayName: resourceType,
        group: 'other',
        actions: [...permissionActions.filter(() => below(2) === 0), ...(below(9) === 0 ? ['sync'] : [])],
      })),
    permissionSets: [],
    custom: false,
    enabled: below(6) > 0,
    createdBy: '',
    createdAt: null,
    updatedAt: null,
  }));
}

/** A small tenant from a seed, with all that makes access hard: groups, everyone, gone things, gates, spellings. */
export function accessTenant(seed: number): AccessFacts {
  const below = seededNumbers(seed);
  const pick = <T>(from: readonly T[]): T => {
    const found = from[below(from.length)];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  };
  const scopes = scopesOf(below);
  const roles = rolesOf(below);
  const users: User[] = people.slice(0, 1 + below(people.length)).map((name) => ({
    id: `id-${name}`,
    email: `${name}@example.com`,
    isLocal: pick([true, false, null]),
    firstName: null,
    lastName: null,
    groups: groupNames.slice(0, 3).filter(() => below(3) === 0),
    createdBy: '',
    createdAt: null,
    updatedAt: null,
    lastLogin: null,
  }));
  const serviceAccounts = ['ci', 'cd'].slice(0, below(3)).map((name) => ({
    id: `sa-${name}`,
    name,
    clientId: `client-${name}`,
    enabled: below(3) > 0,
    createdBy: '',
    createdAt: null,
    updatedAt: null,
    lastLogin: null,
  }));
  const subjects: [type: string, id: () => string][] = [
    ['user', () => `${pick(people)}@example.com`],
    ['user', () => `${pick(people)}@example.com`],
    ['user', () => `${pick(people)}@EXAMPLE.com`.toUpperCase().toLowerCase()],
    ['user', () => `ID-${pick(people)}`.toLowerCase().replace('id-bo', 'id-Bo').replace('id-eli', 'id-Eli')],
    ['user', () => 'not.yet@example.com'],
    ['group', () => pick(groupNames)],
    ['group', () => pick(groupNames)],
    ['service-account', () => pick(['client-ci', 'client-cd', 'gone'])],
    ['app', () => pick(['ci', 'sa-cd', 'gone'])],
    ['all-authenticated-users', () => 'all-authenticated-users'],
    ['robot', () => 'r2'],
  ];
  const rules: AccessRule[] = Array.from({ length: below(24) }, (_, at) => {
    const [subjectType, idOf] = pick(subjects);
    const role = below(12) === 0 ? null : pick(roles);
    const scope =
      below(10) === 0
        ? { type: 'project', id: 'gone', name: 'gone' }
        : below(40) === 0
          ? { type: 'system', id: '', name: '' }
          : pick(scopes);
    return {
      id: at + 1,
      subjectType,
      subjectId: idOf(),
      roleId: role?.id ?? 99,
      roleName: role?.name ?? 'An old role',
      scopeType: scope.type,
      scopeId: scope.id,
      scopeName: scope.name,
      clusterId: null,
      createdBy: 'root@example.com',
      createdAt: null,
      updatedAt: null,
      deletedAt: null,
      phase: pick(['Ready', 'Creating', null, below(3) === 0 ? 'Deleting' : 'Ready']),
    };
  });
  // A few hold in no cluster, as roles of 2.13 may.
  const placeless = seededNumbers(seed ^ 0x4e);
  const clusters = scopes.filter(({ type }) => type === 'cluster').map(({ id }) => id);
  const permittedClusters = new Map(
    users
      .filter(() => below(5) === 0)
      .map(({ email }) => [foldEmail(email), clusters.filter(() => below(2) === 0)] as const),
  );
  return {
    users,
    serviceAccounts,
    roles,
    scopes,
    rules: rules.map((rule) =>
      placeless(12) === 0 ? { ...rule, scopeType: 'none', scopeId: 'none', scopeName: 'No cluster' } : rule,
    ),
    gates: {
      version: pick([null, 208, 213, 300]),
      inference: pick([null, true, false]),
      departments: pick([null, true, false]),
    },
    permittedClusters,
    asOf: null,
  };
}

/** Who is assigned to projects and departments of a tenant beside its rules (2.13), and sometimes nobody tells. */
export function accessAssignments({ scopes, users, rules }: AccessFacts, seed: number): Assignments {
  const below = seededNumbers(seed ^ 0x55);
  const subjects: Assignment['subject'][] = [
    ...users.flatMap(({ id, email, groups }) => [
      { type: 'user' as const, id: below(2) === 0 ? email : id },
      ...groups.map((group) => ({ type: 'group' as const, id: group })),
    ]),
    ...rules.flatMap(({ subjectType, subjectId }): Assignment['subject'][] =>
      subjectType === 'user' || subjectType === 'group' || subjectType === 'app'
        ? [{ type: subjectType, id: subjectId }]
        : [],
    ),
  ];
  const some = (type: string): Assignment[] | null =>
    below(5) === 0
      ? null
      : scopes
          .filter((node) => node.type === type)
          .flatMap(({ id }) =>
            subjects.filter(() => below(4) === 0).map((subject) => ({ unitId: id, subject })),
          );
  return { projects: some('project'), departments: some('department') };
}

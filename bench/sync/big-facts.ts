/** Believable facts of any number, each made from its index alone: nothing has to be kept. About 600 bytes a user. */

const firstNames =
  'anna ben carla david eva felix greta hugo ines jan kira leo mia nils olga paul rosa sven tina ulf'.split(
    ' ',
  );
const lastNames =
  'smith jones mueller schmidt garcia lopez rossi novak kowalski jensen hansen nielsen dubois moreau'.split(
    ' ',
  );
const roleNames = [
  'System administrator',
  'Editor',
  'Research manager',
  'L1 researcher',
  'L2 researcher',
  'ML engineer',
  'Viewer',
];

/** Scopes below the tenant: clusters, departments, projects. */
export const scopeCounts = { clusters: 3, departments: 46, projects: 400 };

/** A whole number from an index, well mixed; the same each time. */
export function mixed(index: number, salt: number): number {
  let value = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(salt, 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  value = Math.imul(value ^ (value >>> 12), 0x297a2d39);
  return (value ^ (value >>> 15)) >>> 0;
}

const hex = (value: number, digits: number): string =>
  value.toString(16).padStart(digits, '0').slice(0, digits);
const pick = (from: readonly string[], number: number): string => from[number % from.length] ?? '';

/** A UUID made from an index. */
export function idOf(index: number, salt: number): string {
  const a = mixed(index, salt);
  const b = mixed(index, salt + 1);
  const c = mixed(index, salt + 2);
  return `${hex(a, 8)}-${hex(b, 4)}-4${hex(b >>> 16, 3)}-8${hex(c >>> 20, 3)}-${hex(c, 8)}${hex(a >>> 8, 4)}`;
}

function timeOf(number: number): string {
  return new Date(1_640_995_200_000 + (number % 126_000_000) * 1000 + (number % 1000)).toISOString();
}

/** The e-mail of a user. Sorted as the index, as a tenant that sorts by name sends them. */
export function emailOf(index: number): string {
  const first = firstNames[Math.floor(index / 50_000) % 20] ?? '';
  return `${first}${String(index).padStart(7, '0')}.${pick(lastNames, mixed(index, 2))}@example.com`;
}

/** A user as the tenant sends it. */
export function bigUser(index: number): object {
  const first = pick(firstNames, mixed(index, 1));
  const last = pick(lastNames, mixed(index, 2));
  const local = mixed(index, 3) % 7 === 0;
  return {
    id: idOf(index, 10),
    username: emailOf(index),
    firstName: first,
    lastName: last,
    isLocal: local,
    groups: local ? [] : [`/org/team-${mixed(index, 4) % 300}`, `/org/site-${mixed(index, 5) % 20}`],
    createdBy: local ? 'root@example.com' : 'sso',
    createdAt: timeOf(mixed(index, 6)),
    updatedAt: timeOf(mixed(index, 7)),
    lastLogin: mixed(index, 8) % 5 === 0 ? null : timeOf(mixed(index, 9)),
    attributes: {
      uid: 10_000 + index,
      gid: 500,
      supplementaryGroups: '500;501;502',
      locale: 'en',
      source: `directory-${index % 9}`,
    },
    links: {
      self: `/api/v1/users/${idOf(index, 10)}`,
      rules: `/api/v1/authorization/access-rules?subjectIds=${emailOf(index)}`,
    },
  };
}

/** A scope by its number, widest first. */
export function bigScope(number: number): {
  type: string;
  id: string;
  name: string;
  clusterId: string | null;
} {
  const at = number % (scopeCounts.clusters + scopeCounts.departments + scopeCounts.projects);
  if (at < scopeCounts.clusters)
    return { type: 'cluster', id: idOf(at, 100), name: `cluster-${at}`, clusterId: idOf(at, 100) };
  const department = at - scopeCounts.clusters;
  if (department < scopeCounts.departments)
    return {
      type: 'department',
      id: String(4000 + department),
      name: `department-${department}`,
      clusterId: idOf(department % 3, 100),
    };
  const project = department - scopeCounts.departments;
  return {
    type: 'project',
    id: String(5000 + project),
    name: `project-${project}`,
    clusterId: idOf((project % 46) % 3, 100),
  };
}

/** An access rule as the tenant sends it; three a user. */
export function bigRule(index: number, users: number): object {
  const scope = bigScope(mixed(index, 20));
  const roleId = mixed(index, 21) % roleNames.length;
  return {
    id: 1000 + index,
    subjectId: emailOf(mixed(index, 22) % users),
    subjectType: 'user',
    roleId: roleId + 1,
    roleName: roleNames[roleId],
    scopeId: scope.id,
    scopeType: scope.type,
    scopeName: scope.name,
    clusterId: scope.clusterId,
    tenantId: 1001,
    createdAt: timeOf(index),
    updatedAt: timeOf(index),
    deletedAt: null,
    createdBy: pick(['root@example.com', 'lead@example.com', ''], mixed(index, 23)),
    status: { phase: mixed(index, 24) % 50 === 0 ? 'NotReady' : 'Ready', message: '', details: [] },
  };
}

/** The lists that are small, by kind. */
export function smallLists(): Readonly<Record<'clusters' | 'departments' | 'projects' | 'roles', object[]>> {
  const time = timeOf(1);
  const list = (count: number, make: (at: number) => object): object[] =>
    Array.from({ length: count }, (_, at) => make(at));
  return {
    clusters: list(scopeCounts.clusters, (at) => ({
      uuid: idOf(at, 100),
      tenantId: 1001,
      name: `cluster-${at}`,
      status: { state: 'Connected' },
      version: '2.24.3',
      createdAt: time,
    })),
    departments: list(scopeCounts.departments, (at) => ({
      id: String(4000 + at),
      name: `department-${at}`,
      clusterId: idOf(at % 3, 100),
      createdAt: time,
    })),
    projects: list(scopeCounts.projects, (at) => ({
      id: String(5000 + at),
      name: `project-${at}`,
      clusterId: idOf((at % 46) % 3, 100),
      parentId: String(4000 + (at % 46)),
      status: { phase: 'Ready' },
      createdAt: time,
    })),
    roles: list(roleNames.length, (at) => ({
      id: at + 1,
      name: roleNames[at],
      description: `What ${roleNames[at]} may do`,
      permissions: [],
      createdBy: 'Run:ai',
      createdAt: time,
      updatedAt: time,
    })),
  };
}

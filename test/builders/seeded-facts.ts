/** Facts of a tenant in their wire shape, from a seed: the same seed gives the same tenant. */
export interface SeededFacts {
  clusters: Record<string, unknown>[];
  departments: Record<string, unknown>[];
  projects: Record<string, unknown>[];
  roles: Record<string, unknown>[];
  'permission-sets': Record<string, unknown>[];
  'identity-providers': Record<string, unknown>[];
  'service-accounts': Record<string, unknown>[];
  users: Record<string, unknown>[];
  'access-rules': Record<string, unknown>[];
}

/** A small generator of numbers from 0 to `bound` (mulberry32). */
export function seededNumbers(seed: number): (bound: number) => number {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

const firstNames =
  'Anna Ben Chloé David Eva Félix Greta Hugo İnes Jan Kira Łukasz Mia Nils Olga Paul Rosa Sven'.split(' ');
const lastNames = 'Smith Jones Müller Schmidt García López Rossi Novák Kowalski Jensen Straße Dubois'.split(
  ' ',
);
const roleNames = [
  'System administrator',
  'Editor',
  'Research manager',
  'L1 researcher',
  'ML engineer',
  'Viewer',
  'Department administrator',
  'Access auditor',
];

const hex = (number: number, digits: number): string => number.toString(16).padStart(digits, '0');

/** Makes a tenant of so many users and about three rules each. */
export function seededFacts(users: number, seed = 1): SeededFacts {
  const below = seededNumbers(seed);
  const pick = <T>(from: readonly T[]): T => {
    const found = from[below(from.length)];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  };
  const uuid = (): string =>
    `${hex(below(2 ** 32), 8)}-${hex(below(65_536), 4)}-4${hex(below(4096), 3)}-8${hex(below(4096), 3)}-${hex(below(2 ** 32), 8)}${hex(below(65_536), 4)}`;
  const time = (): string => {
    const day = `20${24 + below(2)}-${String(1 + below(12)).padStart(2, '0')}-${String(1 + below(28)).padStart(2, '0')}`;
    const clock = `${String(below(24)).padStart(2, '0')}:${String(below(60)).padStart(2, '0')}:${String(below(60)).padStart(2, '0')}`;
    const fraction = [
      '',
      `.${below(10)}`,
      `.${hex(below(1000), 1).replaceAll(/[a-f]/g, '7')}`,
      `.${100_000 + below(900_000)}`,
    ][below(4)];
    return `${day}T${clock}${fraction}Z`;
  };
  const clusters = ['alpha', 'beta', 'gamma'].map((name, at) => ({
    uuid: uuid(),
    tenantId: 7,
    name: `cluster-${name}`,
    version: '2.24.1',
    status: { state: at === 2 ? 'Disconnected' : 'Connected' },
    createdAt: time(),
  }));
  const departments = ['research', 'vision', 'speech', 'platform'].map((name, at) => ({
    id: String(4500 + at),
    name,
    clusterId: clusters[at % 3]?.uuid ?? '',
    createdAt: time(),
    updatedAt: time(),
  }));
  const projects = Array.from({ length: 12 }, (_, at) => ({
    id: at % 2 === 0 ? String(5000 + at) : uuid(),
    name: `project-${at}`,
    clusterId: departments[at % 4]?.clusterId ?? '',
    parentId: departments[at % 4]?.id,
    status: { namespace: `ns-${at}`, phase: at === 5 ? 'Deleting' : 'Ready' },
    createdAt: time(),
  }));
  const roles = roleNames.map((name, at) => ({
    id: at + 1,
    name,
    description: `What ${name} may do`,
    permissions: [
      { resourceType: 'users', actions: at === 0 ? ['create', 'read', 'update', 'delete'] : ['read'] },
      { resourceType: 'project', actions: ['read'] },
    ],
    enabled: true,
    createdBy: at === 7 ? 'root@example.com' : 'Run:ai',
    createdAt: time(),
    updatedAt: time(),
  }));
  const serviceAccounts = Array.from({ length: 6 }, (_, at) => ({
    id: uuid(),
    name: `robot-${at}`,
    clientId: `client-robot-${at}`,
    enabled: at !== 3,
    createdBy: 'root@example.com',
    createdAt: time(),
    updatedAt: time(),
    lastLogin: at % 2 === 0 ? time() : null,
  }));
  const groups = Array.from({ length: 10 }, (_, at) => `/org/Team ${at}`);
  const people = Array.from({ length: users }, (_, at) => {
    const first = pick(firstNames);
    const last = pick(lastNames);
    const local = below(5) === 0;
    const ascii = `${first}.${last}`.normalize('NFD').replaceAll(/[^a-z.A-Z]/g, '');
    return {
      id: uuid(),
      username: `${below(3) === 0 ? ascii : ascii.toLowerCase()}${at}@example.${below(2) === 0 ? 'com' : 'org'}`,
      createdBy: ['', 'root@example.com', 'sso'][below(3)],
      createdAt: time(),
      updatedAt: below(4) === 0 ? null : time(),
      lastLogin: below(3) === 0 ? null : time(),
      isLocal: below(20) === 0 ? null : local,
      groups: local ? [] : groups.filter(() => below(6) === 0),
      firstName: below(4) === 0 ? null : first,
      lastName: below(4) === 0 ? null : last,
      newerMember: { kept: at },
    };
  }).sort((left, right) => (left.username.toLowerCase() < right.username.toLowerCase() ? -1 : 1));
  const scopes = [
    { type: 'tenant', id: '7', name: 'Example tenant' },
    ...clusters.map(({ uuid: id, name }) => ({ type: 'cluster', id, name })),
    ...departments.map(({ id, name }) => ({ type: 'department', id, name })),
    ...projects.map(({ id, name }) => ({ type: 'project', id, name })),
  ];
  const subject = (at: number): { subjectType: string; subjectId: string } => {
    const kind = below(20);
    const user = people[at % Math.max(1, people.length)];
    if (kind === 0) return { subjectType: 'group', subjectId: pick(groups) };
    if (kind === 1) return { subjectType: 'service-account', subjectId: `client-robot-${below(6)}` };
    if (kind === 2) return { subjectType: 'user', subjectId: `newcomer${below(40)}@example.org` };
    if (kind === 3 && user !== undefined) return { subjectType: 'user', subjectId: user.id };
    if (kind === 4 && user !== undefined)
      return { subjectType: 'user', subjectId: user.username.toUpperCase() };
    return { subjectType: 'user', subjectId: user?.username ?? 'nobody@example.com' };
  };
  const rules = Array.from({ length: users * 3 }, (_, at) => {
    const role = pick(roles);
    const scope = pick(scopes);
    return {
      id: 1000 + at,
      ...subject(at),
      roleId: role.id,
      roleName: role.name,
      scopeType: scope.type,
      scopeId: scope.id,
      scopeName: scope.name,
      clusterId: null,
      tenantId: 7,
      createdAt: time(),
      updatedAt: time(),
      deletedAt: null,
      createdBy: ['', 'root@example.com', 'lead@example.com'][below(3)],
      ...(below(4) === 0 ? {} : { status: { phase: pick(['Ready', 'Creating', 'NotReady']), message: '' } }),
    };
  });
  return {
    clusters,
    departments,
    projects,
    roles,
    'permission-sets': [
      { id: uuid(), name: 'Viewing', permissions: [{ resourceType: 'users', actions: ['read'] }] },
    ],
    'identity-providers': [{ alias: 'oidc', type: 'oidc', redirectUri: 'https://tenant.example.com/auth' }],
    'service-accounts': serviceAccounts,
    users: people,
    'access-rules': rules,
  };
}

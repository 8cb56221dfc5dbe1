import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import type { Role } from '../../../src-shared/domain/role.ts';
import type { ScopeNode, ScopeType } from '../../../src-shared/domain/scope.ts';
import { profileNamed } from '../../../src-main/demo-tenant/core/profile.ts';
import { createRoleStore, roleJson } from '../../../src-main/demo-tenant/core/roles.ts';
import { resourceTypesOf } from '../../../src-main/demo-tenant/core/resource-types.ts';

/** The moment the fake tenant lives at; tests and the preview use it as "now". */
export const fakeNow = Date.parse('2026-11-23T12:00:00Z');

const day = 86_400_000;

/** A user of the fake tenant. */
export interface FakeUser {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly type: 'local' | 'sso' | 'pre-authorised';
  readonly groups: readonly string[];
  readonly createdBy: string;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  readonly lastLogin: string | null;
}

/** A service account of the fake tenant. */
export interface FakeServiceAccount {
  readonly name: string;
  readonly clientId: string;
  readonly enabled: boolean;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly lastLogin: string | null;
}

/** Everything the fake tenant knows. */
export interface FakeFacts {
  readonly users: FakeUser[];
  readonly rules: AccessRule[];
  readonly roles: readonly Role[];
  readonly groups: readonly string[];
  readonly serviceAccounts: readonly FakeServiceAccount[];
  /** Depth-first; see the scope tree's contract. */
  readonly scopes: readonly ScopeNode[];
}

const given =
  'Ada Akira Amara Anouk Astrid Björn Camila Chloé Dmitri Elif Emeka Fatima Freya Hana Ines Jonas Kofi Leila Lucía Mateo Nadia Nils Olga Priya Ravi Renée Sofia Tariq Wei Zoë'.split(
    ' ',
  );
const family =
  'Adeyemi Ahlgren Bauer Bergström Chen Clarke Dubois Fischer Haddad Horváth Ito Jansen Kaur Kowalski Lindqvist Meyer Moreau Nakamura Novak Okafor Oliveira Petrov Quinn Rossi Sato Schmidt Silva Tanaka Weber Yilmaz'.split(
    ' ',
  );
const departments = ['research', 'language', 'vision', 'robotics', 'platform', 'life-sciences'];
const work = [
  'tokenizer',
  'retrieval',
  'alignment',
  'segmentation',
  'navigation',
  'grasping',
  'inference',
  'protein-folding',
  'speech',
  'evaluation',
];
const clusterNames = ['cluster-stockholm', 'cluster-oregon', 'cluster-osaka'];

/** A small generator of numbers below one, the same for the same seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Makes a believable tenant: so many users, three times as many rules, the roles of product line 3.0. */
export function createFakeFacts(seed = 1, userCount = 400): FakeFacts {
  const random = numbers(seed);
  const below = (bound: number): number => Math.floor(random() * bound);
  const one = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const ago = (days: number): string => new Date(fakeNow - Math.floor(random() * days * day)).toISOString();

  const roles = fakeRoles();
  const groups = departments
    .flatMap((name) => [`${name}-team`, `${name}-leads`])
    .concat(['contractors', 'ml-ops', 'auditors']);
  const scopes = fakeScopes(random);
  const users: FakeUser[] = Array.from({ length: userCount }, (_, index): FakeUser => {
    const first = given[index % given.length] as string;
    const last = family[Math.floor(index / given.length + index) % family.length] as string;
    const plain = `${first}.${last}`
      .normalize('NFD')
      .replaceAll(/[^A-Za-z.]/g, '')
      .toLowerCase();
    const type = index % 7 === 0 ? 'local' : index % 23 === 5 ? 'pre-authorised' : 'sso';
    const known = type !== 'pre-authorised';
    return {
      id: known ? `user-${index + 1}` : `pre-authorised:${plain}${index}@example.com`,
      email: `${plain}${index >= 30 ? index : ''}@example.com`,
      name: known ? `${first} ${last}` : '',
      type,
      groups: type === 'sso' ? [one(groups), ...(random() < 0.4 ? [one(groups)] : [])] : [],
      createdBy: known ? (type === 'sso' ? 'sso' : 'admin@example.com') : '',
      createdAt: known ? ago(900) : null,
      updatedAt: known ? ago(90) : null,
      lastLogin: !known || random() < 0.12 ? null : ago(random() < 0.7 ? 30 : 400),
    };
  });
  const odd = users[3];
  if (odd !== undefined) users[3] = { ...odd, email: 'аnouk.clarke@example.com', name: 'Anouk\u200b Clarke' };

  const serviceAccounts = [
    'ci-runner',
    'grafana',
    'backup',
    'model-registry',
    'autoscaler',
    'billing',
    'onboarding-bot',
    'scanner',
    'notebook-hub',
    'data-sync',
    'policy-check',
    'eval-farm',
  ].map((name, index): FakeServiceAccount => ({
    name,
    clientId: `${name}-${(1000 + below(9000)).toString(16)}`,
    enabled: index % 5 !== 4,
    createdBy: 'admin@example.com',
    createdAt: ago(500),
    lastLogin: index % 4 === 3 ? null : ago(20),
  }));
  const rules = Array.from({ length: userCount * 3 }, (_, index): AccessRule => {
    const who = random();
    const role = one(roles);
    const scope = scopes[random() < 0.06 ? 0 : 1 + below(scopes.length - 1)] as ScopeNode;
    const subject =
      who < 0.78
        ? { type: 'user', id: one(users).email }
        : who < 0.94
          ? { type: 'group', id: one(groups) }
          : { type: 'service-account', id: one(serviceAccounts).name };
    const at = ago(700);
    return {
      id: 1000 + index,
      subjectType: subject.type,
      subjectId: subject.id,
      roleId: role.id,
      roleName: role.name,
      scopeType: scope.type,
      scopeId: scope.id,
      scopeName: scope.name,
      clusterId: null,
      createdBy:
        random() < 0.1 ? '' : one(['admin@example.com', 'ada.adeyemi@example.com', 'hr-sync@example.com']),
      createdAt: at,
      updatedAt: at,
      deletedAt: null,
      phase: random() < 0.96 ? 'Ready' : one(['Creating', 'NotReady']),
    };
  });
  return { users, rules, roles, groups, serviceAccounts, scopes };
}

function fakeRoles(): readonly Role[] {
  const profile = profileNamed('3.0');
  const store = createRoleStore(profile, 1, fakeNow);
  const types = new Map(resourceTypesOf('3.0').map((type) => [type.id, type]));
  return store.all().map((role): Role => {
    const json = roleJson(store, role) as unknown as Role & { effectiveEnabled: boolean };
    return {
      id: json.id,
      name: json.name,
      description: json.description,
      custom: json.custom,
      enabled: json.effectiveEnabled,
      createdBy: json.createdBy,
      createdAt: json.createdAt,
      updatedAt: json.updatedAt,
      permissionSets: json.permissionSets,
      permissions: json.permissions.map((permission) => ({
        resourceType: permission.resourceType,
        displayName: types.get(permission.resourceType)?.displayName ?? permission.resourceType,
        group: types.get(permission.resourceType)?.groupId ?? 'other',
        actions: permission.actions,
      })),
    };
  });
}

function fakeScopes(random: () => number): readonly ScopeNode[] {
  const scopes: ScopeNode[] = [];
  const add = (
    type: ScopeType,
    id: string,
    name: string,
    parent: number | null,
    state: string | null,
  ): number => scopes.push({ type, id, name, parent, state, ruleCount: 0 }) - 1;
  const tenant = add('tenant', '1001', 'acme', null, null);
  for (const [index, name] of clusterNames.entries()) {
    const cluster = add('cluster', `cluster-${index}`, name, tenant, index === 2 ? 'Disconnected' : null);
    for (const department of departments.slice(index * 2, index * 2 + 2)) {
      const parent = add('department', `dep-${department}`, department, cluster, null);
      for (const [at, topic] of work.entries()) {
        if (random() < 0.3) continue;
        add(
          'project',
          `proj-${department}-${at}`,
          `${department}-${topic}`,
          parent,
          random() < 0.05 ? 'Deleting' : null,
        );
      }
    }
  }
  return scopes;
}

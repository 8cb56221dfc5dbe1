import type { GeneratedUsers } from './generated-users.ts';
import type { Millis } from './instant.ts';
import { mix } from './mixing.ts';
import type { OrgUnits, Scope } from './org-units.ts';
import type { RuleGeometry } from './rule-geometry.ts';
import type { RuleRecord } from './rule-store.ts';
import type { RoleStore } from './roles.ts';

/** Rules made from seed and index alone; index order is creation order. */
export interface GeneratedRules {
  count: number;
  at(index: number): RuleRecord;
  createdAt(index: number): Millis;
  /** Indexes of the rules of a generated user, by e-mail; none for anyone else. */
  ofUser(email: string): number[];
}

/** How often each role occurs among generated rules; roles a profile lacks drop out. */
const WEIGHTS: readonly [role: string, weight: number][] = [
  ['L1 researcher', 20],
  ['L2 researcher', 18],
  ['AI practitioner', 22],
  ['Viewer', 14],
  ['Department viewer', 8],
  ['ML engineer', 8],
  ['Research manager', 6],
  ['Project administrator', 5],
  ['Department administrator', 3],
  ['Editor', 2],
  ['Environment administrator', 2],
  ['Data source administrator', 2],
  ['Compute resource administrator', 1],
  ['Template administrator', 1],
  ['Credentials administrator', 2],
  ['Data volume administrator', 1],
  ['Data and storage administrator', 2],
  ['Onboarding desk', 1],
];

interface Named {
  id: number;
  name: string;
}

function weightedRoles(roles: RoleStore): Named[] {
  return WEIGHTS.flatMap(([name, weight]) => {
    const role = roles.byName(name);
    return role === undefined ? [] : Array.from({ length: weight }, () => ({ id: role.id, name: role.name }));
  });
}

/**
 * Chooses the scope of a user's nth rule. No two rules of a user share a scope (each kind of scope advances with
 * `nth`), so no generated rule is a duplicate.
 */
function scopeFor(
  units: OrgUnits,
  scopes: ScopeLists,
  hash: number,
  user: number,
  nth: number,
  role: string,
): Scope {
  const kind = hash % 100;
  const start = mix(user, 0x5c);
  const pick = (list: readonly Scope[], stride: number): Scope =>
    list[(start + nth * stride) % list.length] ?? units.tenant;
  if (role.startsWith('Department') && nth < scopes.departments.length) return pick(scopes.departments, 1);
  if (kind < 3 && nth === 0) return units.tenant;
  if (kind < 8 && nth < scopes.clusters.length) return pick(scopes.clusters, 1);
  if (kind < 18 && nth < scopes.departments.length) return pick(scopes.departments, 1);
  return pick(scopes.projects, 7);
}

interface ScopeLists {
  clusters: readonly Scope[];
  departments: readonly Scope[];
  projects: readonly Scope[];
}

/** Creates the generator. It keeps the scopes as they are now: later removals do not change what rules point at. */
export function createGeneratedRules(
  users: GeneratedUsers,
  geometry: RuleGeometry,
  roles: RoleStore,
  units: OrgUnits,
  seed: number,
): GeneratedRules {
  const choice = weightedRoles(roles);
  const scopes: ScopeLists = {
    clusters: units.clusters.map((u) => u.scope),
    departments: units.departments.map((u) => u.scope),
    projects: units.projects.map((u) => u.scope),
  };
  const creators = [
    'admin@example.com',
    'admin@example.com',
    'ines.portal-admin@example.com',
    'editor@example.com',
    '',
  ];

  return {
    count: geometry.count,
    createdAt: geometry.createdAt,
    at: (index) => {
      const { user, nth } = geometry.ownerOf(index);
      const hash = mix(seed ^ 0x21, index);
      const role = choice[hash % choice.length] ?? { id: 0, name: '' };
      return {
        subjectId: users.usernameAt(user),
        subjectType: 'user',
        roleId: role.id,
        roleName: role.name,
        scope: scopeFor(units, scopes, hash >>> 8, user ^ seed, nth, role.name),
        createdAt: geometry.createdAt(index),
        createdBy: creators[(hash >>> 16) % creators.length] ?? '',
      };
    },
    ofUser: (email) => {
      const user = users.indexOfUsername(email.toLowerCase());
      return user === undefined ? [] : geometry.rulesOf(user);
    },
  };
}

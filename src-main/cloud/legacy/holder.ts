import { createHash } from 'node:crypto';
import { legacyRoles } from '../../../src-shared/profiles/legacy-roles.ts';
import { type HeldAccess, type HeldScope, scopesOf } from './held-access.ts';
import type { LegacyApp, LegacyGroup, LegacyUser } from './legacy-wire.ts';

/** Somebody or something with roles of its own: what later versions keep as access rules. */
export interface Holder {
  readonly subjectType: 'user' | 'group' | 'app';
  /** What rules call it: e-mail, group name, client id. */
  readonly subjectId: string;
  /** What the tenant calls it in paths; rules keep their numbers by it. */
  readonly key: string;
  readonly access: HeldAccess;
  /** As sent. */
  readonly raw: Readonly<Record<string, unknown>>;
  readonly createdAt: string | null;
}

/** Kinds of users that are people; groups and applications may stand in the same list (domain §1.1). */
const noPeople: ReadonlySet<string> = new Set(['app', 'group', 'internal-user', 'super-admin']);

/** Whether a user of the list is a person. */
export const isPerson = ({ email, entityType }: LegacyUser): boolean =>
  email !== '' && !noPeople.has(entityType ?? '');

const accessOf = (
  raw: Pick<LegacyUser, 'roles' | 'permitAllClusters' | 'permittedClusters'>,
): HeldAccess => ({
  roles: [...new Set(raw.roles)],
  all: raw.permitAllClusters === true,
  clusters: [...new Set(raw.permittedClusters)],
});

export const userHolder = (raw: LegacyUser): Holder => ({
  subjectType: 'user',
  subjectId: raw.email,
  key: raw.userId,
  access: accessOf(raw),
  raw,
  createdAt: raw.createdAt ?? null,
});

export const groupHolder = (raw: LegacyGroup): Holder => ({
  subjectType: 'group',
  subjectId: raw.name,
  key: raw.name,
  access: accessOf(raw),
  raw,
  createdAt: raw.createdAt ?? null,
});

export const appHolder = (raw: LegacyApp): Holder => ({
  subjectType: 'app',
  subjectId: raw.clientId || raw.name,
  key: raw.clientId || raw.name,
  access: accessOf(raw),
  raw,
  createdAt: raw.createdAt ?? null,
});

/** A number from 1 to 2^48 that is always the same for the same texts. */
function numberOf(...texts: readonly string[]): number {
  const hash = createHash('sha256').update(JSON.stringify(texts)).digest();
  return hash.readUIntBE(0, 6) + 1;
}

/** The number of a role. Roles that we do not know keep one too. */
export function roleIdOf(key: string): number {
  return legacyRoles.find((role) => role.key === key)?.id ?? 1000 + (numberOf('role', key) % 1_000_000_000);
}

/** The name of a role; its key where we do not know it. */
export const roleNameOf = (key: string): string => legacyRoles.find((role) => role.key === key)?.name ?? key;

/** The key of a role by its number, among those known and those that somebody holds. */
export function roleKeyOf(id: number, held: readonly string[]): string | null {
  const known = legacyRoles.find((role) => role.id === id)?.key;
  return known ?? held.find((key) => roleIdOf(key) === id) ?? null;
}

/** What rules need to know of the tenant. */
export interface RuleFacts {
  readonly tenantId: string;
  readonly clusterNames: ReadonlyMap<string, string>;
}

/** One rule of a holder: a role in a place. */
export interface HeldRule {
  readonly holder: Holder;
  readonly role: string;
  readonly scope: HeldScope;
  readonly id: number;
}

/** The rules of a holder: each role in each place. Their numbers follow from holder, role and place, and so stay. */
export function rulesOfHolder(holder: Holder, { tenantId }: RuleFacts): HeldRule[] {
  return holder.access.roles.flatMap((role) =>
    scopesOf(holder.access, tenantId).map((scope) => ({
      holder,
      role,
      scope,
      id: numberOf('rule', holder.subjectType, holder.key, role, scope.type, scope.id),
    })),
  );
}

/** A rule as later versions send theirs, so that the mirror keeps one shape. */
export function ruleWire({ holder, role, scope, id }: HeldRule, facts: RuleFacts): Record<string, unknown> {
  return {
    id,
    subjectType: holder.subjectType,
    subjectId: holder.subjectId,
    roleId: roleIdOf(role),
    roleName: roleNameOf(role),
    scopeType: scope.type,
    scopeId: scope.id,
    scopeName: scopeName(scope, facts),
    ...(scope.type === 'cluster' ? { clusterId: scope.id } : {}),
    tenantId: facts.tenantId,
    createdBy: '',
    createdAt: holder.createdAt,
    updatedAt: holder.createdAt,
  };
}

function scopeName(scope: HeldScope, { clusterNames }: RuleFacts): string {
  switch (scope.type) {
    case 'tenant':
      return 'All clusters';
    case 'cluster':
      return clusterNames.get(scope.id) ?? scope.id;
    case 'none':
      return 'No cluster';
  }
}

/** A user as later versions send theirs, with all that this one says of it. */
export function userWire(raw: LegacyUser): Record<string, unknown> {
  return {
    ...raw,
    id: raw.userId,
    username: raw.email,
    isLocal: raw.entityType === null || raw.entityType === undefined ? null : raw.entityType !== 'sso-user',
    createdBy: '',
    createdAt: raw.createdAt ?? null,
    updatedAt: null,
    lastLogin: raw.lastLogin ?? null,
  };
}

/** An application as later versions send service accounts. */
export function appWire(raw: LegacyApp): Record<string, unknown> {
  const clientId = raw.clientId || raw.name;
  return {
    ...raw,
    id: clientId,
    clientId,
    enabled: raw.revoked !== true,
    createdBy: '',
    createdAt: raw.createdAt ?? null,
    updatedAt: null,
    lastLogin: raw.lastLogin ?? null,
  };
}

import type { ScopeRef } from '../../../src-shared/domain/scope.ts';
import type { Takes } from '../../../src-shared/rules/role-grid-rules.ts';

/** What a user, group or application of 2.13 may do, and in which clusters: each role in each of them (tenant-api §4). */
export interface HeldAccess {
  /** Keys of roles, unknown ones too. */
  readonly roles: readonly string[];
  readonly all: boolean;
  readonly clusters: readonly string[];
}

/** Where roles hold; `none` for somebody whose roles hold nowhere. */
export type HeldScope = { readonly type: 'tenant' | 'cluster' | 'none'; readonly id: string };

/** The scopes of all roles: all clusters, and those named. */
export function scopesOf(access: HeldAccess, tenantId: string): readonly HeldScope[] {
  const named = access.clusters.map((id): HeldScope => ({ type: 'cluster', id }));
  const scopes: HeldScope[] = access.all ? [{ type: 'tenant', id: tenantId }, ...named] : named;
  return scopes.length === 0 ? [{ type: 'none', id: 'none' }] : scopes;
}

/** With a role, and its place: both then stand for all roles and places together. Null for a place that cannot be had. */
export function withRule(access: HeldAccess, role: string, scope: ScopeRef): HeldAccess | null {
  const roles = access.roles.includes(role) ? access.roles : [...access.roles, role];
  switch (scope.type) {
    case 'tenant':
      return { ...access, roles, all: true };
    case 'cluster': {
      const clusters = access.clusters.includes(scope.id) ? access.clusters : [...access.clusters, scope.id];
      return { ...access, roles, clusters };
    }
    default:
      return null;
  }
}

/** Whether a role is held in a place. */
export function holds(access: HeldAccess, role: string, scope: Pick<ScopeRef, 'type' | 'id'>): boolean {
  if (!access.roles.includes(role)) return false;
  return scope.type === 'tenant' ? access.all : access.clusters.includes(scope.id);
}

/**
 * Without a rule. `takes` says what is meant where the rule is one of several roles and several places; null when nobody
 * says so and it cannot be told: one rule alone cannot go then.
 */
export function withoutRule(
  access: HeldAccess,
  role: string,
  scope: Pick<HeldScope | ScopeRef, 'type' | 'id'>,
  takes: Takes | undefined,
): HeldAccess | null {
  const places = (access.all ? 1 : 0) + access.clusters.length;
  const meant = takes ?? (places <= 1 ? 'role' : access.roles.length === 1 ? 'cluster' : null);
  if (meant === null) return null;
  const roles = meant === 'cluster' ? access.roles : access.roles.filter((one) => one !== role);
  if (meant === 'role') return { ...access, roles };
  if (scope.type === 'tenant') return { ...access, roles, all: false };
  return { ...access, roles, clusters: access.clusters.filter((id) => id !== scope.id) };
}

/** Whether two come to the same. */
export function isSameAccess(one: HeldAccess, other: HeldAccess): boolean {
  const same = (mine: readonly string[], theirs: readonly string[]): boolean =>
    mine.length === theirs.length && mine.every((each) => theirs.includes(each));
  return one.all === other.all && same(one.roles, other.roles) && same(one.clusters, other.clusters);
}

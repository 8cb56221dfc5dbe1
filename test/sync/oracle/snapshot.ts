import { ruleWords } from '../../../src-shared/changes/base-fields.ts';
import type { SimTenant } from '../world/sim-tenant.ts';
import type { WireRequest } from '../world/wire.ts';
import { type RoleFacts, roleFactsOf } from './role-watch.ts';

/** What the tenant had of the thing that a request is about, right before it worked on it. */
export interface Snapshot {
  readonly groups: readonly string[] | null;
  readonly email: string | null;
  readonly rules: readonly {
    readonly words: string;
    readonly createdAt: number;
    readonly createdBy: string;
  }[];
  readonly enabled: boolean | null;
  readonly role: RoleFacts | null;
}

/** The id that a request's path names; empty when it names none. */
export function idIn(path: string): string {
  return decodeURIComponent(/\/(?:users|service-accounts|apps|roles)\/([^/?]+)/.exec(path)?.[1] ?? '');
}

/** Looks it up. */
export function snapshotOf(tenant: SimTenant, request: WireRequest): Snapshot {
  const nothing: Snapshot = { groups: null, email: null, rules: [], enabled: null, role: null };
  const id = idIn(request.path);
  const { state } = tenant;
  if (/\/(?:service-accounts|apps)\//.test(request.path))
    return { ...nothing, enabled: state.serviceAccounts.byId(id)?.enabled ?? null };
  if (request.path.includes('/roles/')) return { ...nothing, role: roleFactsOf(tenant, id) };
  const ref = state.users.byId(id);
  if (ref === undefined) return nothing;
  const user = state.users.read(ref);
  const rules = state.rules.ofSubject(user.username).flatMap((position) => {
    const rule = state.rules.read(position);
    const { deletedAt, leaving } = state.rules.stateOf(position);
    if (deletedAt !== null || leaving || rule.subjectType !== 'user') return [];
    const { roleName, scope } = rule;
    const words = ruleWords({ roleName, scopeType: scope.type, scopeName: scope.name });
    return [{ words, createdAt: rule.createdAt, createdBy: rule.createdBy }];
  });
  return { ...nothing, groups: user.groups ?? [], email: user.username, rules };
}

/** Whether two lists of different entries have the same ones, in whatever order. */
export function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((entry) => other.includes(entry));
}

/**
 * Ids of the users that an answer to a search tells of. A tenant that does not search answers with all of them: then only the
 * one that was sought was looked at.
 */
export function foundIn({ path, workedBody }: Pick<WireRequest, 'path' | 'workedBody'>): readonly string[] {
  const sought = /username==([^&,]+)/.exec(decodeURIComponent(path))?.[1]?.toLowerCase();
  const rows: unknown = JSON.parse(workedBody);
  return (Array.isArray(rows) ? (rows as unknown[]) : []).flatMap((row): string[] => {
    const { id, username } = Object(row) as { readonly id?: unknown; readonly username?: unknown };
    const other = sought !== undefined && String(username).toLowerCase() !== sought;
    return typeof id === 'string' && !other ? [id] : [];
  });
}

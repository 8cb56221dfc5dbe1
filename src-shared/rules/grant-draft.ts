import type { ScopeIndex } from '../access/scope-index.ts';
import type { ScopeRef } from '../domain/scope.ts';
import type { SubjectType } from '../domain/subject.ts';

/** A grant while it is being put together: the role may not be chosen yet, nor any scope. */
export interface GrantDraft {
  readonly roleId: number | null;
  readonly scopes: readonly ScopeRef[];
}

/** A rule the subject holds already. */
export interface HeldRule {
  readonly roleId: number;
  readonly scopeType: string;
  readonly scopeId: string;
}

/** What the grant rules need to know. */
export interface GrantContext {
  readonly subjectType: SubjectType;
  /** Every role there is, by id. */
  readonly roleNames: ReadonlyMap<number, string>;
  /** Roles that are switched off. */
  readonly rolesOff?: ReadonlySet<number>;
  readonly scopes: ScopeIndex;
  /** The rules the subject holds already. */
  readonly held: readonly HeldRule[];
}

/** The role's name, or its number where it is not known. */
export function roleNameOf(context: Pick<GrantContext, 'roleNames'>, roleId: number): string {
  return context.roleNames.get(roleId) ?? `Role ${roleId}`;
}

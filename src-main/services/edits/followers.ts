import type { ScopeIndex } from '../../../src-shared/access/scope-index.ts';
import type { Change } from '../../../src-shared/domain/change.ts';
import { type ScopeRef, scopeTypeSchema } from '../../../src-shared/domain/scope.ts';
import { changedJustNow } from './changed-just-now.ts';
import { type ChangeOf, type EditDraft, ofKind, type PlanIds } from './edit-draft.ts';

type Gone = ChangeOf<'rule.delete'>;

/** What a rule that is only made here becomes instead. */
interface Instead {
  readonly roleId: number;
  readonly scope: ScopeRef;
  readonly scopes: ScopeIndex;
}

const isSame = (one: ScopeRef, other: ScopeRef): boolean => one.type === other.type && one.id === other.id;

/** Whether a scope may lie below another; of one that is no longer known only its kind is left to go by. */
function mayBeBelow(inner: ScopeRef, outer: ScopeRef, scopes: ScopeIndex): boolean {
  if (scopes.find(outer) !== null) return scopes.isBelow(inner, outer);
  const kinds = scopeTypeSchema.options;
  return kinds.indexOf(inner.type) > kinds.indexOf(outer.type);
}

/**
 * What goes after a rule that is only made here, once that becomes something else. `goes`: what it takes the place of (V39)
 * goes after the other one instead: all that became the same with it, where it was made by a change of rules (`replaces`).
 * What it made needless as a wider rule (V37) stays, unless the other one covers it too.
 * `isThere`: one of those that were to go is just what is wanted now, so it stays and nothing has to be given. Pure.
 */
export function followersOf(
  made: ChangeOf<'rule.create'>,
  to: Instead,
  open: readonly Change[],
): { readonly goes: readonly Gone[]; readonly isThere: boolean } {
  const all = ofKind(open, 'rule.delete').filter((change) => change.dependsOn.includes(made.id));
  const isWanted = ({ edit }: Gone): boolean => edit.roleId === to.roleId && isSame(edit.scope, to.scope);
  const wasCovered = ({ edit }: Gone): boolean =>
    made.base?.fields['replaces'] === undefined &&
    edit.roleId === made.edit.roleId &&
    mayBeBelow(edit.scope, made.edit.scope, to.scopes);
  const isCovered = ({ edit }: Gone): boolean =>
    edit.roleId === to.roleId && to.scopes.isBelow(edit.scope, to.scope);
  return {
    goes: all.filter((change) => !isWanted(change) && (!wasCovered(change) || isCovered(change))),
    isThere: all.some(isWanted),
  };
}

/** Those that go, anew, after these instead; what else has nothing in its own place (`also`) made way for all of them. */
export function draftFollowers(
  goes: readonly Gone[],
  after: readonly string[],
  ids: PlanIds,
  also: readonly string[] = [],
): EditDraft[] {
  return goes.map(({ id, edit, base }) => ({
    id: ids.change(),
    edit,
    base,
    dependsOn: [...after],
    instead: [id, ...also],
  }));
}

/**
 * What a rule that only goes, because another gives the same, has to wait for: the change that makes that one, where it is
 * only made here, so that nobody is without in between (V39). Throws `conflict`/`changed-just-now`.
 */
export function makersOf(open: readonly Change[], holder: number | null): string[] {
  if (holder === null || holder > 0) return [];
  const maker = ofKind(open, 'rule.create').find(({ edit }) => edit.localId === holder);
  if (maker === undefined) throw changedJustNow('The access rule that gives the same');
  return [maker.id];
}

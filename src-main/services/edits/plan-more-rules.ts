import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import type { ScopeRef } from '../../../src-shared/domain/scope.ts';
import type { ChangeOf, EditDraft, EditPlan, PlanIds } from './edit-draft.ts';
import { planRules, type RuleOrder } from './plan-rules.ts';

/** What open changes there are for the subject already. */
export interface EarlierChanges {
  /** The change that makes the account of a user or a service account. */
  readonly account: ChangeOf<'user.create'> | ChangeOf<'service-account.create'> | null;
  readonly rules: readonly ChangeOf<'rule.create'>[];
}

const isSamePlace = (one: ScopeRef, other: ScopeRef): boolean =>
  one.type === other.type && one.id === other.id;

const isLive = ({ state }: ChangeOf<'rule.create'>): boolean =>
  state === 'pending' || state === 'sending' || state === 'unknown';

/** Those of the earlier ones that gave just what a draft gives. */
function earlierOf({ edit }: EditDraft, earlier: ReadonlySet<ChangeOf<'rule.create'>>): string[] {
  if (edit.kind !== 'rule.create') return [];
  return [...earlier]
    .filter((change) => change.edit.roleId === edit.roleId && isSamePlace(change.edit.scope, edit.scope))
    .map(({ id }) => id);
}

/**
 * Gives rules to someone who may hold some of them, or be about to. What is held, or on its way, is not asked for
 * again; an earlier change for the same rule that came to nothing is taken back for the new one. Rules of an account
 * that is not there yet wait for it. An account that met its own e-mail at the tenant is there: its change goes, unless
 * something else still waits for it.
 */
export function planMoreRules(
  order: RuleOrder & { readonly held: readonly AccessRule[] },
  { account, rules }: EarlierChanges,
  ids: PlanIds,
): EditPlan {
  const comingIn = account !== null && ['pending', 'sending', 'unknown'].includes(account.state);
  const before = (roleId: number, scope: ScopeRef): readonly ChangeOf<'rule.create'>[] =>
    rules.filter(({ edit }) => edit.roleId === roleId && isSamePlace(edit.scope, scope));
  const isHeld = (roleId: number, scope: ScopeRef): boolean =>
    order.held.some(
      (rule) =>
        rule.id > 0 && rule.roleId === roleId && rule.scopeType === scope.type && rule.scopeId === scope.id,
    );
  const drops: string[] = [];
  const replaced = new Set<ChangeOf<'rule.create'>>();
  const grants = order.grants.flatMap((grant) => {
    const scopes = grant.scopes.filter((scope) => {
      if (isHeld(grant.roleId, scope)) return false;
      const earlier = before(grant.roleId, scope);
      const mayStillCome = (change: ChangeOf<'rule.create'>): boolean =>
        isLive(change) && (comingIn || account === null || !change.dependsOn.includes(account.id));
      if (earlier.some(mayStillCome)) return false;
      for (const change of earlier) replaced.add(change);
      return true;
    });
    return scopes.length === 0 ? [] : [{ roleId: grant.roleId, scopes }];
  });
  drops.push(...[...replaced].map(({ id }) => id));
  const others = rules.filter(
    (change) => account !== null && change.dependsOn.includes(account.id) && !replaced.has(change),
  );
  if (account?.conflict?.kind === 'email-taken' && others.length === 0) drops.push(account.id);
  const after = comingIn && account !== null ? [account.id] : [];
  const stays = account !== null && !comingIn && account.state !== 'rejected' && !drops.includes(account.id);
  // The account that is there already is what all of them are given to, instead of the one that was to be made.
  const instead = account !== null && drops.includes(account.id) ? [account.id] : [];
  return {
    ahead: stays ? [account.id] : [],
    drops,
    drafts: planRules({ ...order, grants }, after, ids).map((draft) => ({
      ...draft,
      instead: [...instead, ...earlierOf(draft, replaced)],
    })),
  };
}

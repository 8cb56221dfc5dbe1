import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import type { ScopeRef } from '../../../src-shared/domain/scope.ts';
import type { ChangeOf, EditPlan, PlanIds } from './edit-draft.ts';
import { planRules, type RuleOrder } from './plan-rules.ts';

/** What open changes there are for the subject already. */
export interface EarlierChanges {
  /** The change that makes the account of a user or a service account. */
  readonly account: ChangeOf<'user.create'> | ChangeOf<'service-account.create'> | null;
  readonly rules: readonly ChangeOf<'rule.create'>[];
}

const isLive = ({ state }: ChangeOf<'rule.create'>): boolean =>
  state === 'pending' || state === 'sending' || state === 'unknown';

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
    rules.filter(
      ({ edit }) => edit.roleId === roleId && edit.scope.type === scope.type && edit.scope.id === scope.id,
    );
  const isHeld = (roleId: number, scope: ScopeRef): boolean =>
    order.held.some(
      (rule) =>
        rule.id > 0 && rule.roleId === roleId && rule.scopeType === scope.type && rule.scopeId === scope.id,
    );
  const drops: string[] = [];
  const grants = order.grants.flatMap((grant) => {
    const scopes = grant.scopes.filter((scope) => {
      if (isHeld(grant.roleId, scope)) return false;
      const earlier = before(grant.roleId, scope);
      const mayStillCome = (change: ChangeOf<'rule.create'>): boolean =>
        isLive(change) && (comingIn || account === null || !change.dependsOn.includes(account.id));
      if (earlier.some(mayStillCome)) return false;
      drops.push(...earlier.map((change) => change.id));
      return true;
    });
    return scopes.length === 0 ? [] : [{ roleId: grant.roleId, scopes }];
  });
  const others = rules.filter(
    ({ id, dependsOn }) => account !== null && dependsOn.includes(account.id) && !drops.includes(id),
  );
  if (account?.conflict?.kind === 'email-taken' && others.length === 0) drops.push(account.id);
  const after = comingIn && account !== null ? [account.id] : [];
  const stays = account !== null && !comingIn && account.state !== 'rejected' && !drops.includes(account.id);
  return {
    ahead: stays ? account.id : null,
    drops,
    drafts: planRules({ ...order, grants }, after, ids),
  };
}

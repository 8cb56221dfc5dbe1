import type { Base } from '../../../src-shared/domain/change.ts';
import type { SubjectRef } from '../../../src-shared/domain/subject.ts';
import { isWide } from '../../../src-shared/rules/wide-grant-rules.ts';
import type { Grant } from '../../../src-shared/ipc/users-contract.ts';
import type { GrantFacts } from '../users/grant-facts.ts';
import { changedJustNow } from './changed-just-now.ts';
import type { EditDraft, PlanIds } from './edit-draft.ts';

/** What to give to whom. */
export interface RuleOrder {
  readonly subject: SubjectRef;
  readonly grants: readonly Grant[];
  readonly facts: GrantFacts;
  /** What the rules rest on, and must find at the tenant still: `userId`, and the rule they replace (`replaces`). */
  readonly base: Base | null;
  /** Why, for those that reach far (V38). */
  readonly reason?: string | undefined;
}

/**
 * Rules to give to one subject, all at once. Each becomes a change that waits for `after`. Throws
 * `conflict`/`changed-just-now`.
 */
export function planRules(order: RuleOrder, after: readonly string[], ids: PlanIds): EditDraft[] {
  const { subject, facts, reason } = order;
  return order.grants.flatMap(({ roleId, scopes }) => {
    const roleName = facts.roleNames.get(roleId) ?? `Role ${roleId}`;
    // A role that is only made here has to be there first.
    const made = ids.makerOfRole(roleId);
    if (roleId < 0 && made === null) throw changedJustNow(`The role ${roleName}`);
    const maker = made === null ? [] : [made];
    return scopes.map((scope): EditDraft => ({
      id: ids.change(),
      edit: {
        kind: 'rule.create',
        localId: ids.localRule(),
        subject,
        roleId,
        roleName,
        scope,
        scopeName: facts.scopes.find(scope)?.name ?? scope.id,
        ...(reason === undefined || !isWide({ type: subject.type, roleName, scope }) ? {} : { reason }),
      },
      base: order.base,
      dependsOn: [...new Set([...after, ...maker])],
    }));
  });
}

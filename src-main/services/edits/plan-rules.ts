import type { Base } from '../../../src-shared/domain/change.ts';
import type { SubjectRef } from '../../../src-shared/domain/subject.ts';
import type { Grant } from '../../../src-shared/ipc/users-contract.ts';
import type { GrantFacts } from '../users/grant-facts.ts';
import type { EditDraft, PlanIds } from './edit-draft.ts';

/** What to give to whom. */
export interface RuleOrder {
  readonly subject: SubjectRef;
  readonly grants: readonly Grant[];
  readonly facts: GrantFacts;
  /** What the rules rest on, and must find at the tenant still: `userId`, and the rule they replace (`replaces`). */
  readonly base: Base | null;
}

/** Rules to give to one subject, all at once. Each becomes a change that waits for `after`. */
export function planRules(order: RuleOrder, after: readonly string[], ids: PlanIds): EditDraft[] {
  const { subject, facts } = order;
  return order.grants.flatMap(({ roleId, scopes }) =>
    scopes.map((scope): EditDraft => ({
      id: ids.change(),
      edit: {
        kind: 'rule.create',
        localId: ids.localRule(),
        subject,
        roleId,
        roleName: facts.roleNames.get(roleId) ?? `Role ${roleId}`,
        scope,
        scopeName: facts.scopes.find(scope)?.name ?? scope.id,
      },
      base: order.base,
      dependsOn: [...after],
    })),
  );
}

import type { GiveReport, PlannedGrant } from '../../../src-shared/ipc/access-why-contract.ts';
import { scopeTypeSchema } from '../../../src-shared/domain/scope.ts';
import type { ScopeRef } from '../../../src-shared/domain/scope.ts';
import { blocking, unacknowledged } from '../../../src-shared/rules/acknowledgement.ts';
import { acceptedWith, asksForReason, isReason } from '../../../src-shared/rules/reason-rules.ts';

/** One planned rule as a key of choices. */
export function grantKey(grant: PlannedGrant): string {
  return `${grant.roleId} ${grant.place.type} ${grant.place.id}`;
}

/** What is chosen before anything was touched: all that gives something new. */
export function firstChosen(planned: readonly PlannedGrant[]): readonly string[] {
  return planned.filter(({ redundant }) => !redundant).map(grantKey);
}

/** The chosen ones as the call wants them; scopes of types that we do not know cannot be given (I20). */
export function chosenGrants(
  planned: readonly PlannedGrant[],
  chosen: readonly string[],
): { roleId: number; scope: ScopeRef }[] {
  return planned
    .filter((grant) => chosen.includes(grantKey(grant)))
    .flatMap(({ roleId, place }) => {
      const type = scopeTypeSchema.options.find((option) => option === place.type);
      return type === undefined ? [] : [{ roleId, scope: { type, id: place.id } }];
    });
}

/** Why it cannot be saved yet, in one sentence; null when it can. */
export function giveProblem(
  plan: Pick<GiveReport, 'findings'>,
  draft: { readonly count: number; readonly acknowledged: readonly string[]; readonly reason: string },
): string | null {
  if (draft.count === 0) return 'Choose what is to be given.';
  const [block] = blocking(plan.findings);
  if (block !== undefined) return block.message;
  if (asksForReason(plan.findings) && !isReason(draft.reason)) return 'Say why it reaches so far.';
  const accepted = acceptedWith(draft.acknowledged, draft.reason);
  return unacknowledged(plan.findings, accepted).length > 0 ? 'Accept the warnings first.' : null;
}

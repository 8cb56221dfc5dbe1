import type { ReviewDecision } from '../../../src-shared/domain/review.ts';
import type { GrantFacts } from '../users/grant-facts.ts';

/**
 * Why a change is not what its decision says, in words; null: it is. Answers come back with names beside ids, and people read
 * the names: a role that is called as another one would be given unseen.
 */
export function misnamed(decision: ReviewDecision, { roleNames, scopes }: GrantFacts): string | null {
  if (decision.kind !== 'change') return null;
  const { role, scope } = decision;
  const roleName = role === null ? undefined : roleNames.get(Number(role.id));
  if (roleName !== undefined && roleName !== role?.name)
    return `The decision says “${role?.name}”, and that role is called ${roleName}. Ask again.`;
  const scopeName = scope === null ? undefined : scopes.find(scope)?.name;
  if (scopeName !== undefined && scopeName !== scope?.name)
    return `The decision says “${scope?.name}”, and that place is called ${scopeName}. Ask again.`;
  return null;
}

import { userFields } from '../../../src-shared/changes/base-fields.ts';
import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import type { User } from '../../../src-shared/domain/user.ts';
import { atTenant, type EditDraft, type PlanIds, seen } from './edit-draft.ts';

/** A new temporary password for a user. */
export function planPasswordReset(
  user: User,
  rules: readonly AccessRule[],
  asOf: string | null,
  ids: PlanIds,
): EditDraft {
  return {
    id: ids.change(),
    edit: { kind: 'user.reset-password', userId: user.id, email: user.email },
    base: seen(userFields(user, atTenant(rules)), asOf),
    dependsOn: [],
  };
}

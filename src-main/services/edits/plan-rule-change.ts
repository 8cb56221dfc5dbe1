import type { Fields } from '../../../src-shared/changes/base-fields.ts';
import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import type { Change } from '../../../src-shared/domain/change.ts';
import type { ScopeRef } from '../../../src-shared/domain/scope.ts';
import { subjectTypeSchema } from '../../../src-shared/domain/subject.ts';
import type { GrantFacts } from '../users/grant-facts.ts';
import { changedJustNow } from './changed-just-now.ts';
import { type EditPlan, ofKind, type PlanIds, seen } from './edit-draft.ts';
import { draftFollowers, followersOf } from './followers.ts';
import { planRules } from './plan-rules.ts';
import { draftRuleDeletion } from './plan-rule-removal.ts';

/**
 * V39: the new rule first, then the old one goes, so that nobody is without access in between. One that was only made
 * here is replaced: its change is taken back, and the new one waits for what it waited for. Where it becomes again what it
 * was made instead of, that stays and nothing is given. Throws `conflict`/`changed-just-now`.
 */
export function planRuleChange(
  rule: AccessRule,
  to: {
    readonly roleId: number;
    readonly scope: ScopeRef;
    readonly facts: GrantFacts;
    /** `userId` of the user it is for, where it is known. */
    readonly subjectIs: Fields;
    /** Why, where it reaches far (V38). */
    readonly reason?: string | undefined;
    /** Why, where neither that says so nor the rule itself. */
    readonly otherwise?: string | null;
  },
  open: readonly Change[],
  asOf: string | null,
  ids: PlanIds,
): EditPlan {
  const subject = { type: subjectTypeSchema.parse(rule.subjectType), id: rule.subjectId };
  const made = ofKind(open, 'rule.create').find((change) => change.edit.localId === rule.id);
  if (rule.id < 0 && made === undefined) throw changedJustNow(`The access rule ${rule.roleName}`);
  const [create] = planRules(
    {
      subject,
      grants: [{ roleId: to.roleId, scopes: [to.scope] }],
      facts: to.facts,
      reason: to.reason ?? made?.edit.reason ?? to.otherwise ?? undefined,
      base: made === undefined ? seen({ ...to.subjectIs, replaces: rule.id }, asOf) : made.base,
    },
    made?.dependsOn ?? [],
    ids,
  );
  if (create === undefined) throw new Error('a rule change without a new rule');
  if (made === undefined) {
    const gone = draftRuleDeletion(rule, asOf, [create.id], ids);
    return { drafts: gone === null ? [create] : [create, gone], drops: [] };
  }
  // What took the earlier rule's place (its old one goes after it) goes after the new one instead.
  const { goes, isThere } = followersOf(made, { ...to, scopes: to.facts.scopes }, open);
  return {
    drops: [made.id],
    drafts: isThere
      ? draftFollowers(goes, [], ids, [made.id])
      : [{ ...create, instead: [made.id] }, ...draftFollowers(goes, [create.id], ids)],
  };
}

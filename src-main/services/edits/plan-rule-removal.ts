import { ruleFields } from '../../../src-shared/changes/base-fields.ts';
import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import type { Change } from '../../../src-shared/domain/change.ts';
import { subjectTypeSchema } from '../../../src-shared/domain/subject.ts';
import { scopeTypeSchema } from '../../../src-shared/domain/scope.ts';
import { changedJustNow } from './changed-just-now.ts';
import { type EditDraft, type EditPlan, ofKind, type PlanIds, seen } from './edit-draft.ts';

/**
 * The change that deletes a rule, or null for one whose subject or scope is of a type we do not know: what we cannot
 * name we do not touch (I20).
 */
export function draftRuleDeletion(
  rule: AccessRule,
  asOf: string | null,
  after: readonly string[],
  ids: PlanIds,
): EditDraft | null {
  const subjectType = subjectTypeSchema.safeParse(rule.subjectType);
  const scopeType = scopeTypeSchema.safeParse(rule.scopeType);
  if (!subjectType.success || !scopeType.success) return null;
  return {
    id: ids.change(),
    edit: {
      kind: 'rule.delete',
      ruleId: rule.id,
      subject: { type: subjectType.data, id: rule.subjectId },
      roleId: rule.roleId,
      roleName: rule.roleName,
      scope: { type: scopeType.data, id: rule.scopeId },
      scopeName: rule.scopeName,
    },
    base: seen(ruleFields(rule), asOf),
    dependsOn: [...after],
  };
}

/**
 * Removes rules. Those that were only made here are taken back; those on their way out already stay as they are. Throws
 * `conflict`/`changed-just-now`.
 */
export function planRuleRemoval(
  wanted: readonly AccessRule[],
  open: readonly Change[],
  asOf: string | null,
  ids: PlanIds,
): EditPlan {
  const going = new Set(ofKind(open, 'rule.delete').map((change) => change.edit.ruleId));
  const made = new Map(ofKind(open, 'rule.create').map((change) => [change.edit.localId, change.id]));
  const lost = wanted.find(({ id }) => id < 0 && !made.has(id));
  if (lost !== undefined) throw changedJustNow(`The access rule ${lost.roleName}`);
  return {
    drops: wanted.flatMap((rule) => made.get(rule.id) ?? []),
    drafts: wanted
      .filter((rule) => rule.id > 0 && !going.has(rule.id))
      .flatMap((rule) => draftRuleDeletion(rule, asOf, [], ids) ?? []),
  };
}

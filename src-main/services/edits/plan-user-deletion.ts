import { userFields } from '../../../src-shared/changes/base-fields.ts';
import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import type { Change } from '../../../src-shared/domain/change.ts';
import type { User } from '../../../src-shared/domain/user.ts';
import { foldEmail } from '../../../src-shared/rules/email-key.ts';
import { changeOfLocalId } from '../../../src-shared/changes/local-id.ts';
import { changedJustNow } from './changed-just-now.ts';
import { atTenant, type EditDraft, type EditPlan, ofKind, type PlanIds, seen } from './edit-draft.ts';
import { closure } from './with-what-needs-them.ts';
import { withoutChanges } from './without-changes.ts';

/** A user to delete, with the rules of the mirror that name it. */
export interface Leaver {
  readonly user: User;
  readonly rules: readonly AccessRule[];
}

/**
 * Deletes users; the rules that name one go with it, first (tenant-api §5.3), so that a new account of that e-mail starts
 * with none. Somebody who was only made here is taken back. What was to be given to a leaver is taken back as well. Throws
 * `conflict`/`changed-just-now`.
 */
export function planUserDeletion(
  leavers: readonly Leaver[],
  open: readonly Change[],
  asOf: string | null,
  ids: PlanIds,
): EditPlan {
  const leaving = new Set(ofKind(open, 'user.delete').map((change) => change.edit.userId));
  const drafts: EditDraft[] = [];
  const drops: string[] = [];
  for (const { user, rules } of leavers) {
    const made = changeOfLocalId(user.id);
    if (made !== null && !open.some(({ id }) => id === made)) throw changedJustNow(user.email);
    const folded = foldEmail(user.email);
    const given = ofKind(open, 'rule.create').filter(
      ({ edit }) => edit.subject.type === 'user' && foldEmail(edit.subject.id) === folded,
    );
    const resets = ofKind(open, 'user.reset-password').filter(({ edit }) => edit.userId === user.id);
    const needless = [...given, ...resets].map((change) => change.id);
    drops.push(...needless, ...(made === null ? [] : [made]));
    if (made !== null || leaving.has(user.id)) continue;
    // With a new rule that is not made, the one it would have replaced stays (V39).
    const going = needless.length === 0 ? new Set<string>() : closure(open, needless);
    const dropped = open.filter(
      ({ id, edit }) =>
        going.has(id) &&
        edit.kind === 'rule.delete' &&
        edit.subject.type === 'user' &&
        foldEmail(edit.subject.id) === folded,
    );
    drafts.push({
      id: ids.change(),
      edit: { kind: 'user.delete', userId: user.id, email: user.email, isLocal: user.isLocal },
      base: seen(withoutChanges(userFields(user, atTenant(rules)), dropped), asOf),
      dependsOn: [],
      instead: needless,
    });
  }
  return { drafts, drops };
}

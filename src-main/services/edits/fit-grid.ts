import type { Edit } from '../../../src-shared/domain/change.ts';
import type { SubjectRef } from '../../../src-shared/domain/subject.ts';
import { foldEmail } from '../../../src-shared/rules/email-key.ts';
import { checkGrid, type GridRule, takesOf } from '../../../src-shared/rules/role-grid-rules.ts';
import { refuseUnlessAcceptable } from '../users/refuse.ts';
import type { EditDraft } from './edit-draft.ts';
import type { EditRoom } from './edit-room.ts';

type RuleEdit = Extract<Edit, { kind: 'rule.create' | 'rule.delete' }>;

const isRuleEdit = (edit: Edit): edit is RuleEdit =>
  edit.kind === 'rule.create' || edit.kind === 'rule.delete';

const gridRule = ({ roleId, scope }: RuleEdit): GridRule => ({
  roleId,
  scopeType: scope.type,
  scopeId: scope.id,
});

const keyOf = ({ type, id }: SubjectRef): string =>
  `${type === 'app' ? 'service-account' : type} ${type === 'user' ? foldEmail(id) : id}`;

/**
 * Where roles stand on their subject (2.13), lets only such drafts through after which every role holds in every cluster
 * of the subject, and says with each rule that goes what is meant. Throws `input` with the reason otherwise.
 */
export async function fitGrid(
  { mirror }: Pick<EditRoom, 'mirror'>,
  drafts: readonly EditDraft[],
): Promise<readonly EditDraft[]> {
  const bySubject = new Map<string, { readonly subject: SubjectRef; readonly edits: RuleEdit[] }>();
  for (const { edit } of drafts) {
    if (!isRuleEdit(edit)) continue;
    const known = bySubject.get(keyOf(edit.subject)) ?? { subject: edit.subject, edits: [] };
    known.edits.push(edit);
    bySubject.set(keyOf(edit.subject), known);
  }
  const staying = new Map<string, readonly GridRule[]>();
  for (const [key, { subject, edits }] of bySubject) {
    const going = new Set(edits.flatMap((edit) => (edit.kind === 'rule.delete' ? [edit.ruleId] : [])));
    const held = (await mirror.rulesOf(subject)).filter(({ id }) => !going.has(id));
    const given = edits.filter(({ kind }) => kind === 'rule.create').map(gridRule);
    // Somebody whose roles held nowhere has a place as soon as one is given.
    const before = given.length > 0 ? held.filter(({ scopeType }) => scopeType !== 'none') : held;
    const after = [...before, ...given];
    refuseUnlessAcceptable(checkGrid(after, subject), []);
    staying.set(key, after);
  }
  return drafts.map((draft) => {
    const { edit } = draft;
    if (edit.kind !== 'rule.delete') return draft;
    const takes = takesOf(staying.get(keyOf(edit.subject)) ?? [], gridRule(edit));
    return { ...draft, edit: { ...edit, takes } };
  });
}

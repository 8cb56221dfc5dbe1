import type { Edit } from '../../../src-shared/domain/change.ts';
import type { SubjectRef } from '../../../src-shared/domain/subject.ts';
import { foldEmail } from '../../../src-shared/rules/email-key.ts';
import type { Finding } from '../../../src-shared/rules/finding.ts';
import { checkGrid, type GridRule } from '../../../src-shared/rules/role-grid-rules.ts';
import type { EditRoom } from './edit-room.ts';

/** An edit that gives a rule or takes one away. */
export type RuleEdit = Extract<Edit, { kind: 'rule.create' | 'rule.delete' }>;

export const isRuleEdit = (edit: Edit): edit is RuleEdit =>
  edit.kind === 'rule.create' || edit.kind === 'rule.delete';

/** Role and place of an edit. */
export const gridRule = ({ roleId, scope }: RuleEdit): GridRule => ({
  roleId,
  scopeType: scope.type,
  scopeId: scope.id,
});

/** By what a subject is known again, whatever it is called. */
export const gridKey = ({ type, id }: SubjectRef): string =>
  `${type === 'app' ? 'service-account' : type} ${type === 'user' ? foldEmail(id) : id}`;

/** One subject's rules as they will be, and what stands against that. */
export interface SubjectGrid {
  readonly after: readonly GridRule[];
  readonly findings: readonly Finding[];
}

/** Where roles stand on their subject (2.13): what some edits make of each subject that they touch. */
export async function subjectGrids(
  { mirror }: Pick<EditRoom, 'mirror'>,
  edits: readonly Edit[],
): Promise<ReadonlyMap<string, SubjectGrid>> {
  const bySubject = new Map<string, { readonly subject: SubjectRef; readonly edits: RuleEdit[] }>();
  for (const edit of edits) {
    if (!isRuleEdit(edit)) continue;
    const known = bySubject.get(gridKey(edit.subject)) ?? { subject: edit.subject, edits: [] };
    known.edits.push(edit);
    bySubject.set(gridKey(edit.subject), known);
  }
  const grids = new Map<string, SubjectGrid>();
  for (const [key, { subject, edits: own }] of bySubject) {
    const going = new Set(own.flatMap((edit) => (edit.kind === 'rule.delete' ? [edit.ruleId] : [])));
    const held = (await mirror.rulesOf(subject)).filter(({ id }) => !going.has(id));
    const given = own.filter(({ kind }) => kind === 'rule.create').map(gridRule);
    // Somebody whose roles held nowhere has a place as soon as one is given.
    const before = given.length > 0 ? held.filter(({ scopeType }) => scopeType !== 'none') : held;
    const after = [...before, ...given];
    grids.set(key, { after, findings: checkGrid(after, subject) });
  }
  return grids;
}

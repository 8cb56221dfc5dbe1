import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import type { Finding } from '../../../src-shared/rules/finding.ts';
import { takesOf } from '../../../src-shared/rules/role-grid-rules.ts';
import type { SubjectRef } from '../../../src-shared/domain/subject.ts';
import { refuseUnlessAcceptable } from '../users/refuse.ts';
import type { ChangeOf, EditDraft } from './edit-draft.ts';
import type { EditRoom } from './edit-room.ts';
import { draftRuleDeletion } from './plan-rule-removal.ts';
import { gridFindings, gridKey, gridRule, type SubjectGrid, subjectGrids } from './subject-grids.ts';

/** Says with each rule that goes what is meant: its role in all places, or its place for all roles. */
export function withTakes(draft: EditDraft, grids: ReadonlyMap<string, SubjectGrid>): EditDraft {
  const { edit } = draft;
  if (edit.kind !== 'rule.delete') return draft;
  const takes = takesOf(grids.get(gridKey(edit.subject))?.after ?? [], gridRule(edit));
  return { ...draft, edit: { ...edit, takes } };
}

/** Whether roles of the open tenant stand on users, groups and applications (2.13). */
const standsOnSubjects = ({ session }: Pick<EditRoom, 'session'>): boolean =>
  session.describe().productLine === '2.13';

/** A rule that is to be given, before it is a draft. */
export const aboutToGive = (
  subject: SubjectRef,
  {
    roleId,
    roleName,
    scope,
    scopeName,
  }: Pick<ChangeOf<'rule.create'>['edit'], 'roleId' | 'roleName' | 'scope' | 'scopeName'>,
): ChangeOf<'rule.create'>['edit'] => ({
  kind: 'rule.create',
  localId: -1,
  subject,
  roleId,
  roleName,
  scope,
  scopeName,
});

/** A rule that is to go, before it is a draft; nothing for one whose types we do not know (I20). */
export function aboutToTake(rule: AccessRule): EditDraft['edit'][] {
  const draft = draftRuleDeletion(rule, null, [], {
    change: () => '',
    localRule: () => -1,
    makerOfRole: () => null,
  });
  return draft === null ? [] : [draft.edit];
}

/**
 * V10 to V18 for what some edits make of the subjects that they touch, where roles stand on these (2.13); nothing on other
 * versions. What previews say beforehand, and {@link fitGrid} refuses.
 */
export async function checkSubjects(
  room: Pick<EditRoom, 'mirror' | 'session'>,
  edits: readonly EditDraft['edit'][],
  dropped: ReadonlySet<number> = new Set(),
): Promise<Finding[]> {
  return standsOnSubjects(room) ? gridFindings(await subjectGrids(room, edits, dropped)) : [];
}

/**
 * The one place that all acts pass where roles stand on their subject (2.13): lets only such drafts through after which
 * every role holds in every cluster of the subject, and whose warnings about the mix of roles were accepted (V10 to V15),
 * and says with each rule that goes what is meant. Throws `input` with the reason otherwise. On other versions all pass.
 */
export async function fitGrid(
  room: Pick<EditRoom, 'mirror' | 'session' | 'outbox'>,
  drafts: readonly EditDraft[],
  { acknowledged, drops }: { readonly acknowledged: readonly string[]; readonly drops: readonly string[] },
): Promise<readonly EditDraft[]> {
  if (!standsOnSubjects(room)) return drafts;
  const dropped = drops.flatMap((id) => {
    const edit = room.outbox.get(id)?.edit;
    return edit?.kind === 'rule.create' ? [edit.localId] : [];
  });
  const grids = await subjectGrids(
    room,
    drafts.map(({ edit }) => edit),
    new Set(dropped),
  );
  refuseUnlessAcceptable(gridFindings(grids), acknowledged);
  return drafts.map((draft) => withTakes(draft, grids));
}

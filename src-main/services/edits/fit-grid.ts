import { takesOf } from '../../../src-shared/rules/role-grid-rules.ts';
import { refuseUnlessAcceptable } from '../users/refuse.ts';
import type { EditDraft } from './edit-draft.ts';
import type { EditRoom } from './edit-room.ts';
import { gridKey, gridRule, type SubjectGrid, subjectGrids } from './subject-grids.ts';

/** Says with each rule that goes what is meant: its role in all places, or its place for all roles. */
export function withTakes(draft: EditDraft, grids: ReadonlyMap<string, SubjectGrid>): EditDraft {
  const { edit } = draft;
  if (edit.kind !== 'rule.delete') return draft;
  const takes = takesOf(grids.get(gridKey(edit.subject))?.after ?? [], gridRule(edit));
  return { ...draft, edit: { ...edit, takes } };
}

/**
 * Where roles stand on their subject (2.13), lets only such drafts through after which every role holds in every cluster
 * of the subject, and says with each rule that goes what is meant. Throws `input` with the reason otherwise.
 */
export async function fitGrid(
  room: Pick<EditRoom, 'mirror'>,
  drafts: readonly EditDraft[],
): Promise<readonly EditDraft[]> {
  const grids = await subjectGrids(
    room,
    drafts.map(({ edit }) => edit),
  );
  for (const { findings } of grids.values()) refuseUnlessAcceptable(findings, []);
  return drafts.map((draft) => withTakes(draft, grids));
}

import type { PlannedChange } from '../../../src-shared/ipc/changes-contract.ts';
import type { PlanRow } from './plan-rows.ts';

/** What undoing a line does, or why it does nothing. */
export type LineUndo =
  | {
      readonly act: 'take-back';
      readonly groupId: string;
      readonly title: string;
      readonly whyNot: string | null;
    }
  | { readonly act: 'bring-back'; readonly ids: readonly string[]; readonly whyNot: string | null };

/** What undoing does to changes of one set: taken back as a whole, or those of it that were taken back come back. */
export function undoOf(members: readonly PlannedChange[]): LineUndo | null {
  const open = members.find(({ undo }) => undo?.act === 'take-back');
  if (open !== undefined) {
    const { groupId, groupTitle } = open.change;
    return { act: 'take-back', groupId, title: groupTitle, whyNot: open.undo?.whyNot ?? null };
  }
  const gone = members.filter(({ undo }) => undo?.act === 'bring-back');
  const ids = gone.filter(({ undo }) => undo?.whyNot === null).map(({ change }) => change.id);
  if (gone.length === 0) return null;
  return { act: 'bring-back', ids, whyNot: ids.length > 0 ? null : (gone[0]?.undo?.whyNot ?? null) };
}

/** What undoing a line does; null where all that it stands for was sent. */
export const undoOfRow = (row: PlanRow): LineUndo | null =>
  undoOf(row.kind === 'group' ? row.members : [row.planned]);

/** How the act is called. */
export const undoLabel = ({ act }: Pick<LineUndo, 'act'>): string =>
  act === 'take-back' ? 'Undo' : 'Bring back';

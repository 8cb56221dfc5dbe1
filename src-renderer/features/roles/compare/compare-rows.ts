import type { RoleComparisonView } from '../../../../src-shared/ipc/roles-contract.ts';
import { shownActions } from '../../../ui/access/permission-rows.ts';
import type { RowGroup } from '../../../ui/access/permission-rows.ts';
import { typeGroups } from '../../../ui/access/resource-types.ts';
import type { ResourceType } from '../../../ui/access/resource-types.ts';

/** How a cell of a role stands beside the first role: the same, more than it, or less. */
export type CompareMark = 'same' | 'more' | 'less';

/** One action on one resource type, in one role. */
export interface CompareCell {
  readonly action: string;
  readonly letter: string;
  readonly label: string;
  readonly granted: boolean;
  readonly mark: CompareMark;
}

/** One resource type over all compared roles. */
export interface CompareRow extends ResourceType {
  /** By role, in the order of the roles: the four actions, and the words of further ones. */
  readonly roles: readonly { readonly cells: readonly CompareCell[]; readonly more: readonly string[] }[];
  readonly differs: boolean;
}

/** Roles side by side, resource type by action; the first role is what the others are held against. */
export function compareRows(
  rows: RoleComparisonView['rows'],
  question: { readonly typed: string; readonly onlyDifferences: boolean },
): readonly RowGroup<CompareRow>[] {
  const shown = rows
    .filter((row) => !question.onlyDifferences || row.differs)
    .map((row): CompareRow => {
      const base = row.cells[0] ?? [];
      return {
        resourceType: row.resourceType,
        label: row.displayName,
        group: row.group,
        differs: row.differs,
        roles: row.cells.map((actions) => ({
          cells: shownActions.map(({ action, letter, label }): CompareCell => {
            const granted = actions.includes(action);
            const mark = granted === base.includes(action) ? 'same' : granted ? 'more' : 'less';
            return { action, letter, label, granted, mark };
          }),
          more: actions.filter((action) => !shownActions.some((known) => known.action === action)),
        })),
      };
    });
  return typeGroups(shown, question.typed);
}

/** What a cell says in words: "Create: granted, and not in Viewer". */
export function cellWords(cell: CompareCell, first: string): string {
  const standing = cell.granted ? 'granted' : 'not granted';
  if (cell.mark === 'same') return `${cell.label}: ${standing}`;
  return `${cell.label}: ${standing}, ${cell.mark === 'more' ? `and not in ${first}` : `but in ${first}`}`;
}

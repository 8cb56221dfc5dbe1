import type { AccessState } from '../../../src-shared/ipc/access-contract.ts';
import type { Comparison } from '../../../src-shared/ipc/access-why-contract.ts';
import { shownActions } from '../../ui/access/permission-rows.ts';
import type { RowGroup } from '../../ui/access/permission-rows.ts';
import { typeGroups } from '../../ui/access/resource-types.ts';
import { stateWords } from './path-words.ts';

/** One action on one resource type, of both. */
export interface SidesCell {
  readonly action: string;
  readonly letter: string;
  readonly left: AccessState;
  readonly right: AccessState;
  readonly differs: boolean;
  /** "Create: on all of it, and not granted to bob". */
  readonly words: string;
}

/** One resource type, of both. */
export interface SidesRow {
  readonly resourceType: string;
  readonly label: string;
  readonly group: string;
  readonly cells: readonly SidesCell[];
  readonly differs: boolean;
}

/** Two subjects beside each other, narrowed to what differs on demand. */
export function compareLines(
  comparison: Comparison,
  question: { readonly typed: string; readonly onlyDifferences: boolean },
): readonly RowGroup<SidesRow>[] {
  const somewhere = comparison.place !== null;
  const rows = comparison.rows
    .map((row): SidesRow => {
      const cells = shownActions.map(({ action, letter, label }, index): SidesCell => {
        const left = row.cells[index]?.left ?? 'none';
        const right = row.cells[index]?.right ?? 'none';
        const words = `${label}: ${comparison.left.label} ${stateWords(left, somewhere)}, ${comparison.right.label} ${stateWords(right, somewhere)}`;
        return { action, letter, left, right, differs: left !== right, words };
      });
      return {
        resourceType: row.resourceType,
        label: row.displayName,
        group: row.group,
        cells,
        differs: cells.some(({ differs }) => differs),
      };
    })
    .filter(
      (row) => row.differs || (!question.onlyDifferences && row.cells.some(({ left }) => left !== 'none')),
    );
  return typeGroups(rows, question.typed);
}

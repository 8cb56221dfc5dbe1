import type { AccessState, SubjectAccess } from '../../../src-shared/ipc/access-contract.ts';
import { permissionKey } from '../../../src-shared/access/permission-keys.ts';
import type { CellFace, CellLine } from '../../ui/access/cell-grid.tsx';
import { shownActions } from '../../ui/access/permission-rows.ts';
import { typeGroups } from '../../ui/access/resource-types.ts';
import { counted } from '../../../src-shared/words/count.ts';
import { stateWords } from './path-words.ts';
import { stateLooks } from './state-cells.ts';

/** What the grid of a subject is asked to show. */
export interface CanQuestion {
  readonly typed: string;
  /** Leaves out resource types on which nothing is granted. */
  readonly onlyGranted: boolean;
  /** The cell that is open, as a key; null where none is. */
  readonly open: string | null;
}

/** What a subject can do, as lines of a grid whose cells open their paths. */
export function canLines(access: SubjectAccess, question: CanQuestion): readonly CellLine[] {
  const rows = access.rows
    .filter((row) => !question.onlyGranted || row.cells.some(({ state }) => state !== 'none'))
    .map((row) => ({ ...row, label: row.displayName }));
  return typeGroups(rows, question.typed).flatMap((group): readonly CellLine[] => [
    { key: `group ${group.group}`, kind: 'group', label: group.label, faces: [] },
    ...group.rows.map((row): CellLine => ({
      key: row.resourceType,
      kind: 'type',
      label: row.label,
      ...(row.label === row.resourceType ? {} : { title: row.resourceType }),
      faces: shownActions.map(({ action, letter, label }, index): CellFace => {
        const cell = row.cells[index];
        const state = cell?.state ?? 'none';
        const ways = cell?.paths.length ?? 0;
        return {
          label: `${label} ${row.label}`,
          words: `${stateWords(state, access.place !== null)}${ways === 0 ? '' : `, ${counted(ways, 'path')}`}`,
          letter,
          look: stateLooks[state],
          expanded: question.open === permissionKey(row.resourceType, action),
        };
      }),
    })),
  ]);
}

/** The state and the paths of one cell; null where the subject's grid does not have it. */
export function cellOf(
  access: SubjectAccess,
  need: { readonly resourceType: string; readonly action: string },
): { readonly state: AccessState; readonly paths: SubjectAccess['paths']; readonly label: string } | null {
  const row = access.rows.find(({ resourceType }) => resourceType === need.resourceType);
  const index = shownActions.findIndex(({ action }) => action === need.action);
  const cell = row?.cells[index];
  const shown = shownActions[index];
  if (row === undefined || cell === undefined || shown === undefined) return null;
  return {
    state: cell.state,
    paths: cell.paths.flatMap((at) => access.paths[at] ?? []),
    label: `${shown.label} ${row.displayName}`,
  };
}

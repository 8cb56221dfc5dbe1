import type { RoleMatrixView } from '../../../../src-shared/ipc/roles-contract.ts';
import { groupedRows, shownActions } from '../../../ui/access/permission-rows.ts';
import type { RowGroup } from '../../../ui/access/permission-rows.ts';

/** One cell of the table: the four actions, what is said beside them, and the numbers of notes. */
export interface MatrixCellView {
  readonly role: string;
  readonly granted: readonly boolean[];
  /** Actions beyond the four. */
  readonly more: readonly string[];
  /** As printed, e.g. `Projects only`. */
  readonly scopeNote: string | null;
  readonly notes: readonly string[];
  /** All of it in words. */
  readonly words: string;
}

/** One entity over all roles. */
export interface MatrixRowView {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly cells: readonly MatrixCellView[];
  /** Notes on the entity as a whole. */
  readonly notes: readonly string[];
}

/** The table in groups, narrowed to entities that answer what was typed. */
export function matrixRows(matrix: RoleMatrixView, typed: string): readonly RowGroup<MatrixRowView>[] {
  const wanted = typed.trim().toLowerCase();
  const byPlace = new Map(matrix.cells.map((cell) => [`${cell.entity}\n${cell.role}`, cell]));
  const rows = matrix.entities
    .filter(({ id, name, group }) => `${id}\n${name}\n${group}`.toLowerCase().includes(wanted))
    .map((entity): MatrixRowView => ({
      ...entity,
      notes: matrix.notes
        .filter((note) => note.roles.length === 0 && note.entities.includes(entity.id))
        .map(({ id }) => id),
      cells: matrix.roles.map((role): MatrixCellView => {
        const cell = byPlace.get(`${entity.id}\n${role.id}`);
        const actions = cell?.actions ?? [];
        const scopeNote = cell?.scopeNote ?? null;
        const notes = cell?.notes ?? [];
        const given = actions.length === 0 ? 'no access' : actions.join(', ');
        return {
          role: role.id,
          granted: shownActions.map(({ action }) => actions.includes(action)),
          more: actions.filter((action) => !shownActions.some((shown) => shown.action === action)),
          scopeNote,
          notes,
          words: `${role.name}: ${given}${scopeNote === null ? '' : ` (${scopeNote})`}${notes.length === 0 ? '' : `, see ${notes.join(', ')}`}`,
        };
      }),
    }));
  return groupedRows(rows);
}

/** Versions and the open tenant to choose from. */
export function matrixChoices(
  versions: readonly string[],
): readonly { readonly value: string; readonly label: string }[] {
  return [
    { value: 'tenant', label: 'This tenant' },
    ...versions.map((version) => ({ value: version, label: `${version}, as printed` })),
  ];
}

import { cellOfKind, roleCell, stateCell, timeCell } from '../../../src-renderer/ui/data-grid/cells.tsx';
import type { GridColumn, RenderCell } from '../../../src-renderer/ui/data-grid/grid-column.ts';
import { viewColumns } from '../../../src-shared/views/view-columns.ts';
import { roleTiers } from './rows.ts';

const tiers = new Map(Object.entries(roleTiers));

/** Drawn as the Users screen draws them, and the type with the mark of a pending state. */
const special: Readonly<Record<string, RenderCell>> = {
  roles: roleCell((name) => tiers.get(name) ?? null),
  lastLogin: timeCell('never'),
  type: stateCell((type) => (type === 'pre-authorised' ? 'pending' : type === 'local' ? 'warn' : 'ok')),
};

/** The columns that the Users screen shows, with its cells. */
export const userColumns: readonly GridColumn[] = viewColumns.users
  .filter(({ shown }) => shown)
  .map((column) => ({
    column,
    width: column.width,
    render: special[column.id] ?? cellOfKind(column.kind),
  }));

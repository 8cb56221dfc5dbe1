import type { FaceOf } from '../../../src-renderer/ui/data-grid/cell-face.ts';
import { faceOfKind, roleFace, stateFace, timeFace } from '../../../src-renderer/ui/data-grid/cell-faces.ts';
import type { GridColumn } from '../../../src-renderer/ui/data-grid/grid-column.ts';
import { viewColumns } from '../../../src-shared/views/view-columns.ts';
import { roleTiers } from './rows.ts';

const tiers = new Map(Object.entries(roleTiers));

/** As on the Users screen, and the type with the mark of a pending state. */
const special: Readonly<Record<string, FaceOf>> = {
  roles: roleFace((name) => tiers.get(name) ?? null),
  lastLogin: timeFace('never'),
  type: stateFace((type) => (type === 'pre-authorised' ? 'pending' : type === 'local' ? 'warn' : 'ok')),
};

/** The columns that the Users screen shows, with its faces. */
export const userColumns: readonly GridColumn[] = viewColumns.users
  .filter(({ shown }) => shown)
  .map((column) => ({
    column,
    width: column.width,
    face: special[column.id] ?? faceOfKind(column.kind),
  }));

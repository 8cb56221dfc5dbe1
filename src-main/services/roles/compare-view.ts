import { keysOf } from '../../../src-shared/access/permission-keys.ts';
import { compareRoles } from '../../../src-shared/access/role-compare.ts';
import { redundantRoles } from '../../../src-shared/access/role-redundancy.ts';
import type { Role } from '../../../src-shared/domain/role.ts';
import type { RoleComparisonView } from '../../../src-shared/ipc/roles-contract.ts';

/** Roles side by side, as the window and the terminal show them. */
export function comparisonOf(roles: readonly Role[]): RoleComparisonView {
  const { rows, pairs } = compareRoles(roles);
  return {
    roles: roles.map(({ id, name, custom, permissions }) => ({
      id,
      name,
      custom,
      permissions: keysOf(permissions).size,
    })),
    rows: rows.map((row) => ({ ...row, cells: row.cells.map((actions) => [...actions]) })),
    pairs: [...pairs],
    redundant: redundantRoles(roles),
  };
}

import { resourceTypeWords } from '../profiles/resource-types.ts';
import type { Hypothesis } from '../ipc/access-why-contract.ts';
import type { AccessWorld, WorldRole } from './access-world.ts';
import { type CellIndex, widenedMask, withTypes } from './cell-masks.ts';
import { gateBit } from './gates.ts';

type RoleEdit = Extract<Hypothesis, { kind: 'role' }>;

/** Cells with those that a role may have newly: numbers of what was there stay. */
export function widerCells(cells: CellIndex, edits: readonly RoleEdit[]): CellIndex {
  const named = edits.flatMap(({ permissions }) =>
    (permissions ?? []).map(({ resourceType }) => resourceType),
  );
  return withTypes(
    cells,
    [...new Set(named)].map((id) => ({ id, ...resourceTypeWords(id) })),
  );
}

/** Roles after some edits, with masks of those cells. */
export function editedRoles(world: AccessWorld, cells: CellIndex, edits: readonly RoleEdit[]): WorldRole[] {
  return world.roles.map((role) => {
    let edited = cells === world.cells ? role : { ...role, mask: widenedMask(role.mask, cells) };
    for (const { roleId, permissions, enabled } of edits) {
      if (roleId !== role.id) continue;
      if (permissions !== null)
        edited = {
          ...edited,
          mask: cells.mask({
            permissions: permissions.map((one) => ({ ...one, displayName: '', group: '' })),
          }),
        };
      if (enabled !== null) {
        const off = gateBit('role-disabled');
        edited = { ...edited, gates: enabled ? edited.gates & ~off : edited.gates | off };
      }
    }
    return edited;
  });
}

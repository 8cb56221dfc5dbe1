import { inOrder } from '../../../src-shared/access/permission-keys.ts';
import type { Role } from '../../../src-shared/domain/role.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { RoleMatrixView } from '../../../src-shared/ipc/roles-contract.ts';
import { findMatrix, matrixVersions } from '../../../src-shared/profiles/find-matrix.ts';
import { cellsOf } from '../../../src-shared/profiles/role-matrix.ts';

/** The printed table of a version. Throws `input`/`version-unknown` where none is known. */
export function matrixOfVersion(version: string): RoleMatrixView {
  const matrix = findMatrix(version);
  if (matrix === null) {
    throw new RolebookError({
      kind: 'input',
      origin: 'main',
      reason: 'version-unknown',
      message: `No table of roles is known for version ${version}.`,
      hint: `There is one for ${matrixVersions.join(', ')}; without a version you get the roles of the open tenant.`,
    });
  }
  return {
    version,
    source: 'version',
    roles: matrix.roles.map(({ id, name, column }) => ({ id, name, column })),
    entities: matrix.entities.map(({ id, name, group }) => ({ id, name, group })),
    cells: cellsOf(matrix).map((cell) => ({ ...cell, actions: [...cell.actions], notes: [...cell.notes] })),
    notes: matrix.notes.map(({ id, text, entities, roles }) => ({
      id,
      text,
      entities: [...entities],
      roles: [...roles],
    })),
    versions: [...matrixVersions],
  };
}

const letter = (action: string): string =>
  ['create', 'read', 'update', 'delete'].includes(action) ? action.charAt(0).toUpperCase() : ` ${action}`;

/** The roles that a tenant has, laid out like the printed tables; `-` is no access. */
export function matrixOfTenant(roles: readonly Role[], productText: string): RoleMatrixView {
  const entities = new Map<string, RoleMatrixView['entities'][number]>();
  for (const { permissions } of roles)
    for (const { resourceType, displayName, group } of permissions)
      if (!entities.has(resourceType))
        entities.set(resourceType, { id: resourceType, name: displayName, group });
  const sorted = [...entities.values()].sort((one, other) =>
    `${one.group} ${one.id}` < `${other.group} ${other.id}` ? -1 : 1,
  );
  return {
    version: productText,
    source: 'tenant',
    roles: roles.map(({ id, name }) => ({ id: String(id), name, column: name })),
    entities: sorted,
    cells: sorted.flatMap((entity) =>
      roles.map((role) => {
        const actions = inOrder(
          role.permissions.flatMap((one) => (one.resourceType === entity.id ? one.actions : [])),
        );
        return {
          entity: entity.id,
          role: String(role.id),
          cell: actions.map(letter).join('').trim() || '-',
          actions,
          scopeNote: null,
          notes: [],
        };
      }),
    ),
    notes: [],
    versions: [...matrixVersions],
  };
}

import * as fc from 'fast-check';
import { permissionKey, permissionsOfKeys } from '../../../../src-shared/access/permission-keys.ts';
import type { PermissionSetRow } from '../../../../src-shared/ipc/roles-contract.ts';
import type { RoleForm } from '../../../../src-renderer/features/roles/editor/role-form.ts';

/** A permission set of these: "read users", "create users". */
export function setOf(id: string, ...keys: readonly string[]): PermissionSetRow {
  return { id, name: id, description: '', permissions: permissionsOfKeys(new Set(keys)) };
}

/** A form with these sets and single permissions. */
export function formOf(setIds: readonly string[], ...single: readonly string[]): RoleForm {
  return { name: 'n', description: 'd', setIds, single: new Set(single) };
}

const types = ['users', 'jobs', 'nodes', 'quantum'];

/** Keys of a small world, so that they meet often. */
export const anyKey = fc
  .tuple(fc.constantFrom(...types), fc.constantFrom('create', 'read', 'update', 'delete', 'sync'))
  .map(([type, action]) => permissionKey(type, action));

/** Up to five sets of that world. */
export const anySets = fc
  .array(fc.uniqueArray(anyKey, { minLength: 1, maxLength: 8 }), { maxLength: 5 })
  .map((list) => list.map((keys, index) => setOf(`s${index}`, ...keys)));

/** Sets and a form that uses some of them. */
export const anyWorld = fc.tuple(anySets, fc.uniqueArray(anyKey, { maxLength: 6 })).chain(([sets, single]) =>
  fc.subarray(sets.map(({ id }) => id)).map((setIds): { sets: PermissionSetRow[]; form: RoleForm } => ({
    sets,
    form: formOf(setIds, ...single),
  })),
);

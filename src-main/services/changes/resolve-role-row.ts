import { roleFields } from '../../../src-shared/changes/base-fields.ts';
import type { PlanRow } from '../../../src-shared/changes/plan-file.ts';
import type { Edit } from '../../../src-shared/domain/change.ts';
import type { Role } from '../../../src-shared/domain/role.ts';
import { checkRoleName } from '../../../src-shared/rules/role-rules.ts';
import type { PermissionSet } from '../../../src-shared/wire/permission-set-wire.ts';
import { checked, isAnother, no, type ResolvedRow, type RowFacts } from './row-facts.ts';

/** Edits of roles. */
export type RoleEdit = Extract<Edit, { kind: `role.${string}` }>;

/** The sets of this tenant under the names that a plan uses, or the name of one that is missing. */
function setsOf(
  wanted: Extract<RoleEdit, { kind: 'role.create' | 'role.update' }>['permissionSets'],
  sets: readonly PermissionSet[],
): { readonly sets: { id: string; name: string }[] } | { readonly missing: string } {
  const found: { id: string; name: string }[] = [];
  for (const { id, name } of wanted) {
    const set = sets.find((one) => one.id === id) ?? sets.find((one) => one.name === name);
    if (set === undefined) return { missing: name };
    found.push({ id: set.id, name: set.name });
  }
  return { sets: found };
}

/** The role that a row is about: by the name it had when the plan was made. */
function roleOf(
  row: PlanRow,
  edit: Exclude<RoleEdit, { kind: 'role.create' }>,
  facts: RowFacts,
): Role | null {
  const before = row.precondition?.fields['name'];
  const name = typeof before === 'string' ? before : edit.name;
  return facts.roles.find((role) => role.name === name) ?? null;
}

/** A row about a role as an edit of the tenant that is open; roles and permission sets are found by name. */
export async function resolveRoleRow(row: PlanRow, edit: RoleEdit, facts: RowFacts): Promise<ResolvedRow> {
  if (edit.kind === 'role.create') {
    const [taken] = checkRoleName(edit.name, facts.roles).filter(({ severity }) => severity === 'block');
    if (taken !== undefined) return no(taken.message);
    const sets = setsOf(edit.permissionSets, await facts.mirror.permissionSets());
    if ('missing' in sets) return no(`There is no permission set “${sets.missing}” here.`);
    if (edit.kubernetesRole !== null && !facts.roles.some(({ id }) => String(id) === edit.kubernetesRole))
      return no('The role whose rights on clusters it copies is not here (any more).');
    return {
      ok: true,
      edit: {
        ...edit,
        localId: facts.localRule(),
        permissionSets: sets.sets,
      },
      base: null,
    };
  }
  const role = roleOf(row, edit, facts);
  if (role === null) return no(`There is no role “${edit.name}” (any more).`);
  // What an earlier row makes is called otherwise in each ledger.
  if (edit.roleId > 0 ? role.id !== edit.roleId : role.id > 0) return no(isAnother('role', role.name));
  if (!role.custom && edit.kind !== 'role.set-enabled')
    return no(`${role.name} is a predefined role, which cannot be changed.`);
  const now = roleFields(role);
  if (edit.kind !== 'role.update') return checked(row, { ...edit, roleId: role.id }, now, facts.asOf);
  const sets = setsOf(edit.permissionSets, await facts.mirror.permissionSets());
  if ('missing' in sets) return no(`There is no permission set “${sets.missing}” here.`);
  const [taken] = checkRoleName(edit.name, facts.roles, role.id).filter(
    ({ severity }) => severity === 'block',
  );
  if (taken !== undefined) return no(taken.message);
  return checked(row, { ...edit, roleId: role.id, permissionSets: sets.sets }, now, facts.asOf);
}

import { inOrder, keysOf, partsOfKey } from '../../../../src-shared/access/permission-keys.ts';
import type { PermissionKeys } from '../../../../src-shared/access/permission-keys.ts';
import type { Fields } from '../../../../src-shared/changes/base-fields.ts';
import type { RoleDraft } from '../../../../src-shared/domain/role-draft.ts';
import type { PermissionSetRow } from '../../../../src-shared/ipc/roles-contract.ts';

/**
 * What the form holds. It is not the role: a role says what it permits, the form says by which sets, and what beside
 * them. Resource types and actions that we do not know travel through it untouched.
 */
export interface RoleForm {
  readonly name: string;
  readonly description: string;
  /** Ids of permission sets, in the order in which they were chosen. */
  readonly setIds: readonly string[];
  /** Single permissions beside the sets; a set may give some of them as well. */
  readonly single: PermissionKeys;
}

/** The form as text can hold it, to go over a lock. */
export interface KeptForm extends Omit<RoleForm, 'single'> {
  readonly single: readonly string[];
  /** The role as the editor showed it (`shownBy`). */
  readonly shown?: Fields | undefined;
}

/** See {@link KeptForm}. */
export const keptOfForm = (form: RoleForm, shown?: Fields): KeptForm => ({
  ...form,
  single: [...form.single],
  shown,
});

/** See {@link KeptForm}. */
export const formOfKept = ({ name, description, setIds, single }: KeptForm): RoleForm => ({
  name,
  description,
  setIds,
  single: new Set(single),
});

/** A draft as the form opens it. */
export function formOfDraft(draft: RoleDraft): RoleForm {
  return {
    name: draft.name,
    description: draft.description,
    setIds: draft.permissionSetIds,
    single: keysOf(draft.permissions),
  };
}

/** The form as a draft, to be checked and saved. Single permissions that a chosen set gives are left to the set. */
export function draftOfForm(form: RoleForm, sets: readonly PermissionSetRow[]): RoleDraft {
  const bySets = keysOfSets(form.setIds, sets);
  const actions = new Map<string, string[]>();
  for (const key of form.single) {
    if (bySets.has(key)) continue;
    const { resourceType, action } = partsOfKey(key);
    actions.set(resourceType, [...(actions.get(resourceType) ?? []), action]);
  }
  return {
    name: form.name,
    description: form.description,
    permissionSetIds: [...form.setIds],
    permissions: [...actions].map(([resourceType, those]) => ({ resourceType, actions: inOrder(those) })),
  };
}

/** All that these sets give. */
export function keysOfSets(setIds: readonly string[], sets: readonly PermissionSetRow[]): PermissionKeys {
  return keysOf(sets.filter(({ id }) => setIds.includes(id)).flatMap(({ permissions }) => permissions));
}

/** All that the form gives. */
export function keysOfForm(
  form: Pick<RoleForm, 'setIds' | 'single'>,
  sets: readonly PermissionSetRow[],
): PermissionKeys {
  return new Set([...keysOfSets(form.setIds, sets), ...form.single]);
}

/** Whether two forms say the same; the order of the sets says nothing. */
export function sameForm(one: RoleForm, other: RoleForm): boolean {
  return (
    one.name === other.name &&
    one.description === other.description &&
    sameMembers(new Set(one.setIds), new Set(other.setIds)) &&
    sameMembers(one.single, other.single)
  );
}

function sameMembers(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((member) => other.has(member));
}

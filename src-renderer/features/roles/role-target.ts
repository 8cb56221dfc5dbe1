import type { Role } from '../../../src-shared/domain/role.ts';
import { counted } from '../../../src-shared/words/count.ts';

/** Roles by the ids of table rows; those that the window does not have (yet) are left out. */
export function rolesOfIds(ids: readonly string[], roles: readonly Role[]): readonly Role[] {
  const byId = new Map(roles.map((role) => [String(role.id), role]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** "Viewer", or "3 roles". */
export function rolesText(roles: readonly Pick<Role, 'name'>[]): string {
  const [first] = roles;
  return roles.length === 1 && first !== undefined ? `role ${first.name}` : counted(roles.length, 'role');
}

/** Why these roles cannot be edited in one editor; null when they can. */
export function unfitToEdit(roles: readonly Role[]): string | null {
  const [role] = roles;
  if (role === undefined || roles.length > 1) return 'One role at a time can be edited.';
  return role.custom ? null : `${role.name} comes with the product and cannot be changed. Clone it instead.`;
}

/** Why a copy cannot be made of these; null when it can. */
export function unfitToClone(roles: readonly Role[]): string | null {
  return roles.length === 1 ? null : 'One role at a time can be cloned.';
}

/** Why these roles cannot be switched off, on, or deleted; null when they can. */
export function unfitToChange(roles: readonly Role[]): string | null {
  if (roles.length === 0) return 'The tenant does not have this role any more.';
  const predefined = roles.filter(({ custom }) => !custom);
  if (predefined.length === 0) return null;
  return predefined.length === roles.length
    ? 'Roles that come with the product cannot be switched off or deleted.'
    : `${counted(predefined.length, 'role')} of these ${predefined.length === 1 ? 'comes' : 'come'} with the product. Select custom roles only.`;
}

/** Why these roles cannot be compared; null when they can. */
export function unfitToCompare(count: number, most: number): string | null {
  if (count < 2) return 'Select two or more roles to compare them.';
  return count > most ? `At most ${most} roles fit beside each other.` : null;
}

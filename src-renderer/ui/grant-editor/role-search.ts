import type { Role } from '../../../src-shared/domain/role.ts';

/**
 * The roles to offer: those whose name, description or a permission's name holds every searched word; names that
 * match come first, otherwise by name. Roles that cannot take effect come last.
 */
export function searchRoles(roles: readonly Role[], search: string): readonly Role[] {
  const words = fold(search)
    .split(/\s+/)
    .filter((word) => word !== '');
  const scored = roles.flatMap((role) => {
    const name = fold(role.name);
    const rest = fold(
      [role.description, ...role.permissions.map((permission) => permission.displayName)].join('\n'),
    );
    if (!words.every((word) => name.includes(word) || rest.includes(word))) return [];
    return [{ role, inName: words.every((word) => name.includes(word)) }];
  });
  return scored
    .sort(
      (a, b) =>
        Number(b.role.enabled) - Number(a.role.enabled) ||
        Number(b.inName) - Number(a.inName) ||
        a.role.name.localeCompare(b.role.name, 'en'),
    )
    .map(({ role }) => role);
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

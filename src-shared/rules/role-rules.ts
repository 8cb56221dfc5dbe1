import { coversAll, keysOf, partsOfKey, type PermissionKeys, without } from '../access/permission-keys.ts';
import { isSystemAdministrator } from '../access/role-kinds.ts';
import type { Role } from '../domain/role.ts';
import { resourceTypeWords } from '../profiles/resource-types.ts';
import type { Finding } from './finding.ts';

/** The longest name that is sent. */
const longestName = 255;

/** A custom role as it would be. */
export interface RoleFacts {
  readonly name: string;
  readonly description: string;
  /** All that it would give. */
  readonly permissions: PermissionKeys;
}

/** What a role is held against. */
export interface RoleContext {
  /** The role that is changed; null for a new one. */
  readonly self: Pick<Role, 'id' | 'custom'> | null;
  /** All roles that are there or will be. */
  readonly roles: readonly Pick<Role, 'id' | 'name' | 'permissions'>[];
  /** Why no custom roles can be made here (version, rights); null where they can. */
  readonly whyNot: string | null;
  /** Single permissions that come from no permission set, and why the tenant does not take them; null where it does. */
  readonly single: { readonly keys: PermissionKeys; readonly whyNot: string } | null;
  /** Permission sets of the draft that the tenant does not have (any more). */
  readonly unknownSets: readonly string[];
}

const make = (
  rule: string,
  severity: Finding['severity'],
  field: string,
  message: string,
  about?: string,
): Finding => ({ rule, severity, field, message, ...(about === undefined ? {} : { about }) });

const block = (field: string, message: string): Finding => make('V43', 'block', field, message);

/** V43, as far as the name is concerned: there, not too long, and nobody else's. */
export function checkRoleName(
  name: string,
  others: readonly Pick<Role, 'id' | 'name'>[],
  self: number | null = null,
): Finding[] {
  if (name.trim() === '') return [block('name', 'The role needs a name.')];
  if (name.length > longestName)
    return [block('name', `The name is too long: at most ${longestName} characters.`)];
  const rest = others.filter(({ id }) => id !== self);
  const taken = rest.find((role) => role.name === name);
  if (taken !== undefined) return [block('name', `There is a role called “${name}” already.`)];
  const alike = rest.find((role) => role.name.toLowerCase() === name.toLowerCase());
  if (alike === undefined) return [];
  return [
    make('V43', 'warn', 'name', `There is a role called “${alike.name}”: only the case differs.`, 'case'),
  ];
}

const named = (keys: Iterable<string>): string => {
  const all = [...keys].map((key) => {
    const { action, resourceType } = partsOfKey(key);
    return `${action} ${resourceTypeWords(resourceType).name}`;
  });
  const shown = all.slice(0, 3).join(', ');
  return all.length > 3 ? `${shown} and ${all.length - 3} more` : shown;
};

/** V43: what a custom role cannot do without, and where it cannot be. */
function checkShape(role: RoleFacts, context: RoleContext): Finding[] {
  const found: Finding[] = [];
  if (context.whyNot !== null) found.push(block('actor', context.whyNot));
  if (context.self !== null && !context.self.custom)
    found.push(block('name', 'Predefined roles cannot be changed. Clone it and change the copy.'));
  found.push(...checkRoleName(role.name, context.roles, context.self?.id ?? null));
  if (role.description.trim() === '') found.push(block('description', 'The role needs a description.'));
  if (role.permissions.size === 0) found.push(block('permissions', 'The role permits nothing yet.'));
  if (context.unknownSets.length > 0)
    found.push(
      block('permissions', `Permission sets that are no longer there: ${context.unknownSets.join(', ')}.`),
    );
  if (context.single !== null && context.single.keys.size > 0)
    found.push(block('permissions', `${context.single.whyNot} No set gives: ${named(context.single.keys)}.`));
  return found;
}

/** V44: a role that makes what its holders cannot see, or that is an administrator by another name. */
export function checkRoleHygiene(role: RoleFacts, roles: RoleContext['roles']): Finding[] {
  const found: Finding[] = [];
  for (const key of role.permissions) {
    const { action, resourceType } = partsOfKey(key);
    if (action !== 'create' || role.permissions.has(`read ${resourceType}`)) continue;
    const what = resourceTypeWords(resourceType).name;
    found.push(
      make(
        'V44',
        'warn',
        'permissions',
        `It may create ${what} and not read them: whoever holds it cannot see what they made.`,
        resourceType,
      ),
    );
  }
  const administrator = roles.find(({ name }) => isSystemAdministrator(name));
  const all = keysOf(administrator?.permissions ?? []);
  if (administrator === undefined || all.size === 0 || !coversAll(role.permissions, all)) return found;
  const more = without(role.permissions, all).size > 0 ? 'exceeds' : 'equals';
  found.push(
    make(
      'V44',
      'warn',
      'permissions',
      `It ${more} ${administrator.name}: whoever holds it may do everything. Keep to the predefined role for that.`,
      'administrator',
    ),
  );
  return found;
}

/** V43 and V44 for a role as it is written. */
export function checkRoleDraft(role: RoleFacts, context: RoleContext): Finding[] {
  return [...checkShape(role, context), ...checkRoleHygiene(role, context.roles)];
}

/** V54 and V22: what a change takes from those who hold the role, before it is saved. */
export function checkRoleLosses(losing: {
  readonly holders: number;
  readonly names: readonly string[];
  /** Whether the actor is one of them. */
  readonly self: boolean;
}): Finding[] {
  if (losing.holders === 0) return [];
  const names = losing.names.slice(0, 3).join(', ');
  const more = losing.holders > 3 ? ` and ${losing.holders - 3} more` : '';
  return [
    make(
      'V54',
      'warn',
      'holders',
      `${losing.holders === 1 ? '1 holder loses' : `${losing.holders} holders lose`} something: ${names}${more}.`,
      'losses',
    ),
    ...(losing.self
      ? [make('V22', 'warn', 'holders', 'You hold this role yourself and lose something by it.', 'self')]
      : []),
  ];
}

/** A role that is to be switched off or deleted. */
export interface RoleInUse {
  readonly id: number;
  readonly name: string;
  readonly custom: boolean;
  /** Who holds it, in words: `bob@example.com on project cats`. */
  readonly uses: readonly string[];
}

/** V45: nothing that is in use is deleted, and what is switched off is switched off for all who hold it. */
export function checkRoleUse(role: RoleInUse, act: 'enable' | 'disable' | 'delete'): Finding[] {
  const about = String(role.id);
  if (act !== 'enable' && !role.custom && act === 'delete')
    return [make('V45', 'block', 'roles', `${role.name} is a predefined role and cannot be deleted.`, about)];
  const [first] = role.uses;
  if (act === 'enable' || first === undefined) return [];
  const shown = role.uses.slice(0, 3).join(', ');
  const more = role.uses.length > 3 ? ` and ${role.uses.length - 3} more` : '';
  if (act === 'delete')
    return [
      make(
        'V45',
        'block',
        'roles',
        `${role.name} is in use: ${shown}${more}. Take it from them first, or give them another role.`,
        about,
      ),
    ];
  const administrators = isSystemAdministrator(role.name);
  return [
    make(
      'V45',
      administrators ? 'block' : 'warn',
      'roles',
      administrators
        ? `${role.name} cannot be switched off: nobody would be left who can administrate (V20).`
        : `${role.name} is in use and gives nothing while it is off: ${shown}${more}.`,
      about,
    ),
  ];
}

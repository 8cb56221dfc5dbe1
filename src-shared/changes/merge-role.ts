import type { Conflict, Edit, FieldValue } from '../domain/change.ts';
import type { Role } from '../domain/role.ts';
import { type Fields, permissionField, roleContentFields, roleFields, setField } from './base-fields.ts';

/** What a role is to be. */
export type RoleContent = Pick<
  Extract<Edit, { kind: 'role.update' }>,
  'name' | 'description' | 'permissionSets' | 'permissions'
>;

/** What the admin saw, what they want and what the tenant has, put together permission by permission. */
export interface RoleMerge {
  /** What is to be sent; with a clash it is what the admin wants where the two disagree. */
  readonly content: RoleContent;
  /** Fields in which mine and theirs cannot both hold; empty where there is no clash. */
  readonly clashes: Conflict['fields'];
  /** Fields that somebody else changed, which go together with mine. */
  readonly merged: readonly string[];
  /** Whether the tenant has it so already. */
  readonly same: boolean;
}

const isSet = (field: string): boolean => field.startsWith(setField);
const isPermission = (field: string): boolean => field.startsWith(permissionField);

function same(field: string, one: FieldValue, other: FieldValue): boolean {
  // A set is there or not; that it was renamed is nobody's change to the role.
  if (isSet(field)) return (one === null) === (other === null);
  return JSON.stringify(one) === JSON.stringify(other);
}

function contentOf(fields: ReadonlyMap<string, FieldValue>): RoleContent {
  const under = (prefix: string): [string, FieldValue][] =>
    [...fields].flatMap(([field, value]): [string, FieldValue][] =>
      field.startsWith(prefix) && value !== null ? [[field.slice(prefix.length), value]] : [],
    );
  return {
    name: String(fields.get('name') ?? ''),
    description: String(fields.get('description') ?? ''),
    permissionSets: under(setField).map(([id, name]) => ({ id, name: String(name) })),
    permissions: under(permissionField).flatMap(([resourceType, actions]) =>
      Array.isArray(actions) ? [{ resourceType, actions: [...actions] }] : [],
    ),
  };
}

/**
 * Puts a changed role together with what the tenant has by now. What only one side changed goes as that side has it, by
 * itself; a permission, or a text, that both changed, and not to the same, is a clash. Sets cannot be taken apart, so with
 * a clash about permissions the sets that others changed are part of it; so they are where nothing would be left of the
 * role. `base` null: the admin has waived the comparison. Whether it is switched on is not part of it. Pure.
 */
export function mergeRole(base: Fields | null, mine: RoleContent, role: Role): RoleMerge {
  const wanted = roleContentFields(mine);
  const { enabled: _, ...there } = roleFields(role);
  const was = base ?? there;
  const names = [...new Set([...Object.keys(wanted), ...Object.keys(was), ...Object.keys(there)])].filter(
    (field) => field !== 'enabled',
  );
  const at = (fields: Fields, field: string): FieldValue => fields[field] ?? null;

  const result = new Map<string, FieldValue>();
  const merged: string[] = [];
  const clashing = new Set<string>();
  for (const field of names) {
    const [before, my, their] = [at(was, field), at(wanted, field), at(there, field)];
    const foreign = !same(field, before, their);
    const own = !same(field, before, my);
    result.set(field, foreign && !own ? their : my);
    if (foreign && !own) merged.push(field);
    if (foreign && own && !same(field, my, their)) clashing.add(field);
  }
  const nothingLeft = ![...result].some(
    ([field, value]) => value !== null && (isSet(field) || isPermission(field)),
  );
  const setsInIt = nothingLeft || [...clashing].some(isPermission);
  for (const field of merged) if (setsInIt && isSet(field)) clashing.add(field);
  for (const field of clashing) result.set(field, at(wanted, field));
  return {
    content: contentOf(result),
    clashes: [...clashing].map((field) => ({
      field,
      base: at(was, field),
      mine: at(wanted, field),
      theirs: at(there, field),
      clash: true,
    })),
    merged: merged.filter((field) => !clashing.has(field)),
    same: names.every(
      (field) =>
        (isPermission(field) && mine.permissionSets.length > 0) ||
        same(field, result.get(field) ?? null, at(there, field)),
    ),
  };
}

/** The field of a role in words for people: `permission set`, `permission on Projects`. */
export function roleFieldWords(field: string, nameOf: (resourceType: string) => string): string {
  if (isSet(field)) return 'permission set';
  return isPermission(field) ? `permission on ${nameOf(field.slice(permissionField.length))}` : field;
}

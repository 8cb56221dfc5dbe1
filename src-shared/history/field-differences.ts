import type { FieldDifference } from '../domain/history.ts';
import type { FactKind } from '../domain/sync-state.ts';
import { resourceTypeWords } from '../profiles/resource-types.ts';
import { memberOf, textOf } from './raw-members.ts';

/** Members that change by themselves, and say nothing about what anybody may do. */
const quiet: ReadonlySet<string> = new Set([
  'lastLogin',
  'lastLiveness',
  'lastUpdated',
  'updatedAt',
  'updatedBy',
  'status',
  'links',
]);

const words: Readonly<Record<string, string>> = {
  username: 'E-mail',
  firstName: 'First name',
  lastName: 'Last name',
  isLocal: 'Local account',
  groups: 'Groups',
  createdBy: 'Made by',
  createdAt: 'Made',
  roleName: 'Role',
  scopeName: 'Scope',
  scopeType: 'Kind of scope',
  subjectId: 'Subject',
  clientId: 'Client id',
  parentId: 'Department',
  permissionSets: 'Permission sets',
};

/** `mappingTimeout` → `Mapping timeout`. */
function labelOf(name: string): string {
  const spaced = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return words[name] ?? spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function valueWords(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (Array.isArray(value))
    return value
      .map((one) => (typeof one === 'string' ? one : textOf(one, 'name') || JSON.stringify(one)))
      .toSorted()
      .join(', ');
  return JSON.stringify(value);
}

/** What a role permits, as actions by resource type. */
function actionsByType(raw: unknown): ReadonlyMap<string, string> {
  const permissions = memberOf(raw, 'permissions');
  const byType = new Map<string, string>();
  if (!Array.isArray(permissions)) return byType;
  for (const permission of permissions) {
    const actions = memberOf(permission, 'actions');
    const list = Array.isArray(actions) ? actions.map(String).toSorted().join(', ') : '';
    if (list !== '') byType.set(textOf(permission, 'resourceType'), list);
  }
  return byType;
}

/** What a role permits otherwise than before, a line for each resource type. */
export function permissionDifferences(before: unknown, after: unknown): readonly FieldDifference[] {
  const earlier = actionsByType(before);
  const later = actionsByType(after);
  return [...new Set([...earlier.keys(), ...later.keys()])].flatMap((type) => {
    const from = earlier.get(type) ?? null;
    const to = later.get(type) ?? null;
    return from === to ? [] : [{ label: resourceTypeWords(type).name, before: from, after: to }];
  });
}

/** The members that differ between two versions of a fact, in words; those that change by themselves are left out. */
export function fieldDifferences(
  kind: FactKind,
  before: unknown,
  after: unknown,
): readonly FieldDifference[] {
  const names = new Set([...Object.keys(Object(before)), ...Object.keys(Object(after))]);
  const isRole = kind === 'roles' || kind === 'permission-sets';
  const fields: FieldDifference[] = isRole ? [...permissionDifferences(before, after)] : [];
  for (const name of names) {
    if (quiet.has(name) || (isRole && name === 'permissions')) continue;
    const from = memberOf(before, name);
    const to = memberOf(after, name);
    if (JSON.stringify(from) === JSON.stringify(to)) continue;
    const [earlier, later] = [valueWords(from), valueWords(to)];
    if (earlier !== later) fields.push({ label: labelOf(name), before: earlier, after: later });
  }
  return fields;
}

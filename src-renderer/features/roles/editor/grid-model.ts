import { counted } from '../../../../src-shared/words/count.ts';
import { keysOf, partsOfKey, permissionKey } from '../../../../src-shared/access/permission-keys.ts';
import type { PermissionKeys } from '../../../../src-shared/access/permission-keys.ts';
import type { Role } from '../../../../src-shared/domain/role.ts';
import type { PermissionSetRow } from '../../../../src-shared/ipc/roles-contract.ts';
import { resourceTypeWords } from '../../../../src-shared/profiles/resource-types.ts';
import { shownActions } from '../../../ui/access/permission-rows.ts';
import { resourceTypesOf, typeGroups } from '../../../ui/access/resource-types.ts';
import type { ResourceType } from '../../../ui/access/resource-types.ts';
import { keysOfForm } from './role-form.ts';
import type { RoleForm } from './role-form.ts';
import { givable, tickedOf } from './toggle-cells.ts';
import type { Takes, Ticked } from './toggle-cells.ts';

/** One box of the grid: a cell, or all cells of a row, a column, a group, or the whole grid. */
export interface GridBox {
  /** What pressing it toggles. */
  readonly keys: readonly string[];
  readonly ticked: Ticked;
  /** "Create Users", "All of Workloads", for screen readers and hints. */
  readonly label: string;
  /** Why it cannot be given; null where it can. */
  readonly locked: string | null;
  /** Against the form as it was opened: given now and not then, or the other way. Of single cells. */
  readonly moved: 'gained' | 'lost' | null;
  /** Names of the chosen sets that give it. Of single cells. */
  readonly bySets: readonly string[];
}

/** One line of the grid: the head, a group, or a resource type. */
export interface GridLine {
  readonly key: string;
  readonly kind: 'head' | 'group' | 'type';
  readonly label: string;
  /** The id at the tenant, where it is not the label. */
  readonly detail: string | null;
  /** The whole line, then create, read, update, delete. */
  readonly boxes: readonly GridBox[];
  /** Actions beyond the four that are given, in words; kept as they are. */
  readonly more: readonly string[];
}

/** Every resource type that the roles, the sets or the form itself name. */
export function editorTypes(
  roles: readonly Pick<Role, 'permissions'>[],
  sets: readonly PermissionSetRow[],
  single: PermissionKeys,
): readonly ResourceType[] {
  const known = resourceTypesOf([...roles, ...sets]);
  const names = new Set(known.map(({ resourceType }) => resourceType));
  const strange = new Set([...single].map((key) => partsOfKey(key).resourceType));
  return [
    ...known,
    ...[...strange]
      .filter((resourceType) => !names.has(resourceType))
      .map((resourceType) => {
        const { name, group } = resourceTypeWords(resourceType);
        return { resourceType, label: name, group };
      }),
  ];
}

/** What {@link gridLines} draws. */
export interface GridQuestion {
  readonly types: readonly ResourceType[];
  readonly form: RoleForm;
  readonly opened: RoleForm;
  readonly takes: Takes;
  readonly typed: string;
}

/**
 * The grid as it is drawn, top to bottom. What is searched for narrows the lines, and with them what the head and the
 * groups toggle: never a line that is not seen.
 */
export function gridLines(question: GridQuestion): readonly GridLine[] {
  const { form, opened, takes } = question;
  const given = keysOfForm(form, takes.sets);
  const before = keysOfForm(opened, takes.sets);
  const possible = givable(takes);
  const chosen = takes.sets
    .filter(({ id }) => form.setIds.includes(id))
    .map(({ name, permissions }) => ({ name, keys: keysOf(permissions) }));

  const box = (keys: readonly string[], label: string): GridBox => {
    // A line counts as full although no set holds one of its cells: more of it cannot be given.
    const mine = keys.filter((key) => given.has(key) || (possible?.has(key) ?? true));
    return {
      keys,
      label,
      ticked: tickedOf(mine, given),
      locked: mine.length === 0 ? 'No permission set of this tenant gives it.' : null,
      moved: null,
      bySets: [],
    };
  };
  const cell = (key: string, label: string): GridBox => ({
    ...box([key], label),
    moved: given.has(key) === before.has(key) ? null : given.has(key) ? 'gained' : 'lost',
    bySets: chosen.filter((set) => set.keys.has(key)).map(({ name }) => name),
  });
  const over = (types: readonly ResourceType[], what: string, all: string): readonly GridBox[] => {
    const keysFor = (action: string): string[] =>
      types.map(({ resourceType }) => permissionKey(resourceType, action));
    return [
      box(
        shownActions.flatMap(({ action }) => keysFor(action)),
        all,
      ),
      ...shownActions.map(({ action, label }) => box(keysFor(action), `${label} ${what}`)),
    ];
  };
  const typeLine = (type: ResourceType): GridLine => {
    const { resourceType, label } = type;
    const [whole] = over([type], label, `All of ${label}`);
    return {
      key: resourceType,
      kind: 'type',
      label,
      detail: resourceType === label ? null : resourceType,
      boxes: [
        ...(whole === undefined ? [] : [whole]),
        ...shownActions.map((shown) =>
          cell(permissionKey(resourceType, shown.action), `${shown.label} ${label}`),
        ),
      ],
      more: furtherActions(resourceType, given),
    };
  };

  const groups = typeGroups(question.types, question.typed);
  if (groups.length === 0) return [];
  const whole = (kind: 'head' | 'group', key: string, label: string): Omit<GridLine, 'boxes'> => ({
    kind,
    key,
    label,
    detail: null,
    more: [],
  });
  return [
    {
      ...whole('head', 'head', 'Resource'),
      boxes: over(
        groups.flatMap(({ rows }) => rows),
        'everything listed',
        'All that is listed',
      ),
    },
    ...groups.flatMap((group) => [
      {
        ...whole('group', `group ${group.group}`, group.label),
        boxes: over(group.rows, `all of ${group.label}`, `All of ${group.label}`),
      },
      ...group.rows.map(typeLine),
    ]),
  ];
}

function furtherActions(resourceType: string, given: PermissionKeys): readonly string[] {
  return [...given]
    .map(partsOfKey)
    .filter((parts) => parts.resourceType === resourceType)
    .map(({ action }) => action)
    .filter((action) => !shownActions.some((shown) => shown.action === action));
}

/** Sets of one step told with all they give; more are only named, and the grid marks what they give. */
const setsTold = 2;

function nameAll(verb: string, sets: readonly PermissionSetRow[]): readonly string[] {
  if (sets.length === 0) return [];
  const names = new Intl.ListFormat('en-US').format(sets.map(({ name }) => `“${name}”`));
  return [`${verb} ${counted(sets.length, 'permission set')}: ${names}.`];
}

/** Which sets the newest step added and took away, and what those give, in one sentence; null where it moved none. */
export function stepWords(
  before: RoleForm,
  after: RoleForm,
  sets: readonly PermissionSetRow[],
): string | null {
  const added = sets.filter(({ id }) => after.setIds.includes(id) && !before.setIds.includes(id));
  const dropped = sets.filter(({ id }) => before.setIds.includes(id) && !after.setIds.includes(id));
  const say = (verb: string, list: readonly PermissionSetRow[]): readonly string[] =>
    list.map(({ name, permissions }) => {
      const reach = permissions
        .filter(({ actions }) => actions.length > 0)
        .map(({ displayName, actions }) => `${displayName} (${actions.join(', ')})`);
      return `${verb} “${name}”: ${reach.join(', ')}.`;
    });
  if (added.length + dropped.length === 0) return null;
  if (added.length + dropped.length > setsTold)
    return [...nameAll('Added', added), ...nameAll('Took away', dropped)].join(' ');
  return [...say('Added', added), ...say('Took away', dropped)].join(' ');
}

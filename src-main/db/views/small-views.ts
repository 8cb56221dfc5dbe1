import type { Database } from 'better-sqlite3';
import type { Overlay, OverlayRoleContent, PendingMark } from '../../../src-shared/changes/overlay.ts';
import type { ViewName } from '../../../src-shared/views/view-query.ts';
import { instantOf } from '../facts/instant.ts';
import { type AccessModel, serviceAccountTypes } from './access-model.ts';
import { markOfHolder } from './overlay-marks.ts';
import { type SmallRow, SmallTable } from './small-table.ts';

/** The views that are built from the model and a few rows of SQL. */
export type SmallView = Exclude<ViewName, 'users' | 'access-rules'>;

/** A scope by type and id as one text. */
export const scopeKey = (type: string, id: string): string => `${type}\n${id}`;

/** How many rules sit on each scope and how many give each role. */
export interface RuleTally {
  readonly byScope: ReadonlyMap<string, number>;
  readonly byRole: ReadonlyMap<number, number>;
}

/** Counts the rules that are there and stay by scope and by role. */
export function tallyRules(model: AccessModel): RuleTally {
  const { rules } = model;
  const perScope = new Int32Array(rules.scopes.length);
  const byRole = new Map<number, number>();
  for (let row = 0; row < rules.length; row += 1) {
    if (!rules.isAlive(row) || rules.pending.isRemoved(row)) continue;
    const scope = rules.scopeNumbers.at(row);
    perScope[scope] = (perScope[scope] ?? 0) + 1;
    const role = rules.roleIds.at(row);
    byRole.set(role, (byRole.get(role) ?? 0) + 1);
  }
  const byScope = new Map<string, number>();
  for (const [number, { type, id }] of rules.scopes.entries()) {
    const key = scopeKey(type, id);
    byScope.set(key, (byScope.get(key) ?? 0) + (perScope[number] ?? 0));
  }
  return { byScope, byRole };
}

/** What some subjects hold. */
interface Held {
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
  readonly ruleCount: number;
  /** The marks of all their rules, of those that are to be removed too. */
  readonly marks: readonly (PendingMark | null)[];
}

/** Role names, scope names and number of the rules of some subjects, without those that are to be removed unless `all`. */
function held(model: AccessModel, subjects: Iterable<number>, all: boolean): Held {
  const { rules } = model;
  const roles = new Set<string>();
  const scopes = new Set<string>();
  const marks: (PendingMark | null)[] = [];
  let ruleCount = 0;
  for (const subject of subjects)
    rules.eachOf(subject, (row) => {
      marks.push(rules.pending.at(row));
      if (!all && rules.pending.isRemoved(row)) return;
      ruleCount += 1;
      roles.add(rules.roleNames.pool.get(rules.roleCodes.at(row)));
      scopes.add(rules.scopeOf(row).name);
    });
  return { roles: [...roles], scopes: [...scopes], ruleCount, marks };
}

/** Subjects of some types by their key. */
export function subjectsByKey(model: AccessModel, types: readonly string[]): Map<string, number[]> {
  const { rules } = model;
  const found = new Map<string, number[]>();
  for (let subject = 0; subject < rules.subjectKeys.length; subject += 1) {
    if (!types.includes(rules.subjectType(subject))) continue;
    const key = rules.subjectKeys.get(subject);
    const same = found.get(key);
    if (same === undefined) found.set(key, [subject]);
    else same.push(subject);
  }
  return found;
}

function groupRows(model: AccessModel): SmallRow[] {
  const { users, groupNames } = model;
  const members = new Int32Array(groupNames.pool.length);
  const seen = new Uint8Array(groupNames.pool.length);
  for (let row = 0; row < users.length; row += 1) {
    if (!users.isAlive(row)) continue;
    const stays = users.pending.isRemoved(row) ? 0 : 1;
    const start = users.groups.start.at(row);
    for (let at = 0; at < users.groups.count.at(row); at += 1) {
      const group = users.groups.values.at(start + at);
      members[group] = (members[group] ?? 0) + stays;
      seen[group] = 1;
    }
  }
  const counts = new Map<string, number>();
  for (const [group, count] of members.entries())
    if (seen[group] === 1) counts.set(groupNames.pool.get(group), count);
  const subjects = subjectsByKey(model, ['group']);
  return [...new Set([...counts.keys(), ...subjects.keys()])]
    .map((name) => ({ name, members: counts.get(name), ...held(model, subjects.get(name) ?? [], false) }))
    .filter(({ members, marks }) => members !== undefined || marks.length > 0)
    .map(({ name, members = 0, roles, scopes, ruleCount }) => ({
      id: name,
      cells: { name, members, roles, scopes, ruleCount },
    }));
}

function serviceAccountRows(database: Database, model: AccessModel): SmallRow[] {
  const subjects = subjectsByKey(model, serviceAccountTypes);
  const { made, marks } = model.marks.overlay.serviceAccounts;
  const rulesOf = (keys: readonly string[], own: PendingMark | null): Held =>
    held(model, new Set(keys.flatMap((key) => subjects.get(key) ?? [])), own === 'removed');
  interface Row {
    readonly id: string;
    readonly name: string;
    readonly clientId: string;
    readonly enabled: number;
    readonly createdBy: string;
    readonly createdAt: number | null;
    readonly lastLogin: number | null;
  }
  const stateOf = (enabled: boolean): string => (enabled ? 'enabled' : 'disabled');
  const base = database
    .prepare<[], Row>(
      `SELECT id, name, client_id AS clientId, enabled, created_by AS createdBy, created_at AS createdAt,
              last_login AS lastLogin FROM service_accounts`,
    )
    .all()
    .map(({ id, enabled, ...row }) => {
      const own = marks.get(id);
      const { roles, ruleCount, marks: ofRules } = rulesOf([row.clientId, row.name, id], own?.mark ?? null);
      const pending = own?.mark ?? markOfHolder(ofRules, false);
      return {
        id,
        cells: { ...row, enabled: stateOf(own?.enabled ?? enabled === 1), roles, ruleCount, pending },
      };
    });
  const ours = made.map(({ id, name, enabled, createdBy, createdAt, mark }) => {
    const { roles, ruleCount } = rulesOf([name, id], mark);
    const unknown = { clientId: null, lastLogin: null };
    return {
      id,
      cells: {
        ...unknown,
        name,
        enabled: stateOf(enabled),
        createdBy,
        createdAt: instantOf(createdAt),
        roles,
        ruleCount,
        pending: mark,
      },
    };
  });
  return [...base, ...ours];
}

/** What rules may call the service accounts that an overlay removes. */
export function serviceAccountKeysGone(database: Database, { serviceAccounts }: Overlay): Set<string> {
  const gone = new Set<string>();
  if (serviceAccounts.made.length === 0 && serviceAccounts.marks.size === 0) return gone;
  const find = database.prepare<[string], { name: string; clientId: string }>(
    'SELECT name, client_id AS clientId FROM service_accounts WHERE id = ?',
  );
  for (const [id, { mark }] of serviceAccounts.marks) {
    const found = mark === 'removed' ? find.get(id) : undefined;
    for (const key of found === undefined ? [] : [id, found.name, found.clientId]) gone.add(key);
  }
  for (const { id, name, mark } of serviceAccounts.made)
    for (const key of mark === 'removed' ? [id, name] : []) gone.add(key);
  return gone;
}

function roleRows(database: Database, { made, marks }: Overlay['roles'], tally: RuleTally): SmallRow[] {
  interface Row {
    readonly id: number;
    readonly name: string;
    readonly description: string;
    readonly custom: number;
    readonly enabled: number;
    readonly permissionCount: number;
    readonly createdBy: string;
    readonly createdAt: number | null;
  }
  const shown = (
    content: OverlayRoleContent | null,
  ): { name?: string; description?: string; permissionCount?: number } =>
    content === null
      ? {}
      : {
          name: content.name,
          description: content.description,
          permissionCount: content.permissions.reduce((sum, { actions }) => sum + actions.length, 0),
        };
  const stateOf = (enabled: boolean): string => (enabled ? 'enabled' : 'disabled');
  const holders = (id: number): number => tally.byRole.get(id) ?? 0;
  const stored = database
    .prepare<[], Row>(
      `SELECT id, name, description, custom, enabled, created_by AS createdBy, created_at AS createdAt,
              (SELECT count(*) FROM role_permissions p WHERE p.role = roles.id) AS permissionCount FROM roles`,
    )
    .all()
    .map(({ id, custom, enabled, ...row }) => {
      const over = marks.get(id);
      return {
        id: String(id),
        cells: {
          ...row,
          ...shown(over?.content ?? null),
          kind: custom === 1 ? 'custom' : 'predefined',
          enabled: stateOf(over?.enabled ?? enabled === 1),
          holders: holders(id),
          pending: over?.mark ?? null,
        },
      };
    });
  const ours = made.map((role) => ({
    id: String(role.id),
    cells: {
      ...shown(role),
      kind: 'custom',
      enabled: stateOf(role.enabled),
      holders: holders(role.id),
      createdBy: role.createdBy,
      createdAt: instantOf(role.createdAt),
      pending: role.mark,
    },
  }));
  return [...stored, ...ours];
}

function scopeRows(
  view: 'projects' | 'departments' | 'clusters',
  model: AccessModel,
  tally: RuleTally,
): SmallRow[] {
  const { clusters, departments, projects } = model.organisation;
  const ruleCount = (type: string, id: string): number => tally.byScope.get(scopeKey(type, id)) ?? 0;
  const count = (
    of: Iterable<{ readonly cluster: string; readonly department?: string | null }>,
    match: (node: { readonly cluster: string; readonly department?: string | null }) => boolean,
  ): number => {
    let found = 0;
    for (const node of of) if (match(node)) found += 1;
    return found;
  };
  if (view === 'projects')
    return [...projects.values()].map(({ id, name, cluster, department, phase, createdAt }) => ({
      id,
      cells: {
        name,
        department: department === null ? null : (departments.get(department)?.name ?? department),
        cluster: model.organisation.clusterName(cluster),
        phase,
        ruleCount: ruleCount('project', id),
        createdAt,
        id,
      },
    }));
  if (view === 'departments')
    return [...departments.values()].map(({ id, name, cluster, createdAt }) => ({
      id,
      cells: {
        name,
        cluster: model.organisation.clusterName(cluster),
        projects: count(projects.values(), (project) => project.department === id),
        ruleCount: ruleCount('department', id),
        createdAt,
        id,
      },
    }));
  return [...clusters.values()].map(({ id, name, state, version, createdAt }) => ({
    id,
    cells: {
      name,
      state,
      version,
      departments: count(departments.values(), (department) => department.cluster === id),
      projects: count(projects.values(), (project) => project.cluster === id),
      ruleCount: ruleCount('cluster', id),
      createdAt,
      id,
    },
  }));
}

/** Builds one of the small views from what is there now. */
export function buildSmallView(
  view: SmallView,
  database: Database,
  model: AccessModel,
  version: number,
): SmallTable {
  const rows =
    view === 'groups'
      ? groupRows(model)
      : view === 'service-accounts'
        ? serviceAccountRows(database, model)
        : view === 'roles'
          ? roleRows(database, model.marks.overlay.roles, tallyRules(model))
          : scopeRows(view, model, tallyRules(model));
  return new SmallTable(view, rows, version);
}

import { tierOfRole } from '../../../src-shared/access/role-tier.ts';
import type { RuleRow, ViewRecord } from '../../../src-shared/ipc/mirror-contract.ts';
import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import { viewColumns } from '../../../src-shared/views/view-columns.ts';
import type {
  Cell,
  ViewFilter,
  ViewName,
  ViewWindow,
  ViewWindowRequest,
} from '../../../src-shared/views/view-query.ts';
import { fakeNow } from './fake-facts.ts';
import type { FakeFacts } from './fake-facts.ts';
import type { OverlaidFacts } from './fake-overlay.ts';

interface FakeRow {
  readonly id: string;
  readonly cells: Readonly<Record<string, Cell>>;
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)].sort();

/** All rows of a view, computed anew: the fake is small. */
function rowsOfView(facts: FakeFacts, view: ViewName): readonly FakeRow[] {
  const rulesOf = (type: string, id: string): readonly AccessRule[] =>
    facts.rules.filter((rule) => rule.subjectType === type && rule.subjectId === id);
  const holder = (rules: readonly AccessRule[]): Record<string, Cell> => ({
    roles: unique(rules.map((rule) => rule.roleName)),
    scopes: unique(rules.map((rule) => rule.scopeName)),
    ruleCount: rules.length,
  });
  const scopeRows = (type: string, cells: (index: number) => Record<string, Cell>): readonly FakeRow[] =>
    facts.scopes.flatMap((scope, index) =>
      scope.type === type
        ? [
            {
              id: scope.id,
              cells: {
                id: scope.id,
                name: scope.name,
                createdAt: '2025-03-01T08:00:00Z',
                ruleCount: facts.rules.filter((rule) => rule.scopeId === scope.id).length,
                ...cells(index),
              },
            },
          ]
        : [],
    );
  const up = (index: number): number => facts.scopes[index]?.parent ?? 0;
  const nameAt = (index: number): string => facts.scopes[index]?.name ?? '';
  const inside = (index: number, type: string): number =>
    facts.scopes.filter((scope, at) => scope.type === type && (up(at) === index || up(up(at)) === index))
      .length;

  const effectOf = (roleId: number): string => {
    const role = facts.roles.find(({ id }) => id === roleId);
    return role === undefined ? 'orphaned: role' : tierOfRole(role);
  };
  switch (view) {
    case 'users':
      return facts.users.map((user) => ({
        id: user.id,
        cells: { ...user, groups: [...user.groups], ...holder(rulesOf('user', user.email)) },
      }));
    case 'access-rules':
      return facts.rules.map((rule) => ({
        id: String(rule.id),
        cells: { ...rule, id: String(rule.id), path: rule.scopeName, effect: effectOf(rule.roleId) },
      }));
    case 'roles':
      return facts.roles.map((role) => ({
        id: String(role.id),
        cells: {
          name: role.name,
          description: role.description,
          kind: role.custom ? 'custom' : 'predefined',
          holders: facts.rules.filter((rule) => rule.roleId === role.id).length,
          permissionCount: role.permissions.filter((permission) => permission.actions.length > 0).length,
          createdBy: role.createdBy,
          createdAt: role.createdAt,
        },
      }));
    case 'groups':
      return facts.groups.map((name) => ({
        id: name,
        cells: {
          name,
          members: facts.users.filter((user) => user.groups.includes(name)).length,
          ...holder(rulesOf('group', name)),
        },
      }));
    case 'service-accounts':
      return facts.serviceAccounts.map((account) => ({
        id: account.clientId,
        cells: {
          ...account,
          enabled: account.enabled ? 'enabled' : 'disabled',
          ...holder(rulesOf('service-account', account.name)),
        },
      }));
    case 'projects':
      return scopeRows('project', (index) => ({
        department: nameAt(up(index)),
        cluster: nameAt(up(up(index))),
        phase: facts.scopes[index]?.state ?? 'Ready',
      }));
    case 'departments':
      return scopeRows('department', (index) => ({
        cluster: nameAt(up(index)),
        projects: inside(index, 'project'),
      }));
    case 'clusters':
      return scopeRows('cluster', (index) => ({
        state: facts.scopes[index]?.state ?? 'Connected',
        version: '2.25.8',
        departments: inside(index, 'department'),
        projects: inside(index, 'project'),
      }));
  }
}

function matches(row: FakeRow, filter: ViewFilter): boolean {
  const cell = row.cells[filter.column] ?? null;
  const texts = (Array.isArray(cell) ? cell : [cell ?? '']).map(String);
  const [first = ''] = filter.values;
  const time = typeof cell === 'string' ? Date.parse(cell) : Number.NaN;
  switch (filter.op) {
    case 'is':
      return filter.values.some((value) => texts.includes(value));
    case 'is-not':
      return !filter.values.some((value) => texts.includes(value));
    case 'contains':
      return texts.some((text) =>
        filter.values.some((value) => text.toLowerCase().includes(value.toLowerCase())),
      );
    case 'before':
      return time < Date.parse(first);
    case 'after':
      return time > Date.parse(first);
    case 'older-than-days':
      return !(fakeNow - time < Number(first) * 86_400_000);
    case 'empty':
      return texts.join('') === '';
    case 'not-empty':
      return texts.join('') !== '';
  }
}

function compare(left: Cell, right: Cell): number {
  if (left === null || right === null) return Number(right !== null) - Number(left !== null);
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return String(left).localeCompare(String(right));
}

/** Answers `views.window` over memory. */
export function fakeWindow(
  { facts, marks }: OverlaidFacts,
  request: ViewWindowRequest,
  revision: number,
): ViewWindow {
  const all = rowsOfView(facts, request.view).map((row): FakeRow => ({
    ...row,
    cells: { ...row.cells, pending: marks.get(row.id) ?? null },
  }));
  const search = request.search.trim().toLowerCase();
  const found = all.filter(
    (row) =>
      search === '' ||
      ['email', 'name', 'subjectId'].some((column) =>
        String(row.cells[column] ?? '')
          .toLowerCase()
          .includes(search),
      ),
  );
  const passing = found.filter((row) => request.filters.every((filter) => matches(row, filter)));
  const ordered = [...passing].sort((left, right) => {
    for (const { column, direction } of request.sort) {
      const order = compare(left.cells[column] ?? null, right.cells[column] ?? null);
      if (order !== 0) return direction === 'asc' ? order : -order;
    }
    return 0;
  });
  const rows = ordered.slice(request.from, request.to);
  return {
    revision,
    from: request.from,
    total: passing.length,
    unfilteredTotal: all.length,
    ids: rows.map((row) => row.id),
    columns: Object.fromEntries(
      request.columns.map((column) => [column, rows.map((row) => row.cells[column] ?? null)]),
    ),
    facets: request.facets ? fakeFacets(found, request) : null,
  };
}

function fakeFacets(found: readonly FakeRow[], request: ViewWindowRequest): ViewWindow['facets'] {
  const facets: NonNullable<ViewWindow['facets']> = {};
  for (const column of viewColumns[request.view].filter((each) => each.facet)) {
    const counts = new Map<string, number>();
    for (const row of found) {
      if (!request.filters.every((filter) => filter.column === column.id || matches(row, filter))) continue;
      const cell = row.cells[column.id] ?? '';
      for (const value of Array.isArray(cell) ? cell : [String(cell)])
        counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    facets[column.id] = [...counts]
      .map(([value, count]) => ({ value, label: value, count }))
      .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));
  }
  return facets;
}

/** Answers `records.get` over memory. */
export function fakeRecord({ facts, marks }: OverlaidFacts, view: ViewName, id: string): ViewRecord | null {
  const row = rowsOfView(facts, view).find((each) => each.id === id);
  if (row === undefined) return null;
  const columns = viewColumns[view];
  const name = String(row.cells[columns[0]?.id ?? ''] ?? id);
  const rules = rulesOfRecord(facts, view, row, name).map((rule) => ({
    ...rule,
    pending: marks.get(rule.id) ?? null,
  }));
  return {
    view,
    id,
    title: name,
    fields: columns
      .filter((column) => !['roles', 'scopes', 'ruleCount', 'holders'].includes(column.id))
      .map((column) => ({ label: column.label, kind: column.kind, value: row.cells[column.id] ?? null })),
    rules: rules.slice(0, 500),
    ruleTotal: rules.length,
    raw: view === 'groups' ? null : JSON.stringify({ id, ...row.cells }, null, 2),
    asOf: new Date(fakeNow - 4 * 60_000).toISOString(),
  };
}

function rulesOfRecord(facts: FakeFacts, view: ViewName, row: FakeRow, name: string): readonly RuleRow[] {
  const ruleRow = (rule: AccessRule, via: string): RuleRow => {
    const at = facts.scopes.findIndex((scope) => scope.id === rule.scopeId);
    const path: string[] = [];
    for (let up = facts.scopes[at]?.parent ?? null; up !== null; up = facts.scopes[up]?.parent ?? null)
      path.unshift(facts.scopes[up]?.name ?? '');
    return { ...rule, id: String(rule.id), scopePath: path, via, pending: null };
  };
  const of = (test: (rule: AccessRule) => boolean, via = 'direct'): RuleRow[] =>
    facts.rules.filter(test).map((rule) => ruleRow(rule, via));
  switch (view) {
    case 'users': {
      const groups = Array.isArray(row.cells['groups']) ? row.cells['groups'] : [];
      return [
        ...of((rule) => rule.subjectType === 'user' && rule.subjectId === name),
        ...groups.flatMap((group) =>
          of((rule) => rule.subjectType === 'group' && rule.subjectId === group, group),
        ),
      ];
    }
    case 'groups':
      return of((rule) => rule.subjectType === 'group' && rule.subjectId === name);
    case 'service-accounts':
      return of((rule) => rule.subjectType === 'service-account' && rule.subjectId === name);
    case 'roles':
      return of((rule) => String(rule.roleId) === row.id);
    case 'access-rules':
      return [];
    default:
      return of((rule) => rule.scopeId === row.id);
  }
}

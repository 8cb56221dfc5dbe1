import type { Database } from 'better-sqlite3';
import type { RuleRow, ViewRecord } from '../../../src-shared/ipc/mirror-contract.ts';
import { viewColumns } from '../../../src-shared/views/view-columns.ts';
import type { ViewName } from '../../../src-shared/views/view-query.ts';
import { cellAt } from '../columns/column.ts';
import type { ViewTable } from '../columns/view-table.ts';
import type { FactPlace, FactReader } from '../facts/fact-reader.ts';
import { type AccessModel, serviceAccountTypes } from './access-model.ts';
import { accessRuleAt } from './domain-facts.ts';
import { subjectsByKey } from './small-views.ts';

/** What a record is read from. */
export interface RecordSource {
  readonly database: Database;
  readonly facts: FactReader;
  readonly model: AccessModel;
  table(view: ViewName): ViewTable;
  rowOf(view: ViewName, id: string): number;
  asOf(): string | null;
}

const mostRules = 500;

const factTable: Readonly<Partial<Record<ViewName, string>>> = {
  users: 'users',
  'access-rules': 'rules',
  roles: 'roles',
  'service-accounts': 'service_accounts',
  projects: 'projects',
  departments: 'departments',
  clusters: 'clusters',
};

interface Given {
  readonly row: number;
  readonly via: string;
}

/** Rules of some subjects, by subject key. */
function* rulesOfKeys(
  model: AccessModel,
  types: readonly string[],
  keys: readonly string[],
  via: (key: string) => string,
): Generator<Given> {
  const subjects = subjectsByKey(model, types);
  for (const key of new Set(keys))
    for (const subject of subjects.get(key) ?? []) {
      const rows: number[] = [];
      model.rules.eachOf(subject, (row) => rows.push(row));
      for (const row of rows) yield { row, via: via(key) };
    }
}

function* rulesWhere(model: AccessModel, match: (row: number) => boolean): Generator<Given> {
  for (let row = 0; row < model.rules.length; row += 1)
    if (model.rules.isAlive(row) && match(row)) yield { row, via: 'direct' };
}

function* rulesOfUser(model: AccessModel, user: number): Generator<Given> {
  const direct: number[] = [];
  model.eachRuleOfUser(user, (row) => direct.push(row));
  for (const row of direct) yield { row, via: 'direct' };
  const groups = model.users.columns.get('groups');
  const names = groups === undefined ? null : cellAt(groups, user);
  if (Array.isArray(names)) yield* rulesOfKeys(model, ['group'], names, (name) => name);
}

function rulesTouching(source: RecordSource, view: ViewName, id: string, row: number): Iterable<Given> {
  const { model } = source;
  const scope = (type: string): Iterable<Given> =>
    rulesWhere(
      model,
      (rule) => model.rules.scopeOf(rule).type === type && model.rules.scopeOf(rule).id === id,
    );
  switch (view) {
    case 'users':
      return rulesOfUser(model, row);
    case 'access-rules':
      return [{ row, via: 'direct' }];
    case 'roles':
      return rulesWhere(model, (rule) => String(model.rules.roleIds.at(rule)) === id);
    case 'groups':
      return rulesOfKeys(model, ['group'], [id], () => 'direct');
    case 'service-accounts': {
      const table = source.table(view);
      const text = (name: string): string => {
        const column = table.columns.get(name);
        return String((column === undefined ? null : cellAt(column, row)) ?? '');
      };
      return rulesOfKeys(model, serviceAccountTypes, [text('clientId'), text('name'), id], () => 'direct');
    }
    case 'projects':
      return scope('project');
    case 'departments':
      return scope('department');
    case 'clusters':
      return scope('cluster');
    default:
      return view satisfies never;
  }
}

function ruleRowOf(model: AccessModel, { row, via }: Given): RuleRow {
  const rule = accessRuleAt(model, row);
  return {
    id: String(rule.id),
    subjectType: rule.subjectType,
    subjectId: rule.subjectId,
    roleId: rule.roleId,
    roleName: rule.roleName,
    scopeType: rule.scopeType,
    scopeId: rule.scopeId,
    scopeName: rule.scopeName,
    scopePath: model.organisation.pathOf(rule.scopeType, rule.scopeId),
    via,
    createdBy: rule.createdBy,
    createdAt: rule.createdAt,
    phase: rule.phase,
    pending: model.rules.pending.at(row),
  };
}

function rawOf(source: RecordSource, view: ViewName, id: string): string | null {
  const table = factTable[view];
  if (table === undefined) return null;
  const key = view === 'roles' || view === 'access-rules' ? Number(id) : id;
  const place = source.database
    .prepare<[string | number], FactPlace>(`SELECT page, slot FROM ${table} WHERE id = ?`)
    .get(key);
  const fact = place === undefined ? undefined : source.facts.at(place);
  return fact === undefined ? null : JSON.stringify(fact, null, 2);
}

/** One row's whole story; null when it is not (or no longer) there. */
export function buildRecord(source: RecordSource, view: ViewName, id: string): ViewRecord | null {
  const row = source.rowOf(view, id);
  if (row < 0) return null;
  const table = source.table(view);
  const rules: RuleRow[] = [];
  let ruleTotal = 0;
  for (const given of rulesTouching(source, view, id, row)) {
    ruleTotal += 1;
    if (rules.length < mostRules) rules.push(ruleRowOf(source.model, given));
  }
  const fields = viewColumns[view].flatMap(({ id: name, label, kind }) => {
    const column = table.columns.get(name);
    const value = column === undefined ? null : cellAt(column, row);
    // Nothing is said about changes where there are none.
    return name === 'pending' && value === null ? [] : [{ label, kind, value }];
  });
  return {
    view,
    id,
    title: String(fields[0]?.value ?? id),
    fields,
    rules,
    ruleTotal,
    raw: rawOf(source, view, id),
    asOf: source.asOf(),
  };
}

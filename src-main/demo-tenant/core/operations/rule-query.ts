import {
  compileConditions,
  parseConditions,
  type Condition,
  type FieldKinds,
  type FieldValue,
} from '../filter-by.ts';
import { badRequest } from '../api-failure.ts';
import { parseInstant, type Millis } from '../instant.ts';
import { createPermutation } from '../mixing.ts';
import type { OperationRequest } from '../operation.ts';
import { covers } from '../rights.ts';
import { scopeKey, type Scope } from '../org-units.ts';
import type { RulePosition } from '../rule-store.ts';
import type { TenantState } from '../tenant-state.ts';
import { phaseOf } from './rule-json.ts';
import { orderByField } from './field-order.ts';
import { textOf, textsOf } from './pages.ts';

/** The rules a query matches, in its order. */
export interface RuleSelection {
  count: number;
  at(rank: number): RulePosition;
}

const KINDS: FieldKinds = { moments: new Set(['createdAt', 'deletedAt']), numbers: new Set(['roleId']) };

function fieldOf(state: TenantState, position: RulePosition, field: string, now: Millis): FieldValue {
  const record = state.rules.read(position);
  switch (field) {
    case 'subjectId':
      return record.subjectId;
    case 'subjectType':
      return record.subjectType;
    case 'roleId':
      return record.roleId;
    case 'roleName':
      return record.roleName;
    case 'scopeId':
      return record.scope.id;
    case 'scopeType':
      return record.scope.type;
    case 'scopeName':
      return record.scope.name;
    case 'createdAt':
      return record.createdAt;
    case 'createdBy':
      return record.createdBy;
    case 'deletedAt':
      return state.rules.stateOf(position).deletedAt;
    default:
      return phaseOf(state, position, record, state.rules.stateOf(position), now) ?? null;
  }
}

interface RuleQuery {
  conditions: Condition[];
  subjectIds: string[];
  subjectType: string | undefined;
  subjectPart: string | undefined;
  clusterId: string | undefined;
  scopeId: string | undefined;
  changedFrom: Millis | undefined;
  includeDeleted: boolean;
  search: string | undefined;
  sortBy: string | undefined;
}

function queryOf(state: TenantState, request: OperationRequest): RuleQuery {
  const conditions = parseConditions(textsOf(request, 'filterBy'));
  const equals = (field: string): void => {
    const value = request.query[field];
    if (typeof value !== 'string' && typeof value !== 'number') return;
    conditions.push({ field, operator: '==', value: String(value) });
  };
  if (state.profile.oldRuleFilters) {
    equals('scopeType');
    equals('roleId');
  }
  const changed = textOf(request, 'lastUpdated');
  const changedFrom = changed === undefined ? undefined : parseInstant(changed);
  if (changed !== undefined && changedFrom === undefined) throw badRequest('lastUpdated is not a moment');
  const search = state.profile.search ? textOf(request, 'search')?.toLowerCase() : undefined;
  return {
    conditions,
    subjectIds: textsOf(request, 'subjectIds'),
    subjectType: textOf(request, 'subjectType'),
    subjectPart: state.profile.oldRuleFilters ? textOf(request, 'subjectIdFilter') : undefined,
    clusterId: textOf(request, 'clusterId'),
    scopeId: textOf(request, 'scopeId'),
    changedFrom,
    includeDeleted: request.query['includeDeleted'] === true,
    search: search === '' ? undefined : search,
    sortBy: textOf(request, 'sortBy'),
  };
}

function* candidates(state: TenantState, query: RuleQuery): Generator<RulePosition> {
  const { rules } = state;
  if (query.subjectIds.length > 0) {
    yield* [...new Set(query.subjectIds.flatMap((id) => rules.ofSubject(id)))].sort((a, b) => a - b);
    return;
  }
  let from = 0;
  if (query.changedFrom !== undefined) {
    from = rules.firstCreatedFrom(query.changedFrom);
    for (const position of rules.changed()) {
      if (position < from && rules.stateOf(position).updatedAt >= query.changedFrom) yield position;
    }
  }
  for (let position = from; position < rules.totalCount; position++) yield position;
}

/** What somebody is shown who may read rules in the scopes `visible`, by where a rule holds; null for everything. */
export function shownIn(
  { switches }: Pick<TenantState, 'switches'>,
  visible: readonly Scope[],
): ((where: Scope) => boolean) | null {
  if (!switches.scopedListsFiltered || visible.some((scope) => scope.type === 'tenant')) return null;
  return (where) => covers(visible, where);
}

function scan(state: TenantState, query: RuleQuery, visible: readonly Scope[], now: Millis): Int32Array {
  const { rules } = state;
  const test = compileConditions(query.conditions, KINDS, (position: RulePosition, field) =>
    fieldOf(state, position, field, now),
  );
  const shown = shownIn(state, visible);
  const part = query.subjectPart?.toLowerCase();
  const found: RulePosition[] = [];
  for (const position of candidates(state, query)) {
    if (!query.includeDeleted && rules.stateOf(position).deletedAt !== null) continue;
    const record = rules.read(position);
    if (shown !== null && !shown(record.scope)) continue;
    if (query.subjectType !== undefined && record.subjectType !== query.subjectType) continue;
    if (query.clusterId !== undefined && record.scope.clusterId !== query.clusterId) continue;
    if (query.scopeId !== undefined && record.scope.id !== query.scopeId) continue;
    if (part !== undefined && !record.subjectId.toLowerCase().includes(part)) continue;
    if (query.search !== undefined) {
      const text = `${record.subjectId}\n${record.roleName}\n${record.scope.name}`.toLowerCase();
      if (!text.includes(query.search)) continue;
    }
    if (test === undefined || test(position)) found.push(position);
  }
  const { sortBy } = query;
  if (sortBy === undefined || sortBy === 'createdAt') return Int32Array.from(found);
  return orderByField(found, (position) => fieldOf(state, position, sortBy, now));
}

function isPlain(query: RuleQuery): boolean {
  const { conditions, subjectIds, sortBy, ...rest } = query;
  const narrowing = [
    rest.subjectType,
    rest.subjectPart,
    rest.clusterId,
    rest.scopeId,
    rest.changedFrom,
    rest.search,
  ];
  return (
    conditions.length === 0 &&
    subjectIds.length === 0 &&
    (sortBy === undefined || sortBy === 'createdAt') &&
    narrowing.every((value) => value === undefined)
  );
}

/**
 * Rules a list or count call asks for, as far as the caller's scopes `visible` reach. In creation order without
 * conditions it costs nothing per rule; anything else scans once and is remembered until the next change
 * (phases change by themselves and are never remembered).
 */
export function selectRules(
  state: TenantState,
  request: OperationRequest,
  visible: readonly Scope[],
  now: Millis,
): RuleSelection {
  const { rules, switches } = state;
  const query = queryOf(state, request);
  const everything = shownIn(state, visible) === null;
  let selection: RuleSelection;
  if (everything && isPlain(query)) {
    selection = query.includeDeleted
      ? { count: rules.totalCount, at: (rank) => rank }
      : { count: rules.liveCount, at: rules.liveAt };
  } else {
    const make = (): Int32Array => scan(state, query, visible, now);
    const fleeting = query.sortBy === 'phase' || query.conditions.some((c) => c.field === 'phase');
    const key = JSON.stringify([
      'rules',
      query,
      everything ? [] : visible.map((s) => scopeKey(s.type, s.id)),
    ]);
    const found = fleeting ? make() : state.remembered.get(key, make);
    selection = { count: found.length, at: (rank) => found[rank] ?? 0 };
  }
  const { count, at } = selection;
  if (query.sortBy === undefined && switches.unsortedPagesShuffle) {
    const order = createPermutation(count, state.rng.word());
    return { count, at: (rank) => at(order.forward(rank)) };
  }
  if (textOf(request, 'sortOrder') !== 'desc') return selection;
  return { count, at: (rank) => at(count - 1 - rank) };
}

import {
  compileConditions,
  parseConditions,
  type Condition,
  type FieldKinds,
  type FieldValue,
} from '../filter-by.ts';
import type { UserRecord } from '../generated-users.ts';
import { createPermutation } from '../mixing.ts';
import type { OperationRequest } from '../operation.ts';
import type { TenantState } from '../tenant-state.ts';
import type { UserRef } from '../user-store.ts';
import { orderByField } from './field-order.ts';
import { textOf, textsOf } from './pages.ts';

/** The users a query matches, in its order. */
export interface UserSelection {
  count: number;
  at(rank: number): UserRef;
}

const KINDS: FieldKinds = {
  moments: new Set(['lastLogin', 'creationTime', 'lastUpdated']),
  booleans: new Set(['isLocal']),
};

function fieldOf(user: UserRecord, field: string): FieldValue {
  switch (field) {
    case 'createdBy':
      return user.createdBy;
    case 'lastLogin':
      return user.lastLogin;
    case 'creationTime':
      return user.createdAt;
    case 'lastUpdated':
      return user.updatedAt;
    case 'isLocal':
      return user.isLocal;
    case 'type':
      return user.isLocal ? 'local' : 'sso';
    default:
      return user.username;
  }
}

function conditionsOf(request: OperationRequest, paged: boolean): Condition[] {
  const old = textOf(request, 'filter');
  const oldLocal = old === undefined ? null : /^runai\.is_local:(true|false)$/.exec(old);
  return [
    ...(paged ? parseConditions(textsOf(request, 'filterBy')) : []),
    ...(oldLocal?.[1] === undefined
      ? []
      : [{ field: 'isLocal', operator: '==' as const, value: oldLocal[1] }]),
  ];
}

function scan(state: TenantState, conditions: readonly Condition[], search: string | undefined): UserRef[] {
  const { users } = state;
  const onNames = conditions.filter((c) => c.field === 'username');
  const nameTest = compileConditions(onNames, KINDS, (username: string) => username);
  const test = compileConditions(
    conditions.filter((c) => c.field !== 'username'),
    KINDS,
    fieldOf,
  );
  const exact = onNames.find((c) => c.operator === '==');
  const found: UserRef[] = [];
  const consider = (ref: UserRef): void => {
    const username = users.usernameOf(ref);
    if (nameTest !== undefined && !nameTest(username)) return;
    if (search !== undefined && !username.toLowerCase().includes(search)) {
      if (!state.profile.userNames) return;
      const { firstName, lastName } = users.read(ref);
      if (!`${firstName} ${lastName}`.toLowerCase().includes(search)) return;
    }
    if (test === undefined || test(users.read(ref))) found.push(ref);
  };
  if (exact !== undefined) {
    const ref = users.byEmail(exact.value);
    if (ref !== undefined) consider(ref);
    return found;
  }
  for (let rank = 0; rank < users.count; rank++) consider(users.at(rank));
  return found;
}

/**
 * Users a list or count call asks for. By username without conditions it costs nothing per user; anything else
 * scans once and is remembered until the next change. Without `sortBy` the order differs from call to call
 * (behaviour 19, switch).
 */
export function selectUsers(state: TenantState, request: OperationRequest): UserSelection {
  const { usersPaged, search: searches } = state.profile;
  const conditions = conditionsOf(request, usersPaged);
  const search = searches ? textOf(request, 'search')?.toLowerCase() : undefined;
  const sortBy = usersPaged ? textOf(request, 'sortBy') : undefined;
  const descending = textOf(request, 'sortOrder') === 'desc';

  const key = JSON.stringify(['users', conditions, search, sortBy === undefined ? 'username' : sortBy]);
  const plain = conditions.length === 0 && (search === undefined || search === '');
  let selection: UserSelection;
  if (plain && (sortBy === undefined || sortBy === 'username')) {
    selection = { count: state.users.count, at: state.users.at };
  } else {
    const refs = state.remembered.get(key, () => {
      const found = scan(state, conditions, search);
      if (sortBy === undefined || sortBy === 'username') return Int32Array.from(found);
      return orderByField(found, (ref) => fieldOf(state.users.read(ref), sortBy));
    });
    selection = { count: refs.length, at: (rank) => refs[rank] ?? 0 };
  }
  const { count, at } = selection;
  if (sortBy === undefined && state.switches.unsortedPagesShuffle) {
    const order = createPermutation(count, state.rng.word());
    return { count, at: (rank) => at(order.forward(rank)) };
  }
  return descending ? { count, at: (rank) => at(count - 1 - rank) } : selection;
}

import { badRequest, conflict, forbidden, notFound } from '../api-failure.ts';
import type { UserRecord } from '../generated-users.ts';
import { uuidOf } from '../mixing.ts';
import {
  note,
  ok,
  requireInTenant,
  requireSomewhere,
  type CallContext,
  type Operation,
  type OperationTable,
} from '../operation.ts';
import { digestOf, makeSecret } from '../secrets.ts';
import type { TenantState } from '../tenant-state.ts';
import type { UserRef } from '../user-store.ts';
import { bodyOf, textOf, textsOf, windowOf } from './pages.ts';
import { userText } from './user-json.ts';
import { selectUsers } from './user-query.ts';
import { removeRulesOf } from './rule-removal.ts';

const MINIMAL_FILTERS = 25;
const MINIMAL_RESULTS = 500;

function find(call: CallContext, id: string | number | undefined): { ref: UserRef; user: UserRecord } {
  const ref = call.state.users.byId(String(id));
  if (ref === undefined) throw notFound('User not found');
  return { ref, user: call.state.users.read(ref) };
}

const listUsers: Operation = (call, request) => {
  requireSomewhere(call, 'users', 'read');
  const selection = selectUsers(call.state, request);
  const { offset, limit } = call.state.profile.usersPaged
    ? windowOf(request, 500)
    : { offset: 0, limit: selection.count };
  const end = Math.min(selection.count, offset + limit);
  const parts: string[] = [];
  for (let rank = offset; rank < end; rank++) {
    parts.push(userText(call.state, call.state.users.read(selection.at(rank))));
  }
  return { status: 200, text: `[${parts.join(',')}]` };
};

const countUsers: Operation = (call, request) => {
  requireSomewhere(call, 'users', 'read');
  return ok({ count: selectUsers(call.state, request).count });
};

const getUser: Operation = (call, request) => {
  requireSomewhere(call, 'users', 'read');
  return { status: 200, text: userText(call.state, find(call, request.path['userId']).user) };
};

interface UserDraft {
  email: string;
  notify?: boolean | null;
  firstName?: string;
  lastName?: string;
}

const createUser: Operation = (call, request) => {
  requireInTenant(call, 'users', 'create');
  const { state, now } = call;
  const draft = bodyOf<UserDraft>(request);
  if (state.users.byEmail(draft.email, !state.switches.emailCaseIgnored) !== undefined) {
    throw conflict('A user with this e-mail already exists');
  }
  const id = uuidOf(state.rng.word(), state.rng.word());
  const password = makeSecret(state.rng, 16);
  const record: UserRecord = {
    id,
    username: draft.email,
    createdBy: call.caller.name,
    createdAt: now,
    updatedAt: now,
    lastLogin: null,
    isLocal: true,
    groups: null,
    firstName: state.profile.userNames ? (draft.firstName ?? '') : '',
    lastName: state.profile.userNames ? (draft.lastName ?? '') : '',
  };
  const hidden = state.switches.newUserHiddenMs;
  state.users.add(record, hidden > 0 ? now + hidden : undefined);
  state.passwords.set(id, { digest: digestOf(password), mustChange: true });
  note(call, 'user.created', id, draft.email);
  note(call, 'password.issued', id);
  if (state.profile.notify && draft.notify === true) note(call, 'mail.sent', id, draft.email);
  return {
    status: 201,
    json: { id, username: draft.email, tempPassword: password },
    entity: { id, name: draft.email },
  };
};

/** Whether this is the last local user with System administrator for the tenant (behaviour 12). */
function isLastAdministrator(state: TenantState, user: UserRecord): boolean {
  const administrator = state.roles.byName('System administrator');
  const holds = (email: string): boolean =>
    state.rules.ofSubject(email).some((position) => {
      const { roleId, scope, subjectType } = state.rules.read(position);
      const { deletedAt, leaving } = state.rules.stateOf(position);
      return (
        subjectType === 'user' &&
        roleId === administrator?.id &&
        scope.type === 'tenant' &&
        deletedAt === null &&
        !leaving
      );
    });
  if (!user.isLocal || !holds(user.username)) return false;
  // Generated rules never give this role for the tenant, so only users with a known password can hold it.
  for (const id of state.passwords.keys()) {
    const ref = id === user.id ? undefined : state.users.byId(id);
    if (ref !== undefined && holds(state.users.usernameOf(ref))) return false;
  }
  return true;
}

const deleteUser: Operation = (call, request) => {
  requireInTenant(call, 'users', 'delete');
  const { state } = call;
  const { ref, user } = find(call, request.path['userId']);
  if (state.switches.lastAdministratorProtected && isLastAdministrator(state, user)) {
    throw badRequest('The last local System administrator cannot be deleted');
  }
  state.users.remove(ref);
  state.passwords.delete(user.id);
  state.accessKeys.delete(user.id);
  state.sessionsEndedAt.set(user.id, call.now);
  note(call, 'user.deleted', user.id, user.username);
  if (state.switches.userDeletionRemovesRules) removeRulesOf(call, [user.username, user.id], ['user']);
  return { status: 204, entity: { id: user.id, name: user.username } };
};

const resetUserPassword: Operation = (call, request) => {
  requireInTenant(call, 'users', 'update');
  const { state } = call;
  const { ref, user } = find(call, request.path['userId']);
  if (!user.isLocal && state.switches.ssoPasswordResetRefused) {
    throw badRequest('The password of an SSO user is kept by the identity provider');
  }
  const password = makeSecret(state.rng, 16);
  state.passwords.set(user.id, { digest: digestOf(password), mustChange: true });
  state.users.change(ref, { updatedAt: call.now });
  note(call, 'password.issued', user.id);
  return { status: 200, json: { tempPassword: password }, entity: { id: user.id, name: user.username } };
};

const logoutUser: Operation = (call, request) => {
  requireInTenant(call, 'users', 'update');
  const { user } = find(call, request.path['userId']);
  call.state.sessionsEndedAt.set(user.id, call.now);
  note(call, 'sessions.ended', user.id);
  return { status: 200, entity: { id: user.id, name: user.username } };
};

const listUsersMinimal: Operation = (call, request) => {
  const { state } = call;
  requireSomewhere(call, 'users-minimal', 'read');
  const search = textOf(request, 'search');
  const ids = textsOf(request, 'id');
  const filters = textsOf(request, 'filterBy');
  if (search === undefined && ids.length === 0 && filters.length === 0)
    throw badRequest('search, id or filterBy is needed');
  const contains = filters.filter((f) => f.startsWith('username=@'));
  if (contains.length > 1 || filters.length > MINIMAL_FILTERS) throw badRequest('Too many conditions');
  const exact = filters.filter((f) => f.startsWith('username==')).map((f) => f.slice('username=='.length));

  let refs: UserRef[];
  if (ids.length > 0 || exact.length > 0) {
    refs = [
      ...ids.map((id) => state.users.byId(id)),
      ...exact.map((email) => state.users.byEmail(email)),
    ].filter((ref) => ref !== undefined);
  } else {
    const query = {
      ...(search === undefined ? {} : { search }),
      ...(contains[0] === undefined ? {} : { filterBy: contains }),
    };
    const selection = selectUsers(state, {
      path: {},
      query: { ...query, sortBy: 'username' },
      body: undefined,
    });
    refs = Array.from({ length: Math.min(selection.count, MINIMAL_RESULTS) }, (_, rank) =>
      selection.at(rank),
    );
  }
  return ok(
    [...new Set(refs)].map((ref) => {
      const { id, username, firstName, lastName } = state.users.read(ref);
      return { id, username, firstName, lastName };
    }),
  );
};

interface PasswordChange {
  currentPassword: string;
  newPassword: string;
}

const changeMyPassword: Operation = (call, request) => {
  if (call.caller.kind !== 'user') throw forbidden('Only a user has a password');
  const { user, ref } = call.caller;
  const { currentPassword, newPassword } = bodyOf<PasswordChange>(request);
  const known = call.state.passwords.get(user.id);
  if (known === undefined || !known.digest.equals(digestOf(currentPassword)))
    throw badRequest('The current password is wrong');
  if (currentPassword === newPassword) throw badRequest('The new password must differ');
  call.state.passwords.set(user.id, { digest: digestOf(newPassword), mustChange: false });
  call.state.users.change(ref, { updatedAt: call.now });
  note(call, 'password.changed', user.id);
  return {
    status: 200,
    json: { currentPassword, newPassword },
    entity: { id: user.id, name: user.username },
  };
};

/** Users (tenant-api §3.3) and the caller's own password. */
export const userOperations: OperationTable = {
  listUsers,
  countUsers,
  getUser,
  createUser,
  deleteUser,
  resetUserPassword,
  logoutUser,
  listUsersMinimal,
  changeMyPassword,
};

import { badRequest, notFound } from '../api-failure.ts';
import type { Client } from '../clients.ts';
import { newClient } from '../first-clients.ts';
import type { UserRecord } from '../generated-users.ts';
import { instantText, type Millis } from '../instant.ts';
import { LEGACY_ROLES, type LegacyAccess, type LegacyRole, type LegacyStore } from '../legacy-access.ts';
import { uuidOf } from '../mixing.ts';
import {
  note,
  ok,
  requireSomewhere,
  type CallContext,
  type Operation,
  type OperationTable,
} from '../operation.ts';
import { digestOf, makeSecret } from '../secrets.ts';
import type { UserRef } from '../user-store.ts';
import { bodyOf, textOf, textsOf } from './pages.ts';
import type { OperationRequest } from '../operation.ts';

/** Shortest password that is taken; what the product itself asks for is not published (assumed). */
const SHORTEST_PASSWORD = 8;

function legacyOf(call: CallContext): LegacyStore {
  const { legacy } = call.state;
  if (legacy === undefined) throw notFound('Not found');
  return legacy;
}

const moment = (name: string, ms: Millis | null): Record<string, string> =>
  ms === null ? {} : { [name]: instantText(ms) };

function userJson(call: CallContext, user: UserRecord): Record<string, unknown> {
  return {
    userId: user.id,
    email: user.username,
    entityType: user.isLocal ? 'regular-user' : 'sso-user',
    tenantId: call.state.units.tenantId,
    ...legacyOf(call).ofUser(user),
    ...moment('createdAt', user.createdAt),
    ...moment('lastLogin', user.lastLogin),
  };
}

/** Roles that this tenant has: ML engineer only with the inference module (seed). */
const offered = ({ state }: CallContext): LegacyRole[] =>
  LEGACY_ROLES.filter((role) => role !== 'ml_engineer' || state.switches.inferenceModule);

/** Members of a body that say what somebody may do; left out means taken away (PUT replaces, tenant-api §4). */
type AccessDraft = Partial<LegacyAccess>;

/**
 * Reads roles and clusters of a body; throws 400 for a cluster that is not there, a role that needs a missing module, and
 * for a user without a role (groups and applications may have none: assumed).
 */
function accessOf(call: CallContext, draft: AccessDraft, needsRole: boolean): LegacyAccess {
  const roles = [...new Set(draft.roles)];
  if (needsRole && roles.length === 0) throw badRequest('At least one role is needed');
  if (roles.some((role) => !offered(call).includes(role))) throw badRequest('The role is not available');
  const permittedClusters = [...new Set(draft.permittedClusters)];
  if (permittedClusters.some((id) => call.state.units.find('cluster', id) === undefined)) {
    throw badRequest('Unknown cluster');
  }
  return { roles, permitAllClusters: draft.permitAllClusters === true, permittedClusters };
}

function wantedHere(call: CallContext, request: OperationRequest, user: UserRecord): boolean {
  const roles = textsOf(request, 'roles');
  const type = textOf(request, 'usersType');
  if (request.query['onlyCreatedByMe'] === true && user.createdBy !== call.caller.name) return false;
  if (type !== undefined && (type === 'regular-user') !== user.isLocal) return false;
  return (
    roles.length === 0 ||
    legacyOf(call)
      .ofUser(user)
      .roles.some((role) => roles.includes(role))
  );
}

const listUsers: Operation = (call, request) => {
  requireSomewhere(call, 'users', 'read');
  const { users } = call.state;
  const all = Array.from({ length: users.count }, (_, rank) => users.read(users.at(rank)));
  return ok(all.filter((user) => wantedHere(call, request, user)).map((user) => userJson(call, user)));
};

function findUser(call: CallContext, request: OperationRequest): { ref: UserRef; user: UserRecord } {
  const ref = call.state.users.byId(String(request.path['legacyUserId']));
  if (ref === undefined) throw notFound('User not found');
  return { ref, user: call.state.users.read(ref) };
}

interface NewUser extends AccessDraft {
  email: string;
  password: string;
  entityType?: 'regular-user' | 'sso-user';
  needToChangePassword?: boolean;
}

const createUser: Operation = (call, request) => {
  requireSomewhere(call, 'users', 'create');
  const { state, now } = call;
  const draft = bodyOf<NewUser>(request);
  const access = accessOf(call, draft, true);
  if (!/^[^@\s]+@[^@\s]+$/.test(draft.email)) throw badRequest('Not an e-mail');
  if (draft.password.length < SHORTEST_PASSWORD) throw badRequest('The password is too short');
  // No 409 is published for this call: a second account of an e-mail is a bad request.
  if (state.users.byEmail(draft.email) !== undefined)
    throw badRequest('A user with this e-mail already exists');
  const id = uuidOf(state.rng.word(), state.rng.word());
  const isLocal = draft.entityType !== 'sso-user';
  state.users.add({
    id,
    username: draft.email,
    createdBy: call.caller.name,
    createdAt: now,
    updatedAt: now,
    lastLogin: null,
    isLocal,
    groups: isLocal ? null : [],
    firstName: '',
    lastName: '',
  });
  const mustChange = draft.needToChangePassword === true;
  legacyOf(call).setUser(id, { ...access, needToChangePassword: mustChange });
  if (isLocal) state.passwords.set(id, { digest: digestOf(draft.password), mustChange });
  note(call, 'user.created', id, draft.email);
  return {
    ...ok({ ...draft, ...access, userId: id, tenantId: state.units.tenantId }),
    entity: { id, name: draft.email },
  };
};

const updateUser: Operation = (call, request) => {
  requireSomewhere(call, 'users', 'update');
  const { user } = findUser(call, request);
  const draft = bodyOf<AccessDraft & { email: string; needToChangePassword?: boolean }>(request);
  if (draft.email.toLowerCase() !== user.username.toLowerCase())
    throw badRequest('The e-mail cannot be changed');
  const access = accessOf(call, draft, true);
  legacyOf(call).setUser(user.id, { ...access, needToChangePassword: draft.needToChangePassword === true });
  note(call, 'user.updated', user.id, user.username);
  return { ...ok(userJson(call, user)), entity: { id: user.id, name: user.username } };
};

const deleteUser: Operation = (call, request) => {
  requireSomewhere(call, 'users', 'delete');
  const { state } = call;
  const { ref, user } = findUser(call, request);
  const legacy = legacyOf(call);
  if (
    state.switches.lastAdministratorProtected &&
    user.isLocal &&
    legacy.ofUser(user).roles.includes('admin')
  ) {
    // Generated users never have this role.
    const others = [...state.passwords.keys()].some((id) => {
      const other = id === user.id ? undefined : state.users.byId(id);
      return other !== undefined && legacy.ofUser(state.users.read(other)).roles.includes('admin');
    });
    if (!others) throw badRequest('The last local Administrator cannot be deleted');
  }
  state.users.remove(ref);
  state.passwords.delete(user.id);
  state.sessionsEndedAt.set(user.id, call.now);
  legacy.removeUser(user.id);
  note(call, 'user.deleted', user.id, user.username);
  return { status: 200, entity: { id: user.id, name: user.username } };
};

type Group = LegacyAccess & { createdAt: Millis };

function groupJson(
  call: CallContext,
  name: string,
  { createdAt, ...access }: Group,
): Record<string, unknown> {
  return { name, ...access, tenantId: call.state.units.tenantId, createdAt: instantText(createdAt) };
}

function findGroup(call: CallContext, request: OperationRequest): { name: string; group: Group } {
  const name = String(request.path['legacyGroupName']);
  const group = legacyOf(call).groups.get(name);
  if (group === undefined) throw notFound('Group not found');
  return { name, group };
}

const writeGroup = (call: CallContext, name: string, group: Group, effect: string) => {
  legacyOf(call).groups.set(name, group);
  note(call, effect, name);
  return { ...ok(groupJson(call, name, group)), entity: { id: name, name } };
};

const createGroup: Operation = (call, request) => {
  requireSomewhere(call, 'users', 'create');
  const draft = bodyOf<AccessDraft & { name: string }>(request);
  if (legacyOf(call).groups.has(draft.name)) throw badRequest('A group with this name already exists');
  return writeGroup(
    call,
    draft.name,
    { ...accessOf(call, draft, false), createdAt: call.now },
    'group.created',
  );
};

const updateGroup: Operation = (call, request) => {
  requireSomewhere(call, 'users', 'update');
  const { name, group } = findGroup(call, request);
  const access = accessOf(call, bodyOf<AccessDraft>(request), false);
  return writeGroup(call, name, { ...access, createdAt: group.createdAt }, 'group.updated');
};

const deleteGroup: Operation = (call, request) => {
  requireSomewhere(call, 'users', 'delete');
  const { name } = findGroup(call, request);
  legacyOf(call).groups.delete(name);
  note(call, 'group.deleted', name);
  return { status: 200, entity: { id: name, name } };
};

function appJson(call: CallContext, client: Client, secret?: string): Record<string, unknown> {
  return {
    name: client.name,
    clientId: client.clientId,
    revoked: !client.enabled,
    ...legacyOf(call).ofApp(client),
    tenantId: call.state.units.tenantId,
    ...(secret === undefined ? {} : { secret }),
    ...moment('createdAt', client.createdAt),
    ...moment('lastLogin', client.lastLogin),
  };
}

function findApp(call: CallContext, request: OperationRequest): Client {
  const clientId = String(request.path['legacyClientId']);
  const client = call.state.serviceAccounts.all().find((one) => one.clientId === clientId);
  if (client === undefined) throw notFound('Application not found');
  return client;
}

type AppDraft = AccessDraft & { name: string; revoked?: boolean };

const createApp: Operation = (call, request) => {
  requireSomewhere(call, 'users', 'create');
  const draft = bodyOf<AppDraft>(request);
  const { serviceAccounts, rng } = call.state;
  if (serviceAccounts.all().some(({ name }) => name === draft.name))
    throw badRequest('An application with this name already exists');
  const access = accessOf(call, draft, false);
  const { client, secret } = newClient(rng, draft.name, call.caller.name, call.now);
  client.clientId = client.name;
  serviceAccounts.add(client);
  legacyOf(call).setApp(client.id, access);
  note(call, 'service-account.created', client.id, client.name);
  note(call, 'secret.issued', client.id);
  return { ...ok(appJson(call, client, secret)), entity: { id: client.id, name: client.name } };
};

const updateApp: Operation = (call, request) => {
  requireSomewhere(call, 'users', 'update');
  const client = findApp(call, request);
  const draft = bodyOf<AppDraft>(request);
  legacyOf(call).setApp(client.id, accessOf(call, draft, false));
  client.enabled = draft.revoked !== true;
  client.updatedAt = call.now;
  note(call, client.enabled ? 'service-account.enabled' : 'service-account.disabled', client.id);
  return { ...ok(appJson(call, client)), entity: { id: client.id, name: client.name } };
};

const deleteApp: Operation = (call, request) => {
  requireSomewhere(call, 'users', 'delete');
  const client = findApp(call, request);
  call.state.serviceAccounts.remove(client.id);
  note(call, 'service-account.deleted', client.id, client.name);
  return { status: 200, entity: { id: client.id, name: client.name } };
};

const rotateApp: Operation = (call, request) => {
  requireSomewhere(call, 'users', 'update');
  const client = findApp(call, request);
  const secret = makeSecret(call.state.rng, 40);
  client.secret = digestOf(secret);
  client.generation++;
  client.updatedAt = call.now;
  note(call, 'secret.issued', client.id);
  return { ...ok(appJson(call, client, secret)), entity: { id: client.id, name: client.name } };
};

/** Users that carry roles and clusters, groups and applications of 2.13 (tenant-api §4). */
export const legacyOperations: OperationTable = {
  legacyListUsers: listUsers,
  legacyCreateUser: createUser,
  legacyListRoles: (call) => {
    requireSomewhere(call, 'users', 'read');
    return ok(offered(call));
  },
  legacyGetUser: (call, request) => {
    requireSomewhere(call, 'users', 'read');
    return ok(userJson(call, findUser(call, request).user));
  },
  legacyUpdateUser: updateUser,
  legacyDeleteUser: deleteUser,
  legacyListGroups: (call) => {
    requireSomewhere(call, 'users', 'read');
    return ok([...legacyOf(call).groups].map(([name, group]) => groupJson(call, name, group)));
  },
  legacyCreateGroup: createGroup,
  legacyGetGroup: (call, request) => {
    requireSomewhere(call, 'users', 'read');
    const { name, group } = findGroup(call, request);
    return ok(groupJson(call, name, group));
  },
  legacyUpdateGroup: updateGroup,
  legacyDeleteGroup: deleteGroup,
  legacyListApps: (call) => {
    requireSomewhere(call, 'users', 'read');
    return ok(call.state.serviceAccounts.all().map((client) => appJson(call, client)));
  },
  legacyCreateApp: createApp,
  legacyGetApp: (call, request) => {
    requireSomewhere(call, 'users', 'read');
    return ok(appJson(call, findApp(call, request)));
  },
  legacyUpdateApp: updateApp,
  legacyDeleteApp: deleteApp,
  legacyRegenerateAppSecret: rotateApp,
};

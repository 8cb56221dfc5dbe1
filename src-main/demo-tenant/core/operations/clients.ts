import { badRequest, conflict, forbidden, notFound } from '../api-failure.ts';
import { createClientStore, type Client, type ClientStore } from '../clients.ts';
import { newClient } from '../first-clients.ts';
import { instantText } from '../instant.ts';
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
import { bodyOf, textOf } from './pages.ts';
import { removeRulesOf } from './rule-removal.ts';
import type { OperationRequest } from '../operation.ts';

const when = (ms: number | null): string | null => (ms === null ? null : instantText(ms));

function accountJson(call: CallContext, client: Client): Record<string, unknown> {
  return {
    id: client.id,
    name: client.name,
    clientId: client.clientId,
    enabled: client.enabled,
    createdBy: client.createdBy,
    createdAt: instantText(client.createdAt),
    updatedAt: instantText(client.updatedAt),
    lastLogin: when(client.lastLogin),
    tenantId: String(call.state.units.tenantId),
  };
}

function findAccount(call: CallContext, id: string | number | undefined): Client {
  const client = call.state.serviceAccounts.byId(String(id));
  if (client === undefined) throw notFound('Service account not found');
  return client;
}

const list: Operation = (call) => {
  requireSomewhere(call, call.state.profile.clientResource, 'read');
  return ok(call.state.serviceAccounts.all().map((client) => accountJson(call, client)));
};

const get =
  (parameter: string): Operation =>
  (call, request) => {
    requireSomewhere(call, call.state.profile.clientResource, 'read');
    return ok(accountJson(call, findAccount(call, request.path[parameter])));
  };

const create =
  (secretMember: 'clientSecret' | 'secret'): Operation =>
  (call, request) => {
    requireInTenant(call, call.state.profile.clientResource, 'create');
    const { name } = bodyOf<{ name: string }>(request);
    const { serviceAccounts, rng } = call.state;
    if (serviceAccounts.all().some((client) => client.name === name)) throw conflict('The name is in use');
    const { client, secret } = newClient(rng, name, call.caller.name, call.now);
    serviceAccounts.add(client);
    note(call, 'service-account.created', client.id, name);
    note(call, 'secret.issued', client.id);
    return {
      status: 201,
      json: { id: client.id, name, clientId: client.clientId, [secretMember]: secret },
      entity: { id: client.id, name },
    };
  };

const setEnabled =
  (parameter: string): Operation =>
  (call, request) => {
    requireInTenant(call, call.state.profile.clientResource, 'update');
    const client = findAccount(call, request.path[parameter]);
    client.enabled = bodyOf<{ enabled: boolean }>(request).enabled;
    client.updatedAt = call.now;
    note(call, client.enabled ? 'service-account.enabled' : 'service-account.disabled', client.id);
    return { status: 200, entity: { id: client.id, name: client.name } };
  };

const remove =
  (parameter: string): Operation =>
  (call, request) => {
    requireInTenant(call, call.state.profile.clientResource, 'delete');
    const client = findAccount(call, request.path[parameter]);
    call.state.serviceAccounts.remove(client.id);
    note(call, 'service-account.deleted', client.id, client.name);
    if (call.state.switches.userDeletionRemovesRules) {
      removeRulesOf(call, [client.clientId, client.name, client.id], ['service-account', 'app']);
    }
    return { status: 204, entity: { id: client.id, name: client.name } };
  };

function rotate(call: CallContext, client: Client): string {
  const secret = makeSecret(call.state.rng, 40);
  client.secret = digestOf(secret);
  client.generation++;
  client.updatedAt = call.now;
  note(call, 'secret.issued', client.id);
  return secret;
}

const rotateAccount =
  (parameter: string, member: 'clientSecret' | 'secret'): Operation =>
  (call, request) => {
    requireInTenant(call, call.state.profile.clientResource, 'update');
    const client = findAccount(call, request.path[parameter]);
    return {
      status: 200,
      json: { [member]: rotate(call, client) },
      entity: { id: client.id, name: client.name },
    };
  };

function keyJson(client: Client): Record<string, unknown> {
  const { id, name, clientId } = client;
  return { id, name, clientId, createdAt: instantText(client.createdAt), lastLogin: when(client.lastLogin) };
}

/** The caller's own keys. Service accounts have none. */
function ownKeys(call: CallContext): ClientStore {
  if (call.caller.kind !== 'user') throw forbidden('Only a user has access keys');
  const { accessKeys } = call.state;
  const { id } = call.caller.user;
  const keys = accessKeys.get(id) ?? createClientStore();
  accessKeys.set(id, keys);
  return keys;
}

function findOwnKey(call: CallContext, request: OperationRequest): Client {
  const key = ownKeys(call).byId(String(request.path['accessKeyId']));
  if (key === undefined) throw notFound('Access key not found');
  return key;
}

const createMyAccessKey: Operation = (call, request) => {
  const keys = ownKeys(call);
  const { name } = bodyOf<{ name: string }>(request);
  if (keys.all().some((key) => key.name === name)) throw conflict('The name is in use');
  if (keys.all().length >= call.state.switches.accessKeyLimit)
    throw badRequest('No more access keys are allowed');
  const { client, secret } = newClient(call.state.rng, name, call.caller.name, call.now);
  keys.add(client);
  note(call, 'access-key.created', client.id, name);
  note(call, 'secret.issued', client.id);
  return {
    status: 201,
    json: {
      id: client.id,
      name,
      clientId: client.clientId,
      clientSecret: secret,
      createdAt: instantText(call.now),
    },
    entity: { id: client.id, name },
  };
};

const deleteMyAccessKey: Operation = (call, request) => {
  const key = findOwnKey(call, request);
  ownKeys(call).remove(key.id);
  note(call, 'access-key.deleted', key.id, key.name);
  return { status: 204, entity: { id: key.id, name: key.name } };
};

const regenerateMyAccessKeySecret: Operation = (call, request) => {
  const key = findOwnKey(call, request);
  return { status: 200, json: { clientSecret: rotate(call, key) }, entity: { id: key.id, name: key.name } };
};

const listAllAccessKeys: Operation = (call, request) => {
  requireInTenant(call, 'access-keys', 'read');
  requireInTenant(call, 'users', 'update');
  const clientId = textOf(request, 'clientId');
  const owner = textOf(request, 'createdBy')?.toLowerCase();
  const all = [...call.state.accessKeys.values()].flatMap((keys) => keys.all());
  return ok({
    accessKeys: all
      .filter((key) => clientId === undefined || key.clientId === clientId)
      .filter((key) => owner === undefined || key.createdBy.toLowerCase() === owner)
      .map((key) => ({ ...keyJson(key), createdBy: key.createdBy })),
  });
};

const deleteAnyAccessKey: Operation = (call, request) => {
  requireInTenant(call, 'access-keys', 'delete');
  requireInTenant(call, 'users', 'delete');
  const id = String(request.path['accessKeyId']);
  const keys = [...call.state.accessKeys.values()].find((store) => store.byId(id) !== undefined);
  const key = keys?.byId(id);
  if (keys === undefined || key === undefined) throw notFound('Access key not found');
  keys.remove(id);
  note(call, 'access-key.deleted', id, key.name);
  return { status: 204, entity: { id, name: key.name } };
};

/** Service accounts, their older name applications, and access keys (tenant-api §3.6). */
export const clientOperations: OperationTable = {
  listServiceAccounts: list,
  createServiceAccount: create('clientSecret'),
  getServiceAccount: get('serviceAccountId'),
  setServiceAccountEnabled: setEnabled('serviceAccountId'),
  deleteServiceAccount: remove('serviceAccountId'),
  regenerateServiceAccountSecret: rotateAccount('serviceAccountId', 'clientSecret'),
  listApps: list,
  createApp: create('secret'),
  getApp: get('appId'),
  setAppEnabled: setEnabled('appId'),
  deleteApp: remove('appId'),
  regenerateAppSecret: rotateAccount('appId', 'secret'),
  listMyAccessKeys: (call) => ok({ accessKeys: ownKeys(call).all().map(keyJson) }),
  createMyAccessKey,
  getMyAccessKey: (call, request) => ok(keyJson(findOwnKey(call, request))),
  deleteMyAccessKey,
  regenerateMyAccessKeySecret,
  listAllAccessKeys,
  deleteAnyAccessKey,
};

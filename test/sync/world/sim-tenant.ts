import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type Contract, createContract } from '../../../src-main/demo-tenant/contract/contract.ts';
import { type ApiDocument, readDocument } from '../../../src-main/demo-tenant/contract/document.ts';
import { ApiFailure } from '../../../src-main/demo-tenant/core/api-failure.ts';
import { type Controls, createControls } from '../../../src-main/demo-tenant/core/controls.ts';
import { createTenantState } from '../../../src-main/demo-tenant/core/create-state.ts';
import type { JournalEntry } from '../../../src-main/demo-tenant/core/journal.ts';
import type { ProfileName } from '../../../src-main/demo-tenant/core/profile.ts';
import { shownIn } from '../../../src-main/demo-tenant/core/operations/rule-query.ts';
import { type Caller, grantsOf, scopesFor } from '../../../src-main/demo-tenant/core/rights.ts';
import { createTenantCore } from '../../../src-main/demo-tenant/core/tenant-core.ts';
import type { TenantState } from '../../../src-main/demo-tenant/core/tenant-state.ts';
import { createExchange } from '../../../src-main/demo-tenant/http/exchange.ts';
import type { HttpReply, HttpRequest } from '../../../src-main/demo-tenant/http/messages.ts';
import type { Switches } from '../../../src-main/demo-tenant/core/switches.ts';
import type { SignInMeans } from '../../../src-main/session/sign-in-means.ts';

/** What all tenants of a process share: the API document and its compiled checks. */
export interface TenantShape {
  readonly document: ApiDocument;
  readonly contract: Contract;
}

/** Reads the API document; once for a process. */
export function readTenantShape(): TenantShape {
  const path = new URL('../../../resources/tenant-openapi.yaml', import.meta.url);
  const document = readDocument(JSON.stringify(parse(readFileSync(path, 'utf8'))));
  return { document, contract: createContract(document, false) };
}

/** An administrator who can sign in. */
export interface SimAccount {
  readonly means: SignInMeans & { readonly secret: string };
  /** What the tenant's journal calls it. */
  readonly actor: string;
}

/** A tenant of the simulated world: the demo tenant's behaviour without sockets, and hands on what nobody sees. */
export interface SimTenant {
  readonly origin: string;
  readonly state: TenantState;
  readonly accounts: readonly SimAccount[];
  readonly journal: readonly JournalEntry[];
  /** What it sends has members that nobody knows yet. */
  readonly isNewer: boolean;
  readonly controls: Controls;
  /** Answers a request and tells which effects it had. */
  respond(request: HttpRequest): { readonly reply: HttpReply; readonly effects: readonly JournalEntry[] };
  /** Who everybody else's acts are done by. */
  readonly elsewhere: string;
  /** Rules that the tenant has and that its lists do not show to an account as its rights are now. */
  hiddenFrom(actor: string): readonly number[];
  /** What another administrator sees at a path. */
  respondAsAdmin(path: string): { readonly reply: HttpReply };
  /** Another administrator does something with the tenant's own console. Answers the status. */
  act(operationId: string, path: Record<string, string | number>, body?: unknown): number;
}

/** How to make one. */
export interface SimTenantPlan {
  readonly shape: TenantShape;
  readonly origin: string;
  readonly seed: number;
  readonly users: number;
  readonly profile: ProfileName;
  readonly clock: () => number;
  readonly switches: Partial<Switches>;
  readonly tokenLifetimeSeconds: number;
  /** A newer tenant: every object has members that nobody knows yet. */
  readonly unknownMembers: boolean;
}

const arrival = { method: 'POST', url: '/console', sourceIp: '203.0.113.7' };

/** Makes a tenant with three administrators. */
export function createSimTenant(plan: SimTenantPlan): SimTenant {
  const fresh = createTenantState({
    profile: plan.profile,
    users: plan.users,
    seed: plan.seed,
    clock: plan.clock,
    switches: plan.switches,
    tokenLifetimeSeconds: plan.tokenLifetimeSeconds,
  });
  const { state } = fresh;
  const core = createTenantCore(state);
  const { document, contract } = plan.shape;
  const exchange = createExchange({ core, contract, document, validateReplies: false });
  const other = callerOf(state, 'ines.portal-admin@example.com');
  const act: SimTenant['act'] = (operationId, path, body) => {
    makeAdministrator(state, other.name);
    try {
      return core.run(operationId, other, { path, query: {}, body }, arrival).status;
    } catch (thrown) {
      if (!(thrown instanceof ApiFailure)) throw thrown;
      return thrown.status;
    }
  };
  const accounts = fresh.serviceAccounts
    .filter(({ client }) => client.enabled)
    .slice(0, 2)
    .map(({ client, secret }): SimAccount => {
      makeAdministrator(state, client.clientId);
      return {
        means: { method: 'service-account', account: client.clientId, secret },
        actor: client.clientId,
      };
    });
  const person = fresh.people.get('administrator');
  if (person === undefined) throw new Error('a tenant without an administrator');
  const signsIn: SimAccount = {
    means: { method: 'password', account: person.email, secret: person.password },
    actor: person.email,
  };
  return {
    origin: plan.origin,
    state,
    accounts: [...accounts.slice(0, 1), signsIn, ...accounts.slice(1)],
    journal: state.journal.entries,
    isNewer: plan.unknownMembers,
    controls: createControls(state),
    elsewhere: other.name,
    respond(request) {
      const before = state.journal.entries.length;
      const reply = exchange.respond(request);
      const effects = state.journal.entries.slice(before);
      return { reply: plan.unknownMembers ? newer(request, reply) : reply, effects };
    },
    hiddenFrom(actor) {
      const caller = callerOf(state, actor);
      const shown = shownIn(state, scopesFor(grantsOf(state, caller), 'access_rules', 'read'));
      if (shown === null) return [];
      const { liveCount, liveAt, idOf, read } = state.rules;
      return Array.from({ length: liveCount }, (_, rank) => liveAt(rank))
        .filter((position) => !shown(read(position).scope))
        .map(idOf);
    },
    respondAsAdmin(path) {
      makeAdministrator(state, other.name);
      const token = state.mint.make(
        'Bearer',
        { sub: other.kind === 'user' ? other.user.id : '', azp: 'console', preferred_username: other.name },
        state.clock(),
      );
      const request = {
        method: 'GET',
        url: path,
        headers: { authorization: `Bearer ${token}` },
        body: '',
        sourceIp: '',
      };
      const reply = exchange.respond(request);
      if (reply.status !== 200)
        throw new Error(`the administrator got ${reply.status} for ${path}: ${reply.body ?? ''}`);
      return { reply: plan.unknownMembers ? newer(request, reply) : reply };
    },
    act,
  };
}

/** Gives somebody the role that can do everything, behind the API's back, unless they have it. */
export function makeAdministrator(state: TenantState, actor: string): void {
  const role = state.roles.byName('System administrator');
  if (role === undefined) throw new Error('no such role');
  const has = state.rules.ofSubject(actor).some((position) => {
    const { deletedAt, leaving } = state.rules.stateOf(position);
    const { roleId, scope } = state.rules.read(position);
    return deletedAt === null && !leaving && roleId === role.id && scope.type === 'tenant';
  });
  if (has) return;
  state.rules.add({
    subjectId: actor,
    subjectType: actor.includes('@')
      ? 'user'
      : state.profile.clientResource === 'apps'
        ? 'app'
        : 'service-account',
    roleId: role.id,
    roleName: role.name,
    scope: state.units.tenant,
    createdAt: state.clock(),
    createdBy: '',
  });
  state.revision += 1;
}

/** Somebody as the tenant knows them who make a call: an e-mail or a client id. */
function callerOf(state: TenantState, name: string): Caller {
  const ref = state.users.byEmail(name);
  if (ref !== undefined) return { kind: 'user', name, ref, user: state.users.read(ref) };
  const account = state.serviceAccounts.byAnyKey(name);
  if (account === undefined) throw new Error(`nobody is called ${name}`);
  return { kind: 'service-account', name, account };
}

/** What a newer version adds, I20: a member, and nothing that older members would not say. */
export const unknownMember = { zzNewerServer: { level: 7 } };

function newer(request: HttpRequest, reply: HttpReply): HttpReply {
  if (request.method !== 'GET' || reply.status !== 200 || reply.body === undefined) return reply;
  if (
    !/\/(users|access-rules|service-accounts|apps|v2\/authorization\/roles)(\?|$|\/[\w-]+$)/.test(request.url)
  )
    return reply;
  const body: unknown = JSON.parse(reply.body);
  const grown = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(grown)
      : typeof value === 'object' && value !== null
        ? { ...value, ...unknownMember }
        : value;
  const within = ['accessRules', 'roles'].find(
    (name) => typeof body === 'object' && body !== null && name in body,
  );
  const changed =
    within === undefined
      ? grown(body)
      : Object.assign({}, body, { [within]: grown(Reflect.get(Object(body), within)) });
  return { ...reply, body: JSON.stringify(changed) };
}

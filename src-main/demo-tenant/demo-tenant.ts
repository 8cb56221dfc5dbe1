import { createContract } from './contract/contract.ts';
import { readDocument } from './contract/document.ts';
import { createControls, type Controls } from './core/controls.ts';
import { createTenantState, type FreshTenant, type TenantPlan } from './core/create-state.ts';
import type { Journal } from './core/journal.ts';
import { createRng } from './core/mixing.ts';
import { createTenantCore, type TenantCore } from './core/tenant-core.ts';
import { createExchange, type Exchange } from './http/exchange.ts';
import { createFaults, type FaultRule, type Faults } from './http/faults.ts';
import { createRequestLog, type RequestLog } from './http/request-log.ts';
import { createTenantServer, type ServerCertificate } from './http/server.ts';

export type { FaultAction, FaultMatch, FaultRule, Faults } from './http/faults.ts';
export type { Journal, JournalEntry } from './core/journal.ts';
export type { ProfileName } from './core/profile.ts';
export type { RequestLog, RequestLogEntry } from './http/request-log.ts';
export type { Switches } from './core/switches.ts';

/** Tenants above this size check no replies unless told to. */
const REPLY_CHECK_LIMIT = 10_000;

/** How to make a demo tenant. */
export interface DemoTenantOptions extends TenantPlan {
  /** Text of `resources/tenant-openapi.yaml`, as it is or as JSON (faster to read). */
  openApiDocument: string;
  /** Check replies against the document; default: up to 10,000 users. */
  validateReplies?: boolean;
  /** Fault rules in force from the start. */
  faults?: readonly FaultRule[];
  /** Speak https with it, as a real tenant does; left out: http. */
  certificate?: ServerCertificate | undefined;
}

/** Sign-in data of a local user. */
export interface LocalCredentials {
  email: string;
  password: string;
}

/** Sign-in data of a service account. */
export interface ClientCredentials {
  clientId: string;
  clientSecret: string;
}

/** Who can sign in. The same seed gives the same secrets. */
export interface DemoCredentials {
  /** System administrator for the tenant. */
  administrator: LocalCredentials;
  /** System administrator for the tenant. */
  serviceAccount: ClientCredentials;
  /** Department administrator of one department. */
  departmentAdministrator: LocalCredentials;
  /** Editor for the tenant. */
  editor: LocalCredentials;
  /** Viewer for the tenant. */
  viewer: LocalCredentials;
  /** Has no rules; the password is a temporary one. */
  newcomer: LocalCredentials;
  /** The custom role Access auditor for the tenant. */
  auditor: LocalCredentials;
  /** Right id and secret, but the account is disabled. */
  disabledServiceAccount: ClientCredentials;
}

/** A running (or ready to run) demo tenant. */
export interface DemoTenant {
  /** Listens on 127.0.0.1. Port 0 or none: a free one; after `stop`, none: the one used before. */
  start(port?: number): Promise<{ baseUrl: string }>;
  /** Ends all connections and stops listening. What happened stays. */
  stop(): Promise<void>;
  tenantId: string;
  credentials: DemoCredentials;
  /** Every effect, never a secret. */
  journal: Journal;
  /** Answered requests. */
  requests: RequestLog;
  faults: Faults;
  admin: Controls & {
    /** Stops or resumes listening on the same port: callers meet refused connections. */
    setDown(down: boolean): Promise<void>;
  };
  /** Behaviour without sockets. */
  core: TenantCore;
  /** Requests and replies without sockets. */
  exchange: Exchange;
  /** Replies that broke the document; empty unless there is a bug. */
  replyFaults: readonly string[];
}

function credentialsOf({ people, serviceAccounts }: FreshTenant): DemoCredentials {
  const person = (key: Parameters<typeof people.get>[0]): LocalCredentials => {
    const found = people.get(key);
    if (found === undefined) throw new Error(`no ${key}`);
    return found;
  };
  const account = (enabled: boolean): ClientCredentials => {
    const found = serviceAccounts.find(({ client }) => client.enabled === enabled);
    if (found === undefined) throw new Error('no such service account');
    return { clientId: found.client.clientId, clientSecret: found.secret };
  };
  return {
    administrator: person('administrator'),
    serviceAccount: account(true),
    departmentAdministrator: person('departmentAdministrator'),
    editor: person('editor'),
    viewer: person('viewer'),
    newcomer: person('newcomer'),
    auditor: person('auditor'),
    disabledServiceAccount: account(false),
  };
}

/** Makes a demo tenant. Nothing listens before `start`. Throws an `Error` on options that make no sense. */
export function createDemoTenant(options: DemoTenantOptions): DemoTenant {
  const fresh = createTenantState(options);
  const { state } = fresh;
  const document = readDocument(options.openApiDocument);
  const core = createTenantCore(state);
  const exchange = createExchange({
    core,
    contract: createContract(document, !state.switches.unknownMembersIgnored),
    document,
    validateReplies: options.validateReplies ?? options.users <= REPLY_CHECK_LIMIT,
  });
  const faults = createFaults(createRng(options.seed ^ 0xfa));
  for (const rule of options.faults ?? []) faults.add(rule);
  const requests = createRequestLog();
  const { clock, certificate } = options;
  const server = createTenantServer({ exchange, faults, requests, clock, certificate });

  return {
    start: server.start,
    stop: server.stop,
    tenantId: String(state.units.tenantId),
    credentials: credentialsOf(fresh),
    journal: state.journal,
    requests,
    faults,
    admin: {
      ...createControls(state),
      setDown: async (down) => {
        if (down) await server.stop();
        else await server.start();
      },
    },
    core,
    exchange,
    replyFaults: exchange.replyFaults,
  };
}

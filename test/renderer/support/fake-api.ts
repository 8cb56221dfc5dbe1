import { factKinds } from '../../../src-shared/domain/sync-state.ts';
import type { SessionState, SyncProgress, SyncRun } from '../../../src-shared/domain/sync-state.ts';
import type { Abilities, Connection } from '../../../src-shared/domain/tenant.ts';
import type { RolebookApi } from '../../../src-shared/ipc/bridge-api.ts';
import type { EventChannel } from '../../../src-shared/ipc/channels.ts';
import type { EventPayload } from '../../../src-shared/ipc/contract.ts';
import type { Envelope } from '../../../src-shared/ipc/envelope.ts';
import { settingsSchema } from '../../../src-shared/ipc/settings-contract.ts';
import type { Settings } from '../../../src-shared/ipc/settings-contract.ts';
import type { OpenTenant } from '../../../src-shared/ipc/tenants-contract.ts';
import { viewWindowRequestSchema } from '../../../src-shared/views/view-query.ts';
import { fakeNow } from './fake-facts.ts';
import type { FakeFacts } from './fake-facts.ts';
import { createFakeUsersApi } from './fake-users-api.ts';
import { fakeRecord, fakeWindow } from './fake-views.ts';

/** The states a screen has to be looked at in. */
export const fakeScenarios = [
  'fresh',
  'no-tenant',
  'first-sync',
  'never-synced',
  'offline',
  'held',
  'needs-sign-in',
  'no-keychain',
  'not-permitted',
  'broken',
] as const;

/** One of {@link fakeScenarios}. */
export type FakeScenario = (typeof fakeScenarios)[number];

const ok = <T>(data: T): Promise<Envelope<T>> => Promise.resolve({ ok: true, data });
const ago = (milliseconds: number): string => new Date(fakeNow - milliseconds).toISOString();

const connection: Connection = {
  key: 'acme',
  url: 'https://acme.example.com',
  label: 'acme.example.com',
  account: 'admin@example.com',
  method: 'password',
  isDemo: false,
  productLine: '3.0',
  hasSecret: true,
};

const demo: Connection = {
  ...connection,
  key: 'demo',
  url: 'http://127.0.0.1:4443',
  label: 'Demo tenant',
  isDemo: true,
};

function abilities(scenario: FakeScenario): Abilities {
  const yes = { allowed: true, reason: null };
  const refused =
    scenario === 'not-permitted'
      ? { allowed: false, reason: 'Your role may not create users. A system administrator can.' }
      : yes;
  return {
    readUsers: yes,
    createUsers: refused,
    deleteUsers: refused,
    resetPasswords: refused,
    signOutUsers: yes,
    readRules: yes,
    createRules: yes,
    deleteRules: yes,
    readServiceAccounts: yes,
    notifyByMail: yes,
    batchCreateRules: yes,
    customRoles: { allowed: false, reason: 'Custom roles can be made through the API only.' },
  };
}

const lastRun: SyncRun = {
  startedAt: ago(4 * 60_000 + 2100),
  endedAt: ago(4 * 60_000),
  outcome: 'complete',
  rows: 1683,
  requests: 14,
  bytes: 912_000,
  added: 3,
  changed: 11,
  removed: 1,
  held: null,
  error: null,
};

function sessionFor(scenario: FakeScenario): SessionState {
  const state: SessionState = {
    connectionKey: 'acme',
    link: 'online',
    workOffline: false,
    problem: null,
    syncing: false,
    mirrorAsOf: ago(4 * 60_000),
    revision: 7,
    lastRun,
    held: null,
    keychain: scenario !== 'no-keychain',
  };
  const problem = { origin: 'cloud', retryable: true, status: null, retryAfterSeconds: null } as const;
  switch (scenario) {
    case 'no-tenant':
      return { ...state, connectionKey: null, link: 'none', mirrorAsOf: null, lastRun: null };
    case 'first-sync':
      return { ...state, syncing: true, mirrorAsOf: null, lastRun: null };
    case 'never-synced':
      return {
        ...state,
        mirrorAsOf: null,
        link: 'offline',
        lastRun: null,
        problem: {
          ...problem,
          kind: 'network',
          reason: 'unreachable',
          message: 'acme.example.com cannot be reached.',
          hint: 'Check the network or the VPN, then try again.',
        },
      };
    case 'offline':
      return {
        ...state,
        link: 'offline',
        mirrorAsOf: ago(26 * 3_600_000),
        problem: {
          ...problem,
          kind: 'network',
          reason: 'unreachable',
          message: 'acme.example.com cannot be reached.',
          hint: 'Everything stays readable. Rolebook tries again by itself.',
        },
      };
    case 'held':
      return { ...state, held: { kind: 'users', wouldRemove: 212, of: 400 } };
    case 'needs-sign-in':
      return {
        ...state,
        link: 'needs-sign-in',
        mirrorAsOf: ago(3 * 3_600_000),
        problem: {
          ...problem,
          kind: 'auth',
          reason: 'session-ended',
          message: 'The session with the tenant has ended.',
          hint: 'Sign in again to update. Reading goes on.',
        },
      };
    default:
      return state;
  }
}

function progressAt(facts: FakeFacts, share: number): SyncProgress {
  const expected: Record<string, number> = {
    clusters: 3,
    departments: 6,
    projects: facts.scopes.length - 10,
    roles: facts.roles.length,
    'permission-sets': 24,
    'identity-providers': 1,
    'service-accounts': facts.serviceAccounts.length,
    users: facts.users.length,
    'access-rules': facts.rules.length,
  };
  const total = Object.values(expected).reduce((sum, count) => sum + count, 0);
  let left = Math.floor(total * share);
  const list = factKinds.map((kind) => {
    const count = expected[kind] ?? 0;
    const done = Math.min(left, count);
    left -= done;
    const state = done === count ? 'done' : done > 0 ? 'pulling' : 'waiting';
    return { kind, done, expected: count, state, note: null } as const;
  });
  return {
    startedAt: ago(1000),
    phase: share < 1 ? 'pulling' : 'indexing',
    rows: Math.floor(total * share),
    expectedRows: total,
    rowsPerSecond: 4200,
    secondsLeft: Math.ceil((total * (1 - share)) / 4200),
    requests: Math.ceil(14 * share),
    bytes: Math.floor(912_000 * share),
    facts: list,
  };
}

/** A `window.rolebook` over memory, with a seeded tenant behind it. */
export function createFakeApi(
  facts: FakeFacts,
  scenario: FakeScenario,
  saved: Partial<Settings> = {},
): RolebookApi {
  const listeners = new Map<EventChannel, Set<(payload: never) => void>>();
  const tell = <E extends EventChannel>(event: E, payload: EventPayload<E>): void =>
    listeners.get(event)?.forEach((listener) => (listener as (value: EventPayload<E>) => void)(payload));
  const on = <E extends EventChannel>(event: E) => {
    return (listener: (payload: EventPayload<E>) => void): (() => void) => {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(listener as (payload: never) => void));
      return () => void set.delete(listener as (payload: never) => void);
    };
  };

  let settings = settingsSchema.parse(saved);
  let state = sessionFor(scenario);
  const tenantOf = (of: Connection): OpenTenant => ({
    connection: of,
    productLine: '3.0',
    productText: 'Run:ai 3.0, by probing',
    actor: of.account,
    tenantId: '1001',
    abilities: abilities(scenario),
  });
  let current = scenario === 'no-tenant' ? null : tenantOf(connection);
  const known = scenario === 'no-tenant' ? [] : [connection, demo];

  const setState = (change: Partial<SessionState>): Promise<Envelope<SessionState>> => {
    state = { ...state, ...change };
    tell('session.changed', state);
    return ok(state);
  };
  const openTenant = async (of: Connection): Promise<Envelope<OpenTenant>> => {
    current = tenantOf(of);
    await setState({ ...sessionFor('fresh'), connectionKey: of.key });
    return { ok: true, data: current };
  };
  if (scenario === 'first-sync') setTimeout(() => tell('sync.progress', progressAt(facts, 0.43)), 50);

  const users = createFakeUsersApi({
    roles: facts.roles,
    scopes: facts.scopes,
    users: facts.users.map((user) => ({ id: user.id, email: user.email, isLocal: user.type === 'local' })),
  });
  users.onCredentials((list) => tell('credentials.changed', list));
  const broken = <T>(): Promise<Envelope<T>> =>
    Promise.resolve({
      ok: false,
      error: {
        kind: 'storage',
        origin: 'db',
        reason: 'mirror-damaged',
        retryable: true,
        message: 'The offline copy cannot be read.',
        hint: 'Sync again to build it anew. Nothing of yours is in it.',
        status: null,
        retryAfterSeconds: null,
      },
    });

  return {
    app: {
      info: () =>
        ok({ version: '0.1.0', shell: 'chromium-shell', platform: 'linux', canBlockCapture: false }),
      openLink: () => ok(null),
    },
    tenants: {
      list: () => ok(known),
      current: () => ok(current),
      connect: () => openTenant(connection),
      connectDemo: () => openTenant(demo),
      open: ({ key }) => openTenant(key === 'demo' ? demo : connection),
      signIn: () => openTenant(connection),
      async signOut() {
        current = null;
        await setState(sessionFor('no-tenant'));
        return { ok: true, data: null };
      },
    },
    session: {
      state: () => ok(state),
      setWorkOffline: ({ offline }) =>
        setState({ workOffline: offline, link: offline ? 'offline' : 'online', problem: null }),
      retry: () => setState({ link: 'online', problem: null }),
    },
    sync: {
      async start() {
        await setState({ syncing: true });
        for (const share of [0.1, 0.43, 0.8, 1]) {
          tell('sync.progress', progressAt(facts, share));
          await new Promise((resolve) => setTimeout(resolve, 250));
        }
        await setState({ syncing: false, mirrorAsOf: ago(0), revision: state.revision + 1, lastRun });
        tell('mirror.changed', { revision: state.revision, views: ['users', 'access-rules'] });
        return { ok: true, data: lastRun };
      },
      async cancel() {
        await setState({ syncing: false });
        return { ok: true, data: null };
      },
      async resolveHeld() {
        await setState({ held: null });
        return { ok: true, data: null };
      },
    },
    views: {
      window: (request) =>
        scenario === 'broken'
          ? broken()
          : ok(fakeWindow(facts, viewWindowRequestSchema.parse(request), state.revision)),
    },
    records: { get: ({ view, id }) => ok(fakeRecord(facts, view, id)) },
    roles: {
      list: () => ok([...facts.roles]),
      get: ({ id }) => ok(facts.roles.find((role) => role.id === id) ?? null),
    },
    scopes: { tree: () => ok([...facts.scopes]) },
    users: users.users,
    credentials: users.credentials,
    settings: {
      get: () => ok(settings),
      set: (patch) => {
        settings = settingsSchema.parse({ ...settings, ...patch });
        return ok(settings);
      },
    },
    on: {
      'session.changed': on('session.changed'),
      'sync.progress': on('sync.progress'),
      'mirror.changed': on('mirror.changed'),
      'credentials.changed': on('credentials.changed'),
      'app.command': on('app.command'),
    },
  };
}

import { noChanges } from '../../../src-shared/domain/change.ts';
import { factKinds } from '../../../src-shared/domain/sync-state.ts';
import type { SessionState, SyncProgress, SyncRun } from '../../../src-shared/domain/sync-state.ts';
import type { Abilities, Connection } from '../../../src-shared/domain/tenant.ts';
import { fakeNow } from './fake-facts.ts';
import type { FakeFacts } from './fake-facts.ts';

/** The states a screen has to be looked at in. */
export const fakeScenarios = [
  'fresh',
  'no-tenant',
  'first-sync',
  'never-synced',
  'offline',
  'held',
  'needs-sign-in',
  'secret-missing',
  'no-keychain',
  'not-permitted',
  'broken',
  'changes',
  'many-changes',
  'changes-offline',
  'recovered',
  'missed',
] as const;

/** One of {@link fakeScenarios}. */
export type FakeScenario = (typeof fakeScenarios)[number];

/** So many milliseconds before the fake's now. */
export const ago = (milliseconds: number): string => new Date(fakeNow - milliseconds).toISOString();

/** The tenant that is open. */
export const connection: Connection = {
  key: 'acme',
  url: 'https://acme.example.com',
  label: 'acme.example.com',
  account: 'admin@example.com',
  method: 'password',
  isDemo: false,
  productLine: '3.0',
  hasSecret: true,
};

/** A second known tenant. */
export const demo: Connection = {
  ...connection,
  key: 'demo',
  url: 'http://127.0.0.1:4443',
  label: 'Demo tenant',
  isDemo: true,
};

/** What the fake's actor may do. */
export function abilities(scenario: FakeScenario): Abilities {
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
    createServiceAccounts: refused,
    updateServiceAccounts: refused,
    deleteServiceAccounts: refused,
    notifyByMail: yes,
    batchCreateRules: yes,
    customRoles:
      scenario === 'not-permitted'
        ? { allowed: false, reason: 'This version has no custom roles; they come with 2.24.' }
        : yes,
  };
}

/** The last pull. */
export const lastRun: SyncRun = {
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

/** The session a scenario begins with. */
export function sessionFor(scenario: FakeScenario): SessionState {
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
    outbox: noChanges,
    recovery: null,
    nextTry:
      scenario === 'changes'
        ? { at: ago(-4 * 60_000), why: 'The tenant failed three times in a row.' }
        : null,
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
    case 'changes-offline':
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
    case 'recovered':
      return {
        ...state,
        recovery: {
          at: ago(60_000),
          cause: 'log-damaged',
          keptIn: '/home/ada/.config/rolebook/tenants/acme/recovered/2026-11-23T11-59-00Z',
          changes: {
            kept: 41,
            fromBackup: 2,
            backupOf: ago(26 * 3_600_000),
            held: ['change-3', 'change-4'],
            lost: [
              { from: 44, to: 44 },
              { from: 47, to: 49 },
            ],
            openEnded: false,
          },
          journal: { kept: 318, fromBackup: 0, lost: [] },
          runs: { kept: 80, fromBackup: 0 },
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
    case 'secret-missing':
      return {
        ...state,
        link: 'needs-sign-in',
        mirrorAsOf: ago(3 * 3_600_000),
        problem: {
          ...problem,
          kind: 'auth',
          origin: 'keychain',
          reason: 'kept-secret-gone',
          message:
            'The system’s keychain does not hold the sign-in secret of this tenant any more; Rolebook did not remove it.',
          hint: 'Sign in again.',
        },
      };
    default:
      return state;
  }
}

/** A pull of these facts at so much of its way (0 to 1). */
export function progressAt(facts: FakeFacts, share: number): SyncProgress {
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

import { createFakeHistory } from './fake-history.ts';
import { createFakeJournal } from './fake-journal.ts';
import type { LockState } from '../../../src-shared/domain/lock.ts';
import type { SessionState } from '../../../src-shared/domain/sync-state.ts';
import type { Connection } from '../../../src-shared/domain/tenant.ts';
import type { RolebookApi } from '../../../src-shared/ipc/bridge-api.ts';
import type { EventChannel } from '../../../src-shared/ipc/channels.ts';
import type { EventPayload } from '../../../src-shared/ipc/contract.ts';
import type { Envelope } from '../../../src-shared/ipc/envelope.ts';
import { createFakeAccess } from './fake-access.ts';
import { createFakeChanges } from './fake-changes.ts';
import { settingsSchema } from '../../../src-shared/ipc/settings-contract.ts';
import type { Settings } from '../../../src-shared/ipc/settings-contract.ts';
import type { OpenTenant } from '../../../src-shared/ipc/tenants-contract.ts';
import { viewWindowRequestSchema } from '../../../src-shared/views/view-query.ts';
import { createFakeSignOn } from './fake-sign-on.ts';
import { fakeNow } from './fake-facts.ts';
import type { FakeFacts } from './fake-facts.ts';
import { overlaid } from './fake-overlay.ts';
import { createFakeHandOvers } from './fake-hand-overs.ts';
import { createFakeReviews } from './fake-reviews.ts';
import { createFakeRoles } from './fake-roles-api.ts';
import { fakeTimeline } from './fake-timeline.ts';
import { createFakeUsersApi } from './fake-users-api.ts';
import { fakeRecord, fakeWindow } from './fake-views.ts';
import { abilities, ago, connection, demo, lastRun, progressAt, sessionFor } from './fake-session.ts';
import type { FakeScenario } from './fake-session.ts';

/** Open changes a scenario begins with. */
const sizes: Partial<Record<FakeScenario, number>> = {
  changes: 22,
  'many-changes': 1000,
  'changes-offline': 22,
};

const ok = <T>(data: T): Promise<Envelope<T>> => Promise.resolve({ ok: true, data });

/**
 * A `window.rolebook` over memory, with a seeded tenant behind it.
 *
 * @param pace milliseconds between two steps of a sync
 * @param reviewRows rows of the review that is being decided
 */
export function createFakeApi(
  facts: FakeFacts,
  scenario: FakeScenario,
  saved: Partial<Settings> = {},
  pace = 250,
  reviewRows = 600,
): RolebookApi {
  const listeners = new Map<EventChannel, Set<(payload: never) => void>>();
  const tell = <E extends EventChannel>(event: E, payload: EventPayload<E>): void =>
    listeners.get(event)?.forEach((listener) => (listener as (value: EventPayload<E>) => void)(payload));
  const on = <E extends EventChannel>(event: E) => {
    return (listener: (payload: EventPayload<E>) => void): (() => void) => {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(listener));
      return () => void set.delete(listener);
    };
  };

  let lock: LockState = { locked: false, since: null, cause: null, unlockBy: 'keychain', tryAgainAt: null };
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
    missed:
      scenario === 'missed'
        ? [
            {
              id: 'lost-1',
              kind: 'temporary-password',
              subjectId: facts.users[0]?.id ?? 'u-1',
              name: facts.users[0]?.email ?? 'ben@example.com',
              issuedAt: ago(3_600_000),
            },
            {
              id: 'lost-2',
              kind: 'client-secret',
              subjectId: 'sa-1',
              name: 'nightly-build',
              issuedAt: ago(3_500_000),
            },
          ]
        : [],
  });
  const journal = createFakeJournal();
  users.onCredentials((list) => tell('credentials.changed', list));
  const outbox = createFakeChanges(facts, {
    size: sizes[scenario] ?? 0,
    online: () => state.link === 'online',
    pace,
    onChanged: (counts) => {
      state = { ...state, outbox: counts };
      tell('changes.changed', { counts });
      tell('mirror.changed', {
        revision: state.revision,
        views: ['users', 'access-rules', 'service-accounts'],
      });
    },
  });
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
      list: () => ok({ connections: known, trouble: null }),
      current: () => ok(current),
      connect: () => openTenant(connection),
      connectDemo: () => openTenant(demo),
      cancelConnect: () => ok(null),
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
          await new Promise((resolve) => setTimeout(resolve, pace));
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
      timeline: ({ limit }) => ok(fakeTimeline(Math.min(limit ?? 100, scenario === 'never-synced' ? 0 : 80))),
    },
    recovery: {
      async acknowledge() {
        await setState({ recovery: null });
        return { ok: true, data: state };
      },
    },
    changes: outbox.changes,
    rules: outbox.rules,
    serviceAccounts: outbox.serviceAccounts,
    views: {
      window: (request) =>
        scenario === 'broken'
          ? broken()
          : ok(
              fakeWindow(
                overlaid(facts, outbox.outbox.changes()),
                viewWindowRequestSchema.parse(request),
                state.revision,
              ),
            ),
    },
    records: { get: ({ view, id }) => ok(fakeRecord(overlaid(facts, outbox.outbox.changes()), view, id)) },
    roles: createFakeRoles(facts),
    scopes: { tree: () => ok([...facts.scopes]) },
    access: createFakeAccess(facts, () => overlaid(facts, outbox.outbox.changes())),
    users: users.users,
    accessKeys: users.accessKeys,
    credentials: users.credentials,
    reviews: createFakeReviews(
      facts,
      (campaign, signedOff) => tell('reviews.changed', { campaign, signedOff }),
      reviewRows,
    ),
    signOn: createFakeSignOn(),
    settings: {
      get: () => ok(settings),
      set: (patch) => {
        settings = settingsSchema.parse({ ...settings, ...patch });
        return ok(settings);
      },
    },
    drafts: { keep: () => ok(null), drop: () => ok(null), takeBack: () => ok([]) },
    journal,
    handOvers: createFakeHandOvers(journal, () => users.credentials.list({})),
    history: createFakeHistory(({ moment }) => {
      const { lookingBack: _, ...now } = state;
      state = now;
      return setState(moment === null ? {} : { lookingBack: { moment, at: fakeNow - moment * 86_400_000 } });
    }),
    lock: {
      state: () => ok({ ...lock, look: settings }),
      now: () => ok(lock),
      unlock: () => ok(lock),
      async setPassphrase({ next }) {
        lock = { ...lock, unlockBy: next === null ? 'keychain' : 'passphrase' };
        return { ok: true, data: lock };
      },
    },
    on: {
      'session.changed': on('session.changed'),
      'sync.progress': on('sync.progress'),
      'mirror.changed': on('mirror.changed'),
      'credentials.changed': on('credentials.changed'),
      'credentials.exporting': on('credentials.exporting'),
      'changes.changed': on('changes.changed'),
      'history.changed': on('history.changed'),
      'reviews.changed': on('reviews.changed'),
      'lock.changed': on('lock.changed'),
      'app.command': on('app.command'),
    },
  };
}

import type { Connection } from '../../src-shared/domain/tenant.ts';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { toErrorBody } from '../../src-shared/errors/to-error-body.ts';
import type { ParsedInput } from '../../src-shared/ipc/contract.ts';
import type { OpenTenant, Remember, TenantList } from '../../src-shared/ipc/tenants-contract.ts';
import type { Log } from '../log/log.ts';
import type { Keychain } from '../secrets/keychain.ts';
import type { OpenedSession, TenantSessionDeps } from '../session/create-tenant-session.ts';
import { normaliseUrl } from '../session/normalise-url.ts';
import type { SignInMeans } from '../session/sign-in-means.ts';
import type { TenantSession } from '../session/tenant-session.ts';
import type { ConnectionsFile, SavedConnection } from './connections-file.ts';
import { demoConnection, type RunningDemo } from './demo-connection.ts';
import { createKeptSecrets } from './kept-secrets.ts';
import { createOpenPlace } from './open-place.ts';
import { makeTenantFolder, removeMirror, tenantFolder } from './tenant-folder.ts';
import { tenantKey } from './tenant-key.ts';

/** What the service works with. */
export interface TenantsServiceDeps {
  /** The profile folder. */
  readonly folder: string;
  readonly connections: ConnectionsFile;
  readonly keychain: Keychain;
  readonly log: Log;
  /** Makes a session; composition adds transport, clock and the rest. */
  readonly openSession: (
    given: Pick<TenantSessionDeps, 'connection' | 'known' | 'means' | 'onKnown'>,
  ) => OpenedSession;
  /** Starts the demo tenant, or answers the one that runs. */
  readonly startDemoTenant: () => Promise<RunningDemo>;
  /** A tenant is open now; its folder is there. Called after `onClosed` of the one before, never two at once. */
  readonly onOpened: (session: TenantSession, folder: string) => Promise<void>;
  /** The open tenant is about to close. */
  readonly onClosed: () => Promise<void>;
  /** The files of the open tenant are to be closed and opened anew. Rejects with why they cannot be; then they are closed. */
  readonly onAgain: () => Promise<void>;
}

/** Which tenants there are and which one is open. */
export interface TenantsService {
  list(): Promise<TenantList>;
  /** Signs in and opens. Nothing is kept of a connection that failed, was overtaken or was cancelled. */
  connect(input: ParsedInput<'tenants.connect'>): Promise<OpenTenant>;
  connectDemo(): Promise<OpenTenant>;
  /** Ends what is being connected or opened, with `connect-cancelled`; the open tenant stays open. */
  cancelConnect(): void;
  /** Opens a known tenant at once, over its mirror; signing in goes on behind. */
  open(key: string): Promise<OpenTenant>;
  /** Signs in to a known tenant with a secret just typed, and opens it. */
  signIn(input: ParsedInput<'tenants.signIn'>): Promise<OpenTenant>;
  /** Removes the secret and closes the tenant; the mirror goes only when told so, the ledger never. */
  signOut(input: ParsedInput<'tenants.signOut'>): Promise<void>;
  current(): OpenTenant | null;
  /** Closes the files of the open tenant and opens them anew, which mends damaged ones. Never rejects: then it is closed. */
  reopen(): Promise<void>;
  /** Opens what was open last; null when there is nothing, or it cannot be opened. */
  restoreLast(): Promise<OpenTenant | null>;
  /** Closes the open tenant, at the end of the app. */
  close(): Promise<void>;
}

/**
 * The tenants of a profile (issue: connect, quick switch, sign-out). Every method rejects with a RolebookError that
 * says what is wrong with the address, the account or the way there; a call overtaken by a later one rejects with
 * `superseded`, and its session is closed.
 */
export function createTenantsService(deps: TenantsServiceDeps): TenantsService {
  const { connections, log } = deps;
  const secrets = createKeptSecrets(deps);
  const place = createOpenPlace({
    onOpened: async (session) => {
      const folder = tenantFolder(deps.folder, session.key);
      await makeTenantFolder(folder);
      await deps.onOpened(session, folder);
    },
    onClosed: deps.onClosed,
    onAgain: deps.onAgain,
  });
  const shown = (saved: SavedConnection): Connection => {
    const { key, url, label, account, method, isDemo, known } = saved;
    return {
      key,
      url,
      label,
      account,
      method,
      isDemo,
      hasSecret: isDemo || secrets.has(saved),
      productLine: known?.productLine ?? null,
    };
  };

  const describe = (session: TenantSession): OpenTenant => {
    const open = session.describe();
    const hasSecret = secrets.has({ key: session.key, hasSecret: open.connection.hasSecret });
    return { ...open, connection: { ...open.connection, hasSecret } };
  };

  const noted = (work: Promise<void>): Promise<void> => work.catch(() => log.warn('connections.not-written'));

  function sessionFor(saved: SavedConnection, ownMeans?: SignInMeans): OpenedSession {
    return deps.openSession({
      connection: shown(saved),
      known: saved.known,
      means: ownMeans === undefined ? () => secrets.means(saved) : async () => ownMeans,
      onKnown: (known) => void noted(connections.change(saved.key, { known })),
    });
  }

  const savedFrom = (
    session: OpenedSession,
    { workOffline }: SavedConnection,
    hasSecret: boolean,
    isDemo: boolean,
  ): SavedConnection => {
    const { connection, productLine, actor, tenantId } = session.describe();
    const known = session.known();
    log.info('connected', {
      key: session.key,
      line: productLine,
      tenant: tenantId,
      same: actor === connection.account,
    });
    const { productLine: _, ...rest } = connection;
    return { ...rest, hasSecret, isDemo, known, workOffline };
  };

  /** Signs in, puts the session in the open place, and keeps what is to be kept. */
  async function enter(
    saved: SavedConnection,
    secret: SignInMeans,
    wanted: { readonly remember: Remember } | 'demo',
    approach: AbortSignal,
  ): Promise<OpenTenant> {
    const session = sessionFor(saved, wanted === 'demo' ? secret : undefined);
    const turn = place.begin(session, approach);
    await session.signIn(secret);
    await turn.check();
    const { link, problem } = session.link();
    if (link !== 'online') {
      await turn.giveUp();
      throw problemOf(problem);
    }
    await turn.finish();
    const hasSecret = wanted === 'demo' ? false : await secrets.remember(saved, wanted.remember, secret);
    await noted(connections.put(savedFrom(session, saved, hasSecret, wanted === 'demo')));
    await noted(connections.setLast(saved.key));
    return describe(session);
  }

  const demo = async (): ReturnType<typeof demoConnection> =>
    await demoConnection(await deps.startDemoTenant(), (key) => connections.find(key));

  async function found(key: string): Promise<SavedConnection> {
    const saved = await connections.find(key);
    if (saved !== null) return saved;
    throw new RolebookError({
      kind: 'not-found',
      origin: 'main',
      reason: 'unknown-connection',
      message: 'Rolebook does not know this tenant (any more).',
      hint: 'Connect to it by its address.',
    });
  }

  async function open(key: string): Promise<OpenTenant> {
    const approach = place.approach();
    const there = place.current();
    if (there !== null && there.key === key && place.isQuiet()) {
      if (there.link().link !== 'online') void there.retry();
      return describe(there);
    }
    const kept = await found(key);
    const running = kept.isDemo ? await demo() : null;
    const saved = running?.saved ?? kept;
    const session = sessionFor(saved, running?.secret);
    await place.begin(session, approach).finish();
    void session.retry();
    if (running !== null) await noted(connections.put(saved));
    await noted(connections.setLast(key));
    return describe(session);
  }

  return {
    list: async () => ({
      connections: (await connections.list()).map(shown),
      trouble: await connections.trouble(),
    }),
    open,

    cancelConnect: () => place.cancel(),

    async connect(input) {
      const approach = place.approach();
      const address = normaliseUrl(input.url);
      const account = input.account.trim();
      const key = tenantKey(address.origin, account);
      const before = await connections.find(key);
      const saved: SavedConnection = {
        key,
        url: address.origin,
        label: address.shown,
        account,
        method: input.method,
        isDemo: false,
        hasSecret: false,
        known: before?.known ?? null,
        workOffline: before?.workOffline ?? false,
      };
      return enter(saved, { method: input.method, account, secret: input.secret }, input, approach);
    },

    async connectDemo() {
      const approach = place.approach();
      const { saved, secret } = await demo();
      return enter(saved, secret, 'demo', approach);
    },

    async signIn(input) {
      const approach = place.approach();
      const saved = await found(input.key);
      const secret = { method: saved.method, account: saved.account, secret: input.secret };
      const there = place.current();
      if (there === null || there.key !== input.key) return enter(saved, secret, input, approach);
      await there.signIn(secret);
      const { link, problem } = there.link();
      if (link !== 'online') throw problemOf(problem);
      const hasSecret = await secrets.remember(saved, input.remember, secret);
      await noted(connections.change(saved.key, { hasSecret }));
      return describe(there);
    },

    async signOut({ key, forgetMirror }) {
      const saved = await found(key);
      if (place.current()?.key === key) await place.leave();
      // First, and alone able to fail: nothing may say that the secret is gone while it lies there.
      if (!saved.isDemo) await secrets.forget(key);
      secrets.noteGone(key);
      await noted(forgetMirror ? connections.remove(key) : connections.change(key, { hasSecret: false }));
      if ((await connections.last()) === key) await noted(connections.setLast(null));
      if (forgetMirror) await removeMirror(tenantFolder(deps.folder, key));
    },

    current: () => {
      const there = place.current();
      return there === null ? null : describe(there);
    },

    async reopen() {
      try {
        await place.again();
      } catch (error) {
        log.error('not-reopened', { reason: toErrorBody(error).reason });
      }
    },

    async restoreLast() {
      const last = await connections.last();
      if (last === null || (await connections.find(last)) === null) return null;
      try {
        return await open(last);
      } catch (error) {
        log.warn('last-not-restored', {
          reason: error instanceof RolebookError ? error.body.reason : 'unknown',
        });
        return null;
      }
    },

    close: () => place.leave(),
  };
}

function problemOf(problem: RolebookError['body'] | null): RolebookError {
  return new RolebookError(
    problem ?? {
      kind: 'network',
      origin: 'main',
      reason: 'not-reached',
      message: 'The tenant could not be reached.',
      hint: 'Try again.',
    },
  );
}

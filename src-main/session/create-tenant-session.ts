import type { Connection } from '../../src-shared/domain/tenant.ts';
import type { ErrorBody } from '../../src-shared/errors/error-body.ts';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { toErrorBody } from '../../src-shared/errors/to-error-body.ts';
import type { Clock } from '../../src-shared/ports/clock.ts';
import type { Random } from '../../src-shared/ports/random.ts';
import { createTenantClient } from '../cloud/create-tenant-client.ts';
import { findDialect } from '../cloud/dialects/find-dialect.ts';
import { createHttp, type HttpOptions, SIGN_IN_FAILED } from '../cloud/http.ts';
import { createSettleLine, probeRelease } from '../cloud/probe.ts';
import { defaultRetryPolicy } from '../cloud/retry.ts';
import type { TenantClient } from '../cloud/tenant-client.ts';
import { findTokenStyle, type Grant, requestToken, type TokenStyle } from '../cloud/token-call.ts';
import type { Transport } from '../cloud/transport.ts';
import type { Log } from '../log/log.ts';
import { describeTenant, type KnownTenant } from './known-tenant.ts';
import { linkAfterAttempt, linkFromError, reconnectDelay, reconnects } from './link-from-error.ts';
import { grantFrom, type SignInMeans } from './sign-in-means.ts';
import type { LinkState, TenantSession } from './tenant-session.ts';
import { createTokenKeeper } from './token-keeper.ts';

/** What a session is made of. */
export interface TenantSessionDeps {
  readonly connection: Connection;
  /** From the last time, or null. */
  readonly known: KnownTenant | null;
  /** The kept means of sign-in, asked for only when a token has to be had; null when none are kept. */
  readonly means: () => Promise<SignInMeans | null>;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Pick<Random, 'below'>;
  readonly log: Log;
  /** Called whenever a probe succeeded, so that it can be kept. */
  readonly onKnown?: (known: KnownTenant) => void;
  /** Who keeps the token, if not the usual keeper: the simulator puts a careless one in its place. */
  readonly keeper?: typeof createTokenKeeper;
  /** Patience and parallelism of HTTP, where the defaults do not fit. */
  readonly http?: Pick<HttpOptions, 'retry' | 'concurrency' | 'connectTimeoutMs' | 'totalTimeoutMs'>;
}

/** A session as whoever opened it holds it. */
export interface OpenedSession extends TenantSession {
  /**
   * Signs in with means just typed. They stay in memory, and nowhere else, for as long as the session lives, so that
   * a token can be renewed without the keychain; once the tenant refuses them, or the session is closed (which a
   * sign-out does), they are dropped, and it is the kept means that count. Never rejects, look at link().
   */
  signIn(means: SignInMeans): Promise<void>;
  /** What the last successful probe told, or what was known before; null when neither. */
  known(): KnownTenant | null;
}

/** Longest wait for a reply while signing in: somebody watches, and no token takes longer to issue. */
const DOOR_TIMEOUT_MS = 15_000;

const workingOffline = (): RolebookError =>
  new RolebookError({
    kind: 'network',
    origin: 'main',
    reason: 'working-offline',
    message: 'You are working offline.',
    hint: 'Switch “Work offline” off to reach the tenant.',
  });

const closed = (): RolebookError =>
  new RolebookError({
    kind: 'cancelled',
    origin: 'main',
    reason: 'session-closed',
    message: 'This tenant was closed.',
  });

/** Opens a session. Nothing leaves before `retry`, `client` or `signIn` is called. */
export function createTenantSession(deps: TenantSessionDeps): OpenedSession {
  const { clock, random, log, transport } = deps;
  const { url: origin, key } = deps.connection;
  const lifetime = new AbortController();
  const listeners = new Set<(state: LinkState) => void>();
  let state: LinkState = { link: 'offline', problem: null };
  let known = deps.known;
  let described = { of: known, as: describeTenant(deps.connection, known) };
  let client: TenantClient | null = null;
  // An address that has been a tenant before need not prove it again at every start, which the tenant would note as
  // a failed sign-in each time: its line says which call it has.
  let style: TokenStyle | null = deps.known === null ? null : findDialect(deps.known.productLine).tokenStyle;
  /**
   * Whether that call has given a token since the start: somebody in between may have answered when it, or the line, was
   * looked for, and what they said was kept.
   */
  let proven = false;
  let typed: Grant | null = null;
  let offlineByChoice = false;
  let attempt: Promise<void> | null = null;
  let failures = 0;
  let cancelReconnect: (() => void) | null = null;
  let tokenEmail: string | null = null;

  const hold = (): RolebookError | null => (offlineByChoice ? workingOffline() : null);
  const common = { transport, origin, clock, random, log, lifetime: lifetime.signal, hold, ...deps.http };
  const noToken = { token: () => Promise.reject(closed()), renew: () => Promise.reject(closed()) };
  // Repetition happens in one place only: a token call inside a repeated call is not repeated by itself.
  const settleLine = createSettleLine();
  const door = createHttp({
    totalTimeoutMs: DOOR_TIMEOUT_MS,
    ...common,
    tokens: noToken,
    retry: { ...defaultRetryPolicy, attempts: 1 },
  });
  const issueBy = (by: TokenStyle, grant: Grant): ReturnType<typeof requestToken> =>
    requestToken(door, by, grant, clock.now());
  const tokens = (deps.keeper ?? createTokenKeeper)({
    clock,
    request: async (grant) => {
      const kept = proven ? null : style;
      if (style === null) {
        proven = false;
        style = await findTokenStyle(door);
      }
      try {
        const issued = await issueBy(style, grant).catch(async (error: unknown) => {
          // What was kept of an earlier start may name the wrong call: nobody is asked for a secret that is right.
          const refused = error instanceof RolebookError && error.body.kind === 'auth';
          const other = kept !== null && refused ? await findTokenStyle(door) : kept;
          if (other === kept || other === null) throw error;
          style = other;
          return await issueBy(other, grant);
        });
        proven = true;
        return issued;
      } catch (error) {
        if (!proven) style = null;
        if (grant === typed && error instanceof RolebookError && error.body.kind === 'auth') typed = null;
        throw error;
      }
    },
    means: async () => {
      if (typed !== null) return typed;
      const means = await deps.means();
      return means === null ? null : grantFrom(means);
    },
    onIssued: (token) => {
      tokenEmail = token.email ?? tokenEmail;
    },
  });
  const http = createHttp({ ...common, tokens, onEnd: (error) => heard(error) });

  function become(next: LinkState): void {
    if (lifetime.signal.aborted) return;
    const same = next.link === state.link && next.problem?.reason === state.problem?.reason;
    state = next;
    if (same) return;
    log.info('link', { key, link: next.link, reason: next.problem?.reason ?? null });
    for (const listener of listeners) listener(next);
  }

  function lost(link: LinkState['link'], problem: ErrorBody): void {
    become({ link, problem });
    cancelReconnect?.();
    cancelReconnect = null;
    if (lifetime.signal.aborted || offlineByChoice || !reconnects(link, problem)) return;
    failures += 1;
    cancelReconnect = clock.after(reconnectDelay(failures, random.below), () => void connect());
  }

  /** What the calls of an open client say of the connection; during an attempt the attempt itself decides. */
  function heard(error: RolebookError | null): void {
    if (attempt !== null || client === null || offlineByChoice) return;
    if (error === null) {
      if (state.link === 'offline' || state.link === 'not-a-tenant') arrived();
      return;
    }
    const link = linkFromError(error.body.reason === 'outcome-unknown' ? causeOf(error) : error.body);
    const pending = cancelReconnect !== null && link === state.link;
    if (link !== null && !pending) lost(link, error.body);
  }

  function arrived(): void {
    failures = 0;
    cancelReconnect?.();
    cancelReconnect = null;
    become({ link: 'online', problem: null });
  }

  function connect(): Promise<void> {
    attempt ??= reach().finally(() => {
      attempt = null;
    });
    return attempt;
  }

  async function reach(): Promise<void> {
    cancelReconnect?.();
    cancelReconnect = null;
    if (offlineByChoice || lifetime.signal.aborted) return;
    if (state.link !== 'online') become({ link: 'connecting', problem: null });
    try {
      const line = await settleLine(http, known?.productLine ?? null, lifetime.signal);
      const parts = { account: deps.connection.account, random };
      const first = createTenantClient(http, line, parts);
      const [permissions, tenantId] = await Promise.all([
        first.callerPermissions(lifetime.signal),
        first.tenantNumber(lifetime.signal),
      ]);
      const types = permissions.map(({ resourceType }) => resourceType);
      const release = await probeRelease(http, line, types, lifetime.signal);
      const next = release === null ? first : createTenantClient(http, line, parts, release);
      const actor =
        tokenEmail !== null && deps.connection.method === 'password' ? tokenEmail : deps.connection.account;
      known = {
        productLine: line,
        release,
        actor,
        tenantId: tenantId ?? known?.tenantId ?? null,
        permissions: permissions.map(({ resourceType, actions }) => ({
          resourceType,
          actions: [...actions],
        })),
      };
      client = next;
      deps.onKnown?.(known);
      if (offlineByChoice) become({ link: 'offline', problem: workingOffline().body });
      else arrived();
    } catch (error) {
      if (!(error instanceof RolebookError)) log.error('connect-crashed', { key, name: nameOf(error) });
      const body = toErrorBody(error);
      if (mayHaveMoved.includes(body.kind) || body.reason === SIGN_IN_FAILED) style = null;
      lost(linkAfterAttempt(body), body);
    }
  }

  return {
    key,
    known: () => known,
    describe() {
      // It is asked several times about each change that is sent.
      if (described.of !== known) described = { of: known, as: describeTenant(deps.connection, known) };
      return described.as;
    },
    link: () => state,

    async client() {
      if (lifetime.signal.aborted) throw closed();
      const held = hold();
      if (held !== null) throw held;
      if (client === null || state.link !== 'online') await connect();
      if (client !== null && state.link === 'online') return client;
      if (lifetime.signal.aborted) throw closed();
      throw state.problem === null ? closed() : new RolebookError(state.problem);
    },

    retry: () => (lifetime.signal.aborted ? Promise.resolve() : connect()),

    async signIn(means) {
      await attempt;
      if (lifetime.signal.aborted) return;
      typed = grantFrom(means);
      tokens.forget();
      await connect();
    },

    setWorkOffline(offline) {
      if (offline === offlineByChoice) return;
      offlineByChoice = offline;
      cancelReconnect?.();
      cancelReconnect = null;
      failures = 0;
      if (offline) become({ link: 'offline', problem: workingOffline().body });
      else void connect();
    },

    onLinkChanged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    async close() {
      if (lifetime.signal.aborted) return;
      lifetime.abort();
      cancelReconnect?.();
      cancelReconnect = null;
      listeners.clear();
      tokens.forget();
      typed = null;
      await attempt;
    },
  };
}

/** After these the address has to show anew that a tenant is there. */
const mayHaveMoved: readonly ErrorBody['kind'][] = ['not-a-tenant', 'not-found', 'unavailable'];

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

/** A lost reply says of the connection what lost it. */
function causeOf(error: RolebookError): ErrorBody {
  return error.cause instanceof RolebookError ? error.cause.body : error.body;
}

import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { Http, HttpCall } from './http.ts';
import { readReply } from './reply-json.ts';
import { signInRefusal } from './sign-in-refusal.ts';
import type { TransportReply } from './transport.ts';
import { claimsOf, tokenReplySchema } from './wire/token-wire.ts';

/** A way to a token. `service-account` and `password` may be used again and again; a refresh token perhaps once. */
export type Grant =
  | { readonly type: 'service-account'; readonly account: string; readonly secret: string }
  | { readonly type: 'password'; readonly account: string; readonly secret: string }
  | { readonly type: 'refresh'; readonly refreshToken: string };

/** A token as issued. */
export interface IssuedToken {
  readonly access: string;
  readonly refresh: string | null;
  /** Seconds it is good for, counted from the reply; null where the tenant gave no hint at all. */
  readonly lifeSeconds: number | null;
  /** The actor's e-mail by the token's claims, where they say one. */
  readonly email: string | null;
}

/** Which token call a tenant has (tenant-api §3.1). */
export type TokenStyle = 'v2-form' | 'v1-json' | 'realm-form';

/**
 * Asks for a token. Rejects with `auth` for a refusal (`wrong-secret`, `account-disabled`, `account-expired`,
 * `password-change-needed`, `sign-in-method-refused`), else with what {@link Http} rejects with.
 * `now` (milliseconds) serves only tokens without a lifetime of their own.
 */
export async function requestToken(
  http: Http,
  style: TokenStyle,
  grant: Grant,
  now: number,
): Promise<IssuedToken> {
  const reply = await http.send(callFor(style, grant));
  if (reply.status !== 200)
    throw signInRefusal(reply.status, reply.body, grant.type === 'password' ? 'password' : 'service-account');
  const wire = readReply(tokenReplySchema, reply, 'a token');
  const claims = claimsOf(wire.access);
  const untilExpiry = claims.expiresAt === null ? null : claims.expiresAt - now / 1000;
  return {
    access: wire.access,
    refresh: wire.refresh,
    lifeSeconds: wire.expiresIn ?? claims.lifeSeconds ?? untilExpiry,
    email: claims.email,
  };
}

/**
 * Which token call answers here, asked without any credential, so that a wrong address never receives one.
 * Rejects with `not-a-tenant` when nothing here behaves like a tenant, or with a `network` error.
 */
export async function findTokenStyle(http: Http): Promise<TokenStyle> {
  const probes: readonly [TokenStyle, HttpCall][] = [
    ['v2-form', tokenCall('/api/v2/token', { form: { grant_type: 'client_credentials' } })],
    ['v1-json', tokenCall('/api/v1/token', { json: { grantType: 'client_credentials' } })],
    ['realm-form', tokenCall(realmToken, { form: { grant_type: 'client_credentials' } })],
  ];
  for (const [style, call] of probes) {
    const reply = await answerOrAbsent(http, call);
    if (reply !== null && speaksLikeATenant(reply)) return style;
  }
  throw new RolebookError({
    kind: 'not-a-tenant',
    origin: 'cloud',
    reason: 'wrong-json',
    message: `${http.host} answers, but not as a Run:ai tenant does.`,
    hint: 'Check the address: it should be the one of the tenant’s console.',
  });
}

/** The identity server’s own call, which is all that 2.13 has; `runai` is the realm of self-hosted tenants (tenant-api §3.1). */
const realmToken = '/auth/realms/runai/protocol/openid-connect/token';

function tokenCall(path: string, body: NonNullable<HttpCall['body']>): HttpCall {
  return {
    method: 'POST',
    path,
    body,
    // Refusals are read here, because their bodies differ from every other call's.
    expect: { statuses: [200, 400, 401, 403], body: 'json' },
    repeat: 'safe',
    authorised: false,
  };
}

function callFor(style: TokenStyle, grant: Grant): HttpCall {
  if (style === 'realm-form') {
    const form: Record<string, string> =
      grant.type === 'refresh'
        ? { grant_type: 'refresh_token', client_id: 'runai', refresh_token: grant.refreshToken }
        : grant.type === 'password'
          ? {
              grant_type: 'password',
              client_id: 'runai',
              username: grant.account,
              password: grant.secret,
              scope: 'openid',
            }
          : {
              grant_type: 'client_credentials',
              client_id: grant.account,
              client_secret: grant.secret,
              scope: 'openid',
            };
    return once(tokenCall(realmToken, { form }), grant);
  }
  if (style === 'v2-form') {
    const form: Record<string, string> =
      grant.type === 'refresh'
        ? { grant_type: 'refresh_token', refresh_token: grant.refreshToken }
        : grant.type === 'password'
          ? { grant_type: 'password', username: grant.account, password: grant.secret }
          : { grant_type: 'client_credentials', client_id: grant.account, client_secret: grant.secret };
    return once(tokenCall('/api/v2/token', { form }), grant);
  }
  const json =
    grant.type === 'refresh'
      ? { grantType: 'refresh_token', refreshToken: grant.refreshToken }
      : grant.type === 'password'
        ? { grantType: 'password', clientID: 'cli', username: grant.account, password: grant.secret }
        : // Versions that have only this call know `app_token`, and `client_credentials` only from 2.20 (tenant-api §3.1).
          { grantType: 'app_token', appID: grant.account, appSecret: grant.secret };
  return once(tokenCall('/api/v1/token', { json }), grant);
}

/** A refresh token may be spent by its first use, so that call is not repeated. */
function once(call: HttpCall, grant: Grant): HttpCall {
  return grant.type === 'refresh' ? { ...call, repeat: 'once' } : call;
}

async function answerOrAbsent(http: Http, call: HttpCall): Promise<TransportReply | null> {
  try {
    return await http.send(call);
  } catch (error) {
    const status = error instanceof RolebookError ? error.body.status : null;
    if (error instanceof RolebookError && error.body.reason === 'not-found') return null;
    if (status === 405 || status === 501) return null;
    throw error;
  }
}

/** An OAuth error object or the tenant's envelope; a 200 to a request without credentials is somebody else. */
function speaksLikeATenant(reply: TransportReply): boolean {
  if (reply.status === 200) return false;
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(reply.body));
    if (typeof parsed !== 'object' || parsed === null) return false;
    return (
      ('error' in parsed && typeof parsed.error === 'string') ||
      ('message' in parsed && typeof parsed.message === 'string' && 'code' in parsed)
    );
  } catch {
    return false;
  }
}

import { TokenRefusal } from '../api-failure.ts';
import type { Client } from '../clients.ts';
import { note, type CallContext } from '../operation.ts';
import { isSecret } from '../secrets.ts';
import type { TenantState } from '../tenant-state.ts';
import type { TokenSubject } from '../token-mint.ts';
import type { UserRef } from '../user-store.ts';

/** A token call with names made equal between its two dialects. */
export interface TokenGrant {
  grantType: string;
  clientId?: string;
  clientSecret?: string;
  username?: string;
  password?: string;
  refreshToken?: string;
  externalToken?: string;
}

/** What was issued, before it is written in a dialect. */
export interface IssuedTokens {
  accessToken: string;
  idToken?: string;
  refreshToken?: string;
  expiresIn: number;
  /** Who signed in, for the event history. */
  name: string;
}

type TokenCall = Pick<CallContext, 'state' | 'cause' | 'now'>;

/** Refresh tokens live this many times as long as access tokens. */
const REFRESH_LIFETIMES = 12;

function subjectOfUser(state: TenantState, ref: UserRef, azp: string): TokenSubject {
  const user = state.users.read(ref);
  return {
    sub: user.id,
    azp,
    preferred_username: user.username,
    email: user.username,
    ...(user.groups === null ? {} : { groups: user.groups }),
  };
}

function signedIn(call: TokenCall, ref: UserRef, azp: string, withRefresh: boolean): IssuedTokens {
  const { state, now } = call;
  const subject = subjectOfUser(state, ref, azp);
  const { mint } = state;
  state.users.change(ref, { lastLogin: now });
  note(call, 'signed-in', subject.sub);
  return {
    accessToken: mint.make('Bearer', subject, now),
    idToken: mint.make('ID', subject, now),
    ...(withRefresh
      ? { refreshToken: mint.make('Refresh', subject, now, mint.lifetimeSeconds * REFRESH_LIFETIMES) }
      : {}),
    expiresIn: mint.lifetimeSeconds,
    name: subject.preferred_username,
  };
}

function usable(state: TenantState, client: Client | undefined): Client {
  if (client === undefined || (!client.enabled && state.switches.disabledServiceAccountRefused)) {
    throw new TokenRefusal('invalid_client', 'Invalid client or invalid client credentials');
  }
  return client;
}

function byClientCredentials(call: TokenCall, grant: TokenGrant): IssuedTokens {
  const { state, now } = call;
  const { clientId = '', clientSecret = '' } = grant;
  if (clientId === '' || clientSecret === '')
    throw new TokenRefusal('invalid_request', 'Client id and secret are needed');
  for (const [ownerId, keys] of state.accessKeys) {
    const key = keys.authenticate(clientId, clientSecret);
    const owner = key === undefined ? undefined : state.users.byId(ownerId);
    if (key === undefined || owner === undefined) continue;
    key.lastLogin = now;
    return signedIn(call, owner, clientId, false);
  }
  const account = usable(state, state.serviceAccounts.authenticate(clientId, clientSecret));
  account.lastLogin = now;
  note(call, 'signed-in', account.id);
  const subject: TokenSubject = {
    sub: account.id,
    azp: account.clientId,
    preferred_username: `service-account-${account.clientId}`,
    gen: account.generation,
  };
  return {
    accessToken: state.mint.make('Bearer', subject, now),
    expiresIn: state.mint.lifetimeSeconds,
    name: account.clientId,
  };
}

function byPassword(call: TokenCall, grant: TokenGrant): IssuedTokens {
  const { state } = call;
  const { username = '', password = '' } = grant;
  if (username === '' || password === '')
    throw new TokenRefusal('invalid_request', 'User name and password are needed');
  const ref = state.users.byEmail(username);
  const known = ref === undefined ? undefined : state.passwords.get(state.users.read(ref).id);
  if (ref === undefined || known === undefined || !isSecret(known.digest, password)) {
    throw new TokenRefusal('invalid_grant', 'Invalid user credentials', true);
  }
  if (known.mustChange && state.switches.mustChangeBlocksSignIn) {
    throw new TokenRefusal('invalid_grant', 'Account is not fully set up');
  }
  return signedIn(call, ref, grant.clientId ?? 'cli', true);
}

function byRefreshToken(call: TokenCall, grant: TokenGrant): IssuedTokens {
  const { state, now } = call;
  const claims = state.mint.check(grant.refreshToken ?? '', 'Refresh', now);
  const ref = claims === undefined ? undefined : state.users.byId(claims.sub);
  if (claims === undefined || ref === undefined)
    throw new TokenRefusal('invalid_grant', 'Token is not active');
  if (claims.iat_ms <= (state.sessionsEndedAt.get(claims.sub) ?? -1)) {
    throw new TokenRefusal('invalid_grant', 'Session not active');
  }
  return signedIn(call, ref, claims.azp, true);
}

function byExternalToken(call: TokenCall, grant: TokenGrant): IssuedTokens {
  const { state, now } = call;
  const claims = state.mint.check(grant.externalToken ?? '', 'External', now);
  const ref = claims?.email === undefined ? undefined : state.users.byEmail(claims.email);
  if (claims === undefined || ref === undefined)
    throw new TokenRefusal('invalid_grant', 'The external token was not accepted');
  return signedIn(call, ref, claims.azp, true);
}

/**
 * Issues tokens for a grant. Throws {@link TokenRefusal}. A temporary password works unless the switch
 * `mustChangeBlocksSignIn` says otherwise; it stays marked until changed.
 */
export function issueTokens(call: TokenCall, grant: TokenGrant, allowed: readonly string[]): IssuedTokens {
  if (!allowed.includes(grant.grantType)) {
    throw new TokenRefusal('unsupported_grant_type', 'The grant type is not supported');
  }
  switch (grant.grantType) {
    case 'password':
      return byPassword(call, grant);
    case 'refresh_token':
      return byRefreshToken(call, grant);
    case 'external_token_exchange':
      return byExternalToken(call, grant);
    default:
      return byClientCredentials(call, grant);
  }
}

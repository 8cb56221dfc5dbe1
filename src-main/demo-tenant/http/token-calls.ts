import type { Contract } from '../contract/contract.ts';
import type { ApiDocument, DocumentedOperation } from '../contract/document.ts';
import { ApiFailure, TokenRefusal } from '../core/api-failure.ts';
import type { IssuedTokens, TokenGrant } from '../core/operations/tokens.ts';
import type { Arrival, TenantCore } from '../core/tenant-core.ts';
import { jsonReply, type HttpReply, type HttpRequest } from './messages.ts';

/** Answers the two token calls, each in its own dialect (behaviours 1 to 3). */
export type TokenCalls = (
  operation: DocumentedOperation,
  request: HttpRequest,
  arrival: Arrival,
) => HttpReply;

type Form = Record<string, string>;

function grantOfForm(form: Form): TokenGrant {
  return {
    grantType: form['grant_type'] ?? '',
    ...optional('clientId', form['client_id']),
    ...optional('clientSecret', form['client_secret']),
    ...optional('username', form['username']),
    ...optional('password', form['password']),
    ...optional('refreshToken', form['refresh_token']),
    ...optional('externalToken', form['external_token']),
  };
}

function grantOfJson(body: Form): TokenGrant {
  return {
    grantType: body['grantType'] ?? '',
    ...optional('clientId', body['clientID'] ?? body['appID']),
    ...optional('clientSecret', body['clientSecret'] ?? body['appSecret']),
    ...optional('username', body['username']),
    ...optional('password', body['password']),
    ...optional('refreshToken', body['refreshToken']),
    ...optional('externalToken', body['externalToken']),
  };
}

function optional<K extends string>(name: K, value: string | undefined): { [P in K]?: string } {
  return (value === undefined ? {} : { [name]: value }) as { [P in K]?: string };
}

function v2Json(issued: IssuedTokens): Record<string, unknown> {
  return {
    access_token: issued.accessToken,
    token_type: 'Bearer',
    expires_in: issued.expiresIn,
    ...(issued.refreshToken === undefined ? {} : { refresh_token: issued.refreshToken }),
    ...(issued.idToken === undefined ? {} : { id_token: issued.idToken }),
    scope: 'openid email profile',
  };
}

function v1Json(issued: IssuedTokens): Record<string, unknown> {
  return {
    accessToken: issued.accessToken,
    ...(issued.idToken === undefined ? {} : { idToken: issued.idToken }),
    ...(issued.refreshToken === undefined ? {} : { refreshToken: issued.refreshToken }),
    expiresIn: issued.expiresIn,
  };
}

/** Creates the token calls over a core. */
export function createTokenCalls(core: TenantCore, contract: Contract, document: ApiDocument): TokenCalls {
  const v1Members = Object.keys(document.schemas['TokenRequestV1']?.['properties'] ?? {});
  const v1Spelling = new Map(v1Members.map((name) => [name.toLowerCase(), name]));

  /** Member names of `/api/v1/token` are matched without case (behaviour 2). */
  const respelled = (body: unknown): Form => {
    if (body === null || typeof body !== 'object' || Array.isArray(body))
      throw new ApiFailure(400, 'An object is needed');
    return Object.fromEntries(
      Object.entries(body).map(([name, value]) => [
        v1Spelling.get(name.toLowerCase()) ?? name,
        value as string,
      ]),
    );
  };

  const check = (operation: DocumentedOperation, body: unknown): void => {
    // The realm was looked at before; only the older call has it in its path.
    contract.readRequest(operation, { path: { realm: 'runai' }, query: new URLSearchParams(), body });
  };

  const v2 = (operation: DocumentedOperation, request: HttpRequest, arrival: Arrival): HttpReply => {
    try {
      if (!(request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')) {
        throw new TokenRefusal('invalid_request', 'The body must be a form');
      }
      const form = Object.fromEntries(new URLSearchParams(request.body));
      if (form['grant_type'] === undefined)
        throw new TokenRefusal('invalid_request', 'grant_type is missing');
      const grant = grantOfForm(form);
      const style = operation.id === 'keycloakToken' ? 'keycloakToken' : 'tokenV2';
      if (style === 'tokenV2' && !core.state.profile.tokenV2Grants.includes(grant.grantType)) {
        throw new TokenRefusal('unsupported_grant_type', 'The grant type is not supported');
      }
      check(operation, form);
      return jsonReply(200, v2Json(core.issue(style, grant, arrival)));
    } catch (failure) {
      if (failure instanceof ApiFailure) {
        return jsonReply(400, {
          error: 'invalid_request',
          error_description: failure.details ?? failure.message,
        });
      }
      if (!(failure instanceof TokenRefusal)) throw failure;
      return jsonReply(failure.badCredentials ? 401 : 400, {
        error: failure.code,
        error_description: failure.message,
      });
    }
  };

  const v1 = (operation: DocumentedOperation, request: HttpRequest, arrival: Arrival): HttpReply => {
    try {
      const body = respelled(parseJson(request.body));
      check(operation, body);
      return jsonReply(200, v1Json(core.issue('tokenV1', grantOfJson(body), arrival)));
    } catch (failure) {
      if (!(failure instanceof TokenRefusal)) throw failure;
      const status = failure.badCredentials ? core.state.switches.tokenV1BadCredentialsStatus : 400;
      throw new ApiFailure(status, failure.message);
    }
  };

  return (operation, request, arrival) => (operation.id === 'tokenV1' ? v1 : v2)(operation, request, arrival);
}

/** Parses a JSON body; `undefined` for none, a 400 for anything that is not JSON. */
export function parseJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ApiFailure(400, 'The body is not JSON');
  }
}

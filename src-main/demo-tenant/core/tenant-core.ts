import { ApiFailure, TokenRefusal, unauthorized } from './api-failure.ts';
import { AUDITED } from './audited.ts';
import type { Cause } from './journal.ts';
import { createCall, type OperationReply, type OperationRequest, type OperationTable } from './operation.ts';
import { accessRuleOperations } from './operations/access-rules.ts';
import { administrationOperations } from './operations/administration.ts';
import { clientOperations } from './operations/clients.ts';
import { legacyOperations } from './operations/legacy.ts';
import { legacyOrganizationOperations } from './operations/legacy-organization.ts';
import { meOperations } from './operations/me.ts';
import { organizationOperations } from './operations/organization.ts';
import { roleOperations } from './operations/roles.ts';
import { issueTokens, type IssuedTokens, type TokenGrant } from './operations/tokens.ts';
import { userOperations } from './operations/users.ts';
import type { Caller } from './rights.ts';
import type { TenantState } from './tenant-state.ts';

/** How a call reached the tenant, for the event history. */
export interface Arrival {
  method: string;
  url: string;
  sourceIp: string;
}

/** The tenant's behaviour without sockets: what every front (HTTP, simulator) calls. */
export interface TenantCore {
  state: TenantState;
  /** Whether the core knows an operation. */
  has(operationId: string): boolean;
  /** Who a bearer token belongs to; throws a 401 {@link ApiFailure}. */
  authenticate(bearer: string | undefined): Caller;
  /** Runs an operation; throws {@link ApiFailure}. */
  run(operationId: string, caller: Caller, request: OperationRequest, arrival: Arrival): OperationReply;
  /** Issues tokens; throws {@link TokenRefusal}. */
  issue(
    operationId: 'tokenV1' | 'tokenV2' | 'keycloakToken',
    grant: TokenGrant,
    arrival: Arrival,
  ): IssuedTokens;
}

const OPERATIONS: OperationTable = {
  ...meOperations,
  ...userOperations,
  ...accessRuleOperations,
  ...roleOperations,
  ...clientOperations,
  ...organizationOperations,
  ...administrationOperations,
  ...legacyOperations,
  ...legacyOrganizationOperations,
};

/** Creates the behaviour over a state. */
export function createTenantCore(state: TenantState): TenantCore {
  let requests = 0;

  const settle = (now: number): void => {
    const changed = [state.users.settle(now), state.rules.settle(now)];
    if (changed.includes(true)) state.revision++;
  };

  const audit = (
    operationId: string,
    caller: { name: string; kind: Caller['kind'] },
    arrival: Arrival,
    status: number,
    entity: { id: string; name: string } | undefined,
    now: number,
  ): void => {
    const kind = AUDITED[operationId];
    if (kind === undefined) return;
    state.audit.record(
      {
        subject: caller.name,
        subject_type: caller.kind === 'user' ? 'User' : 'App',
        source_ip: arrival.sourceIp,
        action: kind.action,
        http_method: arrival.method,
        url: arrival.url,
        entity_type: kind.entityType,
        entity_name: entity?.name ?? '',
        entity_id: entity?.id ?? '',
        result: status < 400 ? 'Succeeded' : 'Failed',
        http_status_code: status,
      },
      now,
    );
  };

  const authenticate = (bearer: string | undefined): Caller => {
    const claims = bearer === undefined ? undefined : state.mint.check(bearer, 'Bearer', state.clock());
    if (claims === undefined) throw unauthorized('The token is missing, malformed or expired');
    const account = state.serviceAccounts.byId(claims.sub);
    if (account !== undefined) {
      const survives = state.switches.issuedTokensSurviveRotation;
      if (!survives && (claims.gen !== account.generation || !account.enabled)) {
        throw unauthorized('The token was made with a secret that was replaced');
      }
      return { kind: 'service-account', name: account.clientId, account };
    }
    const ref = state.users.byId(claims.sub);
    const ended =
      state.switches.logoutEndsAccessTokens && claims.iat_ms <= (state.sessionsEndedAt.get(claims.sub) ?? -1);
    if (ref === undefined || ended) throw unauthorized('The session has ended');
    const user = state.users.read(ref);
    return { kind: 'user', name: user.username, ref, user };
  };

  return {
    state,
    has: (operationId) => Object.hasOwn(OPERATIONS, operationId),
    authenticate,
    run: (operationId, caller, request, arrival) => {
      const operation = OPERATIONS[operationId];
      if (operation === undefined) throw new ApiFailure(501, 'Not implemented');
      const now = state.clock();
      settle(now);
      const cause: Cause = { actor: caller.name, operation: operationId, request: ++requests };
      try {
        const reply = operation(createCall(state, caller, cause, now), request);
        audit(operationId, caller, arrival, reply.status, reply.entity, now);
        return reply;
      } catch (failure) {
        const pathId = Object.values(request.path)[0];
        const entity = pathId === undefined ? undefined : { id: String(pathId), name: '' };
        if (failure instanceof ApiFailure) audit(operationId, caller, arrival, failure.status, entity, now);
        throw failure;
      }
    },
    issue: (operationId, grant, arrival) => {
      const now = state.clock();
      settle(now);
      const isUser = grant.username !== undefined;
      const name = grant.username ?? grant.clientId ?? '';
      const who = { name, kind: isUser ? ('user' as const) : ('service-account' as const) };
      const cause: Cause = { actor: name, operation: operationId, request: ++requests };
      const { tokenV1Grants, tokenV2Grants } = state.profile;
      const allowed = {
        tokenV1: tokenV1Grants,
        tokenV2: tokenV2Grants,
        keycloakToken: ['client_credentials', 'password', 'refresh_token'],
      };
      try {
        const issued = issueTokens({ state, cause, now }, grant, allowed[operationId]);
        audit(operationId, { ...who, name: issued.name }, arrival, 200, { id: '', name: issued.name }, now);
        return issued;
      } catch (failure) {
        if (failure instanceof TokenRefusal) {
          audit(operationId, who, arrival, failure.badCredentials ? 401 : 400, { id: '', name }, now);
        }
        throw failure;
      }
    },
  };
}

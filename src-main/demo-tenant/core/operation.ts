import type { Cause } from './journal.ts';
import { grantsOf, scopesFor, type Caller, type Grant } from './rights.ts';
import { forbidden } from './api-failure.ts';
import type { Action } from './resource-types.ts';
import type { Scope } from './org-units.ts';
import type { TenantState } from './tenant-state.ts';

/** A call after it was matched, authenticated and validated against the document. */
export interface OperationRequest {
  /** Path parameters, typed as the document says. */
  path: Record<string, string | number>;
  /** Query parameters, typed as the document says; lists for comma separated ones. */
  query: Record<string, unknown>;
  body: unknown;
}

/** What an operation answers. Give `text` for JSON already written, `file` for bytes, `json` for anything else. */
export interface OperationReply {
  status: number;
  json?: unknown;
  text?: string;
  file?: string;
  /** What was touched, for the event history. */
  entity?: { id: string; name: string };
}

/** A call in progress: who calls, with which rights, and the cause that journal entries carry. */
export interface CallContext {
  state: TenantState;
  caller: Caller;
  cause: Cause;
  now: number;
  /** Rights of the caller, worked out at first use. */
  grants(): Grant[];
}

/** An operation of a signed-in caller. */
export type Operation = (call: CallContext, request: OperationRequest) => OperationReply;

/** Operations by operationId. */
export type OperationTable = Readonly<Record<string, Operation>>;

/** Makes the context of a call. */
export function createCall(state: TenantState, caller: Caller, cause: Cause, now: number): CallContext {
  let grants: Grant[] | undefined;
  return { state, caller, cause, now, grants: () => (grants ??= grantsOf(state, caller)) };
}

/** Scopes where the caller may do this; throws 403 when there are none (behaviour 6). */
export function requireSomewhere(call: CallContext, resource: string, action: Action): Scope[] {
  const scopes = scopesFor(call.grants(), resource, action);
  if (scopes.length === 0) throw forbidden(`Missing permission: ${resource} ${action}`);
  return scopes;
}

/** Throws 403 unless the caller may do this in the whole tenant: users, roles and service accounts belong to the tenant. */
export function requireInTenant(call: CallContext, resource: string, action: Action): void {
  if (!requireSomewhere(call, resource, action).some((scope) => scope.type === 'tenant')) {
    throw forbidden(`Missing permission: ${resource} ${action} for the whole tenant`);
  }
}

/** Writes an effect to the journal and makes cached lists stale. */
export function note(
  call: Pick<CallContext, 'state' | 'cause' | 'now'>,
  effect: string,
  ...subjects: string[]
): void {
  call.state.revision++;
  call.state.journal.append(call.cause, effect, subjects, call.now);
}

/** The reply of a list or object. */
export const ok = (json: unknown): OperationReply => ({ status: 200, json });

import { changeOfLocalId } from '../changes/local-id.ts';
import type { PendingMark } from '../changes/overlay.ts';
import type { ErrorBody } from '../errors/error-body.ts';
import { checkPasswordReset } from './credential-rules.ts';

/** Somebody whose password may be among many that are reset. */
export interface ResetCandidate {
  readonly id: string;
  readonly email: string;
  readonly isLocal: boolean | null;
  /** What an open change makes of the user already; null where there is none. */
  readonly pending: PendingMark | null;
  /** False: the e-mail is known by rules only, nobody signed in with it yet. */
  readonly hasAccount?: boolean;
}

/**
 * Why somebody is left out where many passwords are reset; null where nothing speaks against it. V32, V33, and whoever
 * does it: their own sign-in would end in the middle (V22).
 */
export function whyNotAmongMany(user: ResetCandidate, actor: string): string | null {
  if (user.pending === 'removed') return 'Is to be deleted.';
  if (user.hasAccount === false) return 'Has no account yet.';
  if (changeOfLocalId(user.id) !== null) return 'Is not at the tenant yet; the first password comes with it.';
  if (user.email.toLowerCase() === actor.toLowerCase())
    return 'Is you: your own sign-in would end in the middle. Reset it by itself.';
  return checkPasswordReset(user)[0]?.message ?? null;
}

/** Whether a failure means that the next ones would fail as well, so that it is better to wait. */
export function stopsAll(error: Pick<ErrorBody, 'kind'>): boolean {
  return ['network', 'auth', 'not-permitted', 'not-a-tenant', 'storage', 'unavailable'].includes(error.kind);
}

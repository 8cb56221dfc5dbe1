import type { Edit } from '../../../src-shared/domain/change.ts';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import type { OutcomeName } from './outcome.ts';

/**
 * What an error means for the change that met it. `lostBefore`: an earlier reply to the same change was lost, so that
 * "it is there already" may be its own late effect. For a new rule a 404 does not say what is missing; `scope-gone` stands
 * for "look". Pure.
 */
export function judge(edit: Edit, error: ErrorBody, lostBefore: boolean): OutcomeName {
  if (error.reason === 'outcome-unknown') {
    // There is nothing to read that would tell whether they were done.
    const unreadable = edit.kind === 'user.reset-password' || edit.kind === 'service-account.rotate';
    return unreadable ? 'password-not-received' : 'lost';
  }
  // The tenant refused the old token before it did anything, and there is a new one by now.
  if (error.reason === 'sign-in-renewed') return 'retry-later';
  // Nobody who knows this change speaks like that: a stranger answered a call before it, or instead of it.
  if (error.reason === 'reply-too-large') return 'retry-later';
  if (error.status === 412) return 'changed-since';
  switch (error.kind) {
    case 'network':
    case 'auth':
    case 'not-a-tenant':
    case 'cancelled':
    case 'keychain':
      return 'connection-lost';
    case 'not-found':
      return notFound(edit);
    case 'conflict':
      return taken(edit, lostBefore);
    case 'not-permitted':
      return 'right-lost';
    default:
      return error.retryable ? 'retry-later' : 'refused';
  }
}

function notFound(edit: Edit): OutcomeName {
  switch (edit.kind) {
    case 'user.delete':
    case 'rule.delete':
    case 'service-account.delete':
    case 'role.delete':
      return 'gone-is-done';
    case 'role.update':
    case 'role.set-enabled':
      return 'role-gone';
    case 'user.reset-password':
      return 'user-gone';
    case 'service-account.set-enabled':
    case 'service-account.rotate':
      return 'service-account-gone';
    case 'rule.create':
      return 'scope-gone';
    default:
      return 'refused';
  }
}

function taken(edit: Edit, lostBefore: boolean): OutcomeName {
  switch (edit.kind) {
    case 'user.create':
      return lostBefore ? 'password-not-received' : 'email-taken';
    case 'service-account.create':
      return lostBefore ? 'password-not-received' : 'name-taken';
    case 'role.create':
    case 'role.update':
      return 'name-taken';
    case 'rule.create':
      return 'already';
    default:
      return 'refused';
  }
}

import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import { methodWords, type ConnectDraft, type ConnectField } from './connect-model.ts';
import { plainOrigin } from './tenant-url.ts';

/** An error of connecting, put where the user can do something about it. */
export interface PlacedError {
  readonly field: ConnectField;
  readonly message: string;
  readonly hint: string;
}

/**
 * Which field an error belongs to. A refused sign-in belongs to the secret, because tenants do not tell which of
 * the two was wrong; an account that is disabled or expired belongs to the account.
 *
 * @param url the address as typed
 */
export function placeError(error: ErrorBody, method: ConnectDraft['method'], url: string): PlacedError {
  const hint = plainHint(error, url) ?? error.hint ?? hintFor(error, method);
  return { field: fieldOf(error), message: error.message, hint };
}

/** What answers on this machine without https is usually meant to be spoken to without it. */
function plainHint(error: ErrorBody, url: string): string | null {
  if (error.reason !== 'tls-not-spoken' && error.reason !== 'tls-failed') return null;
  const plain = plainOrigin(url);
  return plain === null ? null : `On this computer http is allowed: try ${plain}.`;
}

/** Refusals that no other secret would change. */
const accountReasons: ReadonlySet<string> = new Set([
  'account-disabled',
  'account-expired',
  'password-change-needed',
  'sign-in-method-refused',
]);

function fieldOf(error: ErrorBody): ConnectField {
  switch (error.kind) {
    case 'network':
    case 'not-a-tenant':
      return 'url';
    case 'auth':
      return accountReasons.has(error.reason) ? 'account' : 'secret';
    case 'keychain':
      return 'remember';
    case 'input':
      if (error.reason.startsWith('url-')) return 'url';
      return error.reason.startsWith('secret-') ? 'secret' : 'form';
    default:
      return 'form';
  }
}

function hintFor(error: ErrorBody, method: ConnectDraft['method']): string {
  switch (error.kind) {
    case 'network':
      return 'Check the address, the network and the VPN. Known tenants can be opened from the mirror meanwhile.';
    case 'not-a-tenant':
      return 'Open the address in a browser: you should see the Run:ai sign-in page.';
    case 'auth':
      return `Check both the ${methodWords[method].account.replace(/^E/, 'e')} and the ${methodWords[method].secret.toLowerCase()}.`;
    case 'keychain':
      return 'Connect without remembering: the secret then lives only until the app is closed.';
    case 'tenant':
      return 'The tenant is having trouble. Try again in a minute.';
    default:
      return 'Try again. If it comes back, look at the log in Settings.';
  }
}

import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';

const most = 4;

/** A few reasons in a sentence each, and how many more there are. */
function listed(reasons: readonly string[]): string {
  const more = reasons.length - most;
  return `${reasons.slice(0, most).join(' ')}${more > 0 ? ` And ${more} more.` : ''}`;
}

/** A campaign that cannot be closed. `state`/`campaign-not-closable`. */
export function refuseClosing(
  reasons: readonly string[],
  what = 'The review cannot be closed',
): RolebookError {
  return new RolebookError({
    kind: 'conflict',
    origin: 'main',
    reason: 'campaign-not-closable',
    message: `${what}. ${listed(reasons)}`,
    hint: 'Decide, prove or explain what is left, then try again.',
  });
}

/** What is kept of a closed campaign does not make a pack that holds. */
export function refusePack(reasons: readonly string[]): RolebookError {
  return new RolebookError({
    kind: 'storage',
    origin: 'main',
    reason: 'evidence-broken',
    message: `No evidence was written, because it would not hold. ${listed(reasons)}`,
    hint: 'A pack saved at closing is still good.',
  });
}

/** The campaign was closed with a key that this keychain does not have. */
export function refuseKey(): RolebookError {
  return new RolebookError({
    kind: 'keychain',
    origin: 'keychain',
    reason: 'signing-key-other',
    message: 'The review was closed with a signing key that this keychain does not have.',
    hint: 'Save it on the computer where it was closed. A pack saved there at closing is still good.',
  });
}

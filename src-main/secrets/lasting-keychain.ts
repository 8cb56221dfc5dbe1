import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { Keychain } from './keychain.ts';

/**
 * Rejects with `keychain-session-only` where secrets end with the session: what is sealed or signed today must be opened
 * and checked in weeks to come. `what` says what cannot be done, as the start of a sentence.
 */
export async function requireLasting(keychain: Keychain, what: string): Promise<void> {
  if (await keychain.available()) return;
  throw new RolebookError({
    kind: 'keychain',
    origin: 'keychain',
    reason: 'keychain-session-only',
    message: `${what}: this system has no keychain that answers, so its key would be lost when Rolebook ends.`,
    hint: 'Set up and unlock the system’s keychain (on Linux a Secret Service such as GNOME Keyring), then start Rolebook again.',
  });
}

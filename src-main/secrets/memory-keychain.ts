import type { Keychain } from './keychain.ts';
import { checkedSecret } from './secret-size.ts';

/** A keychain that forgets everything when the app ends: session-only mode, and tests. */
export function createMemoryKeychain(): Keychain {
  const entries = new Map<string, string>();
  return {
    available: () => Promise.resolve(false),
    get: async (account) => entries.get(account) ?? null,
    set: async (account, secret) => {
      entries.set(account, checkedSecret(secret));
    },
    delete: async (account) => entries.delete(account),
  };
}

import type { Keychain } from '../../src-main/secrets/keychain.ts';
import { createMemoryKeychain } from '../../src-main/secrets/memory-keychain.ts';

/** A keychain in memory that says it outlives the session: what the system's is to the app. */
export function lastingKeychain(): Keychain {
  return { ...createMemoryKeychain(), available: () => Promise.resolve(true) };
}

import type { Random } from '../../src-shared/ports/random.ts';
import type { Log } from '../log/log.ts';
import type { Keychain } from './keychain.ts';
import { createMemoryKeychain } from './memory-keychain.ts';

const probeAccount = 'rolebook-probe';

/**
 * The system's keychain when a secret written to it comes back the same and can be removed again; otherwise one in
 * memory, whose `available()` is false: the visible session-only mode. Never rejects.
 */
export async function openKeychain(
  system: Keychain,
  deps: { readonly random: Pick<Random, 'uuid'>; readonly log: Log },
): Promise<Keychain> {
  try {
    const account = `${probeAccount}-${deps.random.uuid()}`;
    const secret = deps.random.uuid();
    await system.set(account, secret);
    const back = await system.get(account);
    await system.delete(account);
    if (back === secret && (await system.get(account)) === null) return system;
    deps.log.warn('keychain-untrue', { mode: 'session-only' });
  } catch {
    deps.log.warn('keychain-absent', { mode: 'session-only' });
  }
  return createMemoryKeychain();
}

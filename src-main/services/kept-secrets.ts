import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { Remember } from '../../src-shared/ipc/tenants-contract.ts';
import type { Log } from '../log/log.ts';
import type { Keychain } from '../secrets/keychain.ts';
import { createMeansStore, keptSecretMissing, type SignInMeans } from '../session/sign-in-means.ts';
import type { SavedConnection } from './connections-file.ts';

type Kept = Pick<SavedConnection, 'key' | 'hasSecret'>;

/** The secrets that tenants are signed in with silently: which are kept, and what becomes of one just typed. */
export interface KeptSecrets {
  /** Whether one is kept, as far as this run has kept or removed it; else as is written down. */
  has(saved: Kept): boolean;
  /** What silent sign-in needs. That a secret was kept and is not there is told, not taken for one that never was. */
  means(saved: Kept): Promise<SignInMeans | null>;
  /** Keeps or removes it as the user wished. True when one now lies where silent sign-in finds it. */
  remember(saved: Kept, wanted: Remember, secret: SignInMeans): Promise<boolean>;
  /** Rejects where the keychain does not let go of it. */
  forget(key: string): Promise<void>;
  /** This run has none of this tenant. */
  noteGone(key: string): void;
}

/** See {@link KeptSecrets}. */
export function createKeptSecrets({
  keychain,
  log,
}: {
  readonly keychain: Keychain;
  readonly log: Log;
}): KeptSecrets {
  const means = createMeansStore(keychain);
  /** Where this run kept or removed a secret; goes before what is written down (a keychain of this session is not). */
  const keptNow = new Map<string, boolean>();
  const has = ({ key, hasSecret }: Kept): boolean => keptNow.get(key) ?? hasSecret;
  return {
    has,
    async means(saved) {
      const found = await means.read(saved.key);
      if (found !== null || !has(saved)) return found;
      throw keptSecretMissing((await keychain.available()) ? 'gone' : 'out-of-reach');
    },
    async remember({ key, hasSecret }, wanted, secret) {
      if (wanted === 'as-is') return hasSecret;
      keptNow.set(key, false);
      try {
        if (!wanted) {
          await means.forget(key);
          return false;
        }
        await means.keep(key, secret);
        keptNow.set(key, true);
        return await keychain.available();
      } catch (error) {
        log.warn('secret-not-kept', {
          reason: error instanceof RolebookError ? error.body.reason : 'unknown',
        });
        return false;
      }
    },
    forget: async (key) => void (await means.forget(key)),
    noteGone: (key) => void keptNow.set(key, false),
  };
}

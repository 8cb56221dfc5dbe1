import { z } from 'zod';
import { signInMethodSchema } from '../../src-shared/domain/tenant.ts';
import type { Grant } from '../cloud/token-call.ts';
import type { Keychain } from '../secrets/keychain.ts';

/** What silent sign-in needs, as it lies in the keychain: one JSON text per tenant and account. */
export const signInMeansSchema = z.union([
  z.object({ method: signInMethodSchema, account: z.string(), secret: z.string().min(1) }),
  z.object({ method: signInMethodSchema, account: z.string(), refreshToken: z.string().min(1) }),
]);

/** See {@link signInMeansSchema}. */
export type SignInMeans = z.infer<typeof signInMeansSchema>;

/** The token call these means are good for. */
export function grantFrom(means: SignInMeans): Grant {
  if ('refreshToken' in means) return { type: 'refresh', refreshToken: means.refreshToken };
  return { type: means.method, account: means.account, secret: means.secret };
}

/** The keychain in terms of sign-in. `key` is the connection's. All reject with `keychain` RolebookErrors. */
export interface MeansStore {
  /** Null when there is none, or what lies there is not ours. */
  read(key: string): Promise<SignInMeans | null>;
  keep(key: string, means: SignInMeans): Promise<void>;
  forget(key: string): Promise<boolean>;
}

/** A {@link MeansStore} over a keychain. */
export function createMeansStore(keychain: Keychain): MeansStore {
  return {
    async read(key) {
      const text = await keychain.get(key);
      if (text === null) return null;
      try {
        return signInMeansSchema.parse(JSON.parse(text));
      } catch {
        return null;
      }
    },
    keep: (key, means) => keychain.set(key, JSON.stringify(means)),
    forget: (key) => keychain.delete(key),
  };
}

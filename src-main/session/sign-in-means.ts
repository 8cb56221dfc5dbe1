import { z } from 'zod';
import { signInMethodSchema } from '../../src-shared/domain/tenant.ts';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
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

/**
 * Why a secret that was kept is not to be had: `gone` it was removed from the keychain, `unreadable` something else lies in its
 * place, `out-of-reach` there is no keychain that answers. Only the secret is missing, and the words say so.
 */
export function keptSecretMissing(why: 'gone' | 'unreadable' | 'out-of-reach'): RolebookError {
  const kept = 'What was read of this tenant and the changes that wait are kept.';
  return new RolebookError({
    kind: 'auth',
    origin: 'keychain',
    reason: `kept-secret-${why}`,
    message: {
      gone: 'The system’s keychain does not hold the sign-in secret of this tenant any more; Rolebook did not remove it.',
      unreadable:
        'What the system’s keychain holds in place of this tenant’s sign-in secret is not what Rolebook kept there.',
      'out-of-reach':
        'The sign-in secret of this tenant lies in the system’s keychain, which did not answer when Rolebook started.',
    }[why],
    hint:
      why === 'out-of-reach'
        ? `Unlock the keychain and start Rolebook again, or sign in for this session. ${kept}`
        : `Sign in again; remembered, the secret is kept anew. ${kept}`,
  });
}

/** The keychain in terms of sign-in. `key` is the connection's. All reject with `keychain` RolebookErrors. */
export interface MeansStore {
  /** Null when there is none; rejects with `kept-secret-unreadable` when what lies there is not ours. */
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
        throw keptSecretMissing('unreadable');
      }
    },
    keep: (key, means) => keychain.set(key, JSON.stringify(means)),
    forget: (key) => keychain.delete(key),
  };
}

import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';

/** Bytes of UTF-8 that the smallest of the three systems' keychains takes (Windows, reliability §1.3). */
export const SECRET_BYTES = 2560;

/** The secret itself, when every keychain can hold it. Throws `secret-too-long` or `secret-empty`, never cut short. */
export function checkedSecret(secret: string): string {
  const bytes = Buffer.byteLength(secret);
  if (bytes === 0) {
    throw new RolebookError({
      kind: 'keychain',
      origin: 'keychain',
      reason: 'secret-empty',
      message: 'There is nothing to keep: the secret is empty.',
    });
  }
  if (bytes > SECRET_BYTES) {
    throw new RolebookError({
      kind: 'keychain',
      origin: 'keychain',
      reason: 'secret-too-long',
      message: `The secret is too long for the system’s keychain (${bytes} of at most ${SECRET_BYTES} bytes).`,
      hint: 'Connect without remembering it, or use a shorter secret.',
    });
  }
  return secret;
}

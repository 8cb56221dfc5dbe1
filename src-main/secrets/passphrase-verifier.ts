import { scrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Random } from '../../src-shared/ports/random.ts';

/** What is kept of a passphrase: enough to tell it when it comes again, not enough to know it. Base64. */
export const verifierSchema = z.object({
  kind: z.literal('passphrase'),
  /** scrypt's cost, block size and lanes. */
  cost: z.number().int().min(1024).max(1_048_576),
  blockSize: z.number().int().min(1).max(32),
  lanes: z.number().int().min(1).max(16),
  salt: z.base64(),
  key: z.base64(),
});
/** See {@link verifierSchema}. */
export type PassphraseVerifier = z.infer<typeof verifierSchema>;

/** scrypt's cost: 32 MiB and about a tenth of a second, felt once at the lock, and for each guess at a copied entry. */
export const lockCost = 32_768;
const keyBytes = 32;

type Strength = Pick<PassphraseVerifier, 'cost' | 'blockSize' | 'lanes'>;

/** NFC, so that the same letters typed on another keyboard are the same passphrase. */
function derive(passphrase: string, salt: Buffer, { cost, blockSize, lanes }: Strength): Promise<Buffer> {
  const options = { cost, blockSize, parallelization: lanes, maxmem: 256 * cost * blockSize };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), salt, keyBytes, options, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

/** The verifier of a new passphrase, with a salt of its own. Works beside the main thread. */
export async function makeVerifier(
  passphrase: string,
  random: Pick<Random, 'below'>,
  cost: number = lockCost,
): Promise<PassphraseVerifier> {
  const strength: Strength = { cost, blockSize: 8, lanes: 1 };
  const salt = Buffer.from(Array.from({ length: 16 }, () => random.below(256)));
  const key = await derive(passphrase, salt, strength);
  return { kind: 'passphrase', ...strength, salt: salt.toString('base64'), key: key.toString('base64') };
}

/** Whether this is the passphrase that the verifier was made of. */
export async function isPassphrase(passphrase: string, verifier: PassphraseVerifier): Promise<boolean> {
  const key = Buffer.from(verifier.key, 'base64');
  const derived = await derive(passphrase, Buffer.from(verifier.salt, 'base64'), verifier);
  return key.length === derived.length && timingSafeEqual(key, derived);
}

import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Keychain } from './keychain.ts';
import { verifierSchema } from './passphrase-verifier.ts';

/** What the keychain holds for the lock: a passphrase's verifier, or a random text that only has to come back. */
export const lockEntrySchema = z.discriminatedUnion('kind', [
  verifierSchema,
  z.object({ kind: z.literal('presence'), nonce: z.string().min(16).max(200) }),
]);
/** See {@link lockEntrySchema}. */
export type LockEntry = z.infer<typeof lockEntrySchema>;

/**
 * Name of a profile's entry, as the system's own keychain tool shows it beside "Rolebook". Each profile folder has its
 * own lock.
 */
export function lockAccount(profileDir: string): string {
  return `lock ${createHash('sha256').update(profileDir, 'utf8').digest('hex').slice(0, 12)}`;
}

/** The entry of the keychain; null when there is none, or none that could be one of ours. Rejects as the keychain does. */
export async function readLockEntry(keychain: Keychain, account: string): Promise<LockEntry | null> {
  const text = await keychain.get(account);
  if (text === null) return null;
  try {
    return lockEntrySchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Writes the entry. */
export function writeLockEntry(keychain: Keychain, account: string, entry: LockEntry): Promise<void> {
  return keychain.set(account, JSON.stringify(entry));
}

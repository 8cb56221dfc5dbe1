import { z } from 'zod';

/**
 * Why Rolebook locked itself: nobody touched the machine for a while, it went to sleep, its screen was locked, someone
 * asked for it, or it was started and a passphrase is set.
 */
export const lockCauseSchema = z.enum(['idle', 'suspend', 'screen', 'asked', 'start']);
/** See {@link lockCauseSchema}. */
export type LockCause = z.infer<typeof lockCauseSchema>;

/**
 * What opens the lock: the passphrase; an entry that the system's keychain has to hand out, which it does for whoever
 * may open the keychain; or nothing but the will to, where there is no keychain and no passphrase. `unknown`: a passphrase
 * is set, and the keychain that holds what proves it does not answer, so nothing opens it until it does.
 */
export const unlockMeansSchema = z.enum(['passphrase', 'keychain', 'nothing', 'unknown']);
/** See {@link unlockMeansSchema}. */
export type UnlockMeans = z.infer<typeof unlockMeansSchema>;

/** The lock as windows see it. */
export const lockStateSchema = z.object({
  locked: z.boolean(),
  /** RFC 3339; null while open. */
  since: z.string().nullable(),
  cause: lockCauseSchema.nullable(),
  unlockBy: unlockMeansSchema,
  /** Until then no passphrase is tried (RFC 3339); null when one may be tried at once. */
  tryAgainAt: z.string().nullable(),
});
/** See {@link lockStateSchema}. */
export type LockState = z.infer<typeof lockStateSchema>;

/** Shortest passphrase that may be set, in characters: it stands between a passer-by and the screen, not before a thief. */
export const shortestLockPassphrase = 8;

import { z } from 'zod';

/**
 * What went wrong, in one closed list:
 * - `input` the user's words need changing · `not-permitted` the actor may not (403, V23–V25)
 * - `auth` sign-in needed or refused · `not-found` gone or never there · `conflict` already so (409)
 * - `network` nobody answered · `not-a-tenant` somebody answered, but not a tenant (proxy page, wrong host)
 * - `tenant` the tenant failed (5xx, 429, outside its own contract) · `storage` disk or database
 * - `keychain` the OS keychain · `unavailable` this tenant's version or state lacks it
 * - `cancelled` the user stopped it · `internal` a bug of ours
 */
export const errorKindSchema = z.enum([
  'input',
  'not-permitted',
  'auth',
  'not-found',
  'conflict',
  'network',
  'not-a-tenant',
  'tenant',
  'storage',
  'keychain',
  'unavailable',
  'cancelled',
  'internal',
]);

/** See {@link errorKindSchema}. */
export type ErrorKind = z.infer<typeof errorKindSchema>;

/** Where an error was first known. */
export const errorOriginSchema = z.enum(['window', 'main', 'cloud', 'db', 'keychain', 'file', 'cli']);

/** The one body every expected failure has, on both sides of every border. */
export const errorBodySchema = z.object({
  kind: errorKindSchema,
  origin: errorOriginSchema,
  /** A kebab-case code, stable for tests and scripts, e.g. `email-taken`, `tls-untrusted`. */
  reason: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  /** Whether the same call may succeed later without the user changing anything. */
  retryable: z.boolean(),
  /** One sentence in the user's words. Never holds a secret. */
  message: z.string(),
  /** What the user can do about it, or null. */
  hint: z.string().nullable(),
  /** HTTP status where the tenant gave one. */
  status: z.number().int().nullable().default(null),
  /** Seconds the tenant asked to wait (Retry-After), where it did. */
  retryAfterSeconds: z.number().nonnegative().nullable().default(null),
});

/** See {@link errorBodySchema}. */
export type ErrorBody = z.infer<typeof errorBodySchema>;

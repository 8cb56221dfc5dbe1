import { z } from 'zod';

/** A person of the tenant (tenant-api §3.3). Times are RFC 3339 UTC text as the tenant wrote them; null = unknown or never. */
export const userSchema = z.object({
  id: z.string(),
  /** The e-mail, as typed (V03); the key that access rules use for users. */
  email: z.string(),
  /** True local, false SSO, null where the tenant does not say. */
  isLocal: z.boolean().nullable(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  groups: z.array(z.string()),
  createdBy: z.string(),
  createdAt: z.string().nullable(),
  updatedAt: z.string().nullable(),
  /** Null means never seen to sign in, which is distinct from unknown only where the tenant records sign-ins. */
  lastLogin: z.string().nullable(),
});

/** See {@link userSchema}. */
export type User = z.infer<typeof userSchema>;

/**
 * What a row of the table of users can be. `pre-authorised`: rules name the e-mail, but no user has it yet. `user deleted`: a
 * user had it and was deleted, as far as the history saw, and rules still name it.
 */
export const userRowTypes = ['local', 'sso', 'pre-authorised', 'unknown', 'user deleted'] as const;

/** One of {@link userRowTypes}. */
export type UserRowType = (typeof userRowTypes)[number];

/** Whether a row of the table of users has an account that can be acted on; an e-mail that only rules name has none. */
export function hasAccount(type: unknown): boolean {
  return type !== 'pre-authorised' && type !== 'user deleted';
}

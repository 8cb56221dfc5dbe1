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

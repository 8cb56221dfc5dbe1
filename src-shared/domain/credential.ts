import { z } from 'zod';

/** A sign-in secret held in the main process's memory until handed over. This shape never holds the secret itself (V30). */
export const credentialInfoSchema = z.object({
  id: z.string(),
  kind: z.enum(['temporary-password', 'client-secret']),
  /** E-mail or client id to sign in with. */
  account: z.string(),
  tenantUrl: z.string(),
  tenantLabel: z.string(),
  issuedAt: z.string(),
  /** Why it exists: a new user, or a reset. */
  cause: z.enum(['user-created', 'password-reset', 'service-account-created', 'secret-rotated']),
  mustChange: z.boolean(),
  handedOver: z.boolean(),
});

/** See {@link credentialInfoSchema}. */
export type CredentialInfo = z.infer<typeof credentialInfoSchema>;

/** The password-manager CSV dialects we write byte-exact (file-formats §4.1). */
export const credentialFormatSchema = z.enum([
  'bitwarden-csv',
  'keepassxc-csv',
  '1password-csv',
  'chrome-csv',
]);

/** See {@link credentialFormatSchema}. */
export type CredentialFormat = z.infer<typeof credentialFormatSchema>;

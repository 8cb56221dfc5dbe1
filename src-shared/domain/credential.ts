import { z } from 'zod';

/**
 * What a secret is: a password to be changed at the first sign-in · the secret of a service account · the secret of a person’s
 * own access key, which acts with all the roles of whoever made it.
 */
export const credentialKindSchema = z.enum(['temporary-password', 'client-secret', 'access-key']);

/** See {@link credentialKindSchema}. */
export type CredentialKind = z.infer<typeof credentialKindSchema>;

/** A sign-in secret held in the main process's memory until handed over. This shape never holds the secret itself (V30). */
export const credentialInfoSchema = z.object({
  id: z.string(),
  kind: credentialKindSchema,
  /** E-mail or client id to sign in with. */
  account: z.string(),
  tenantUrl: z.string(),
  tenantLabel: z.string(),
  issuedAt: z.string(),
  /** Why it exists: a new user, a reset, and so on. */
  cause: z.enum([
    'user-created',
    'password-reset',
    'service-account-created',
    'secret-rotated',
    'access-key-created',
    'access-key-renewed',
  ]),
  mustChange: z.boolean(),
  handedOver: z.boolean(),
});

/** See {@link credentialInfoSchema}. */
export type CredentialInfo = z.infer<typeof credentialInfoSchema>;

/**
 * A secret that came in an earlier run of the app and that nobody was given: gone for good, only a new one helps (I18). Told
 * by a mark in the ledger, which never holds the secret.
 */
export const missedCredentialSchema = credentialInfoSchema
  .pick({ id: true, kind: true, issuedAt: true })
  .extend({
    /** The tenant's id of the user, service account or access key. */
    subjectId: z.string(),
    /** E-mail of the user, name of the service account, title of the access key. */
    name: z.string(),
  });

/** See {@link missedCredentialSchema}. */
export type MissedCredential = z.infer<typeof missedCredentialSchema>;

/** What a hand-over is written as (file-formats §4.1–§4.3); facts about each in hand-over-files.ts. */
export const credentialFormatSchema = z.enum([
  'kdbx',
  'bitwarden-json',
  'letters',
  'bitwarden-csv',
  'bitwarden-org-csv',
  '1password-csv',
  'keepassxc-csv',
  'keepass-csv',
  'lastpass-csv',
  'chrome-csv',
  'apple-csv',
  'proton-csv',
  'csv',
  'json',
]);

/** See {@link credentialFormatSchema}. */
export type CredentialFormat = z.infer<typeof credentialFormatSchema>;

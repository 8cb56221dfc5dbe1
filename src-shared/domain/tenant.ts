import { z } from 'zod';

/** The lines of the product that Rolebook can tell apart by probing (tenant-api §3.11). */
export const productLineSchema = z.enum(['3.0', '2.24', '2.22', '2.18', '2.13']);

/** See {@link productLineSchema}. `2.24` stands for 2.24–2.26, `2.22` for 2.19–2.23, `2.18` for 2.15–2.18. */
export type ProductLine = z.infer<typeof productLineSchema>;

/** How the caller proved who they are. */
export const signInMethodSchema = z.enum(['service-account', 'password']);

/** One thing the signed-in actor can or cannot do, with the reason and who could (design §10). */
export const abilitySchema = z.object({
  allowed: z.boolean(),
  /** Why not, in the user's words; null when allowed. */
  reason: z.string().nullable(),
});

/** See {@link abilitySchema}. */
export type Ability = z.infer<typeof abilitySchema>;

/** What the screens ask about the actor and the tenant's version. Every entry is either allowed or has a reason. */
export const abilitiesSchema = z.object({
  readUsers: abilitySchema,
  createUsers: abilitySchema,
  deleteUsers: abilitySchema,
  resetPasswords: abilitySchema,
  signOutUsers: abilitySchema,
  readRules: abilitySchema,
  createRules: abilitySchema,
  deleteRules: abilitySchema,
  readServiceAccounts: abilitySchema,
  createServiceAccounts: abilitySchema,
  /** Enabling, disabling, and issuing a new client secret. */
  updateServiceAccounts: abilitySchema,
  deleteServiceAccounts: abilitySchema,
  /** The server mails a link to set the password (2.23 and later). */
  notifyByMail: abilitySchema,
  batchCreateRules: abilitySchema,
  customRoles: abilitySchema,
});

/** See {@link abilitiesSchema}. */
export type Abilities = z.infer<typeof abilitiesSchema>;

/** A tenant and account the user has connected at least once. Never holds a secret. */
export const connectionSchema = z.object({
  /** Opaque key of this tenant + account; names its folder and its keychain entry. */
  key: z.string(),
  /** Origin without a trailing slash. */
  url: z.string(),
  /** Shown name: host, or "Demo tenant". */
  label: z.string(),
  account: z.string(),
  method: signInMethodSchema,
  isDemo: z.boolean(),
  productLine: productLineSchema.nullable(),
  /** Whether a secret for silent sign-in lies in the keychain. */
  hasSecret: z.boolean(),
});

/** See {@link connectionSchema}. */
export type Connection = z.infer<typeof connectionSchema>;

import { z } from 'zod';
import {
  abilitiesSchema,
  connectionSchema,
  productLineSchema,
  signInMethodSchema,
} from '../domain/tenant.ts';
import { errorBodySchema } from '../errors/error-body.ts';
import { call } from './define.ts';

const empty = z.strictObject({});
const key = z.string().min(1).max(200);
const secret = z.string().min(1).max(4096);

/** The open tenant: who is signed in, on what, and what they may do (issue: connect). */
export const openTenantSchema = z.object({
  connection: connectionSchema,
  productLine: productLineSchema.nullable(),
  /** Words for people, e.g. "Run:ai 3.0" or "2.24 to 2.26". */
  productText: z.string(),
  /** E-mail or client id the tenant knows the actor by. */
  actor: z.string(),
  tenantId: z.string().nullable(),
  abilities: abilitiesSchema,
});
export type OpenTenant = z.infer<typeof openTenantSchema>;

/** Keep the secret in the OS keychain, remove what is kept, or leave the keychain alone: the secret is for once. */
export const rememberSchema = z.union([z.boolean(), z.literal('as-is')]);
export type Remember = z.infer<typeof rememberSchema>;

/** What the user typed. The URL is normalised in the main process: https, or http on loopback only. */
export const connectInputSchema = z.strictObject({
  url: z.string().min(1).max(500),
  method: signInMethodSchema,
  /** Client id, or e-mail. */
  account: z.string().trim().min(1).max(300),
  secret,
  /** Keep the secret in the OS keychain for silent sign-in; without it the secret is gone when the tenant is closed. */
  remember: z.boolean().default(true),
});
export type ConnectInput = z.infer<typeof connectInputSchema>;

/** The tenants that were connected, and why some are missing from the list, or null. */
export const tenantListSchema = z.object({
  connections: z.array(connectionSchema),
  trouble: errorBodySchema.nullable(),
});
/** See {@link tenantListSchema}. */
export type TenantList = z.infer<typeof tenantListSchema>;

export const tenantsCalls = {
  'tenants.list': call(empty, tenantListSchema),
  'tenants.connect': call(connectInputSchema, openTenantSchema),
  'tenants.connectDemo': call(empty, openTenantSchema),
  /** Ends what is being connected or opened: that call fails as `cancelled`. The open tenant stays open. */
  'tenants.cancelConnect': call(empty, z.null()),
  /** Opens the mirror of a known tenant at once; signing in goes on behind (see session.changed). */
  'tenants.open': call(z.strictObject({ key }), openTenantSchema),
  'tenants.signIn': call(
    z.strictObject({ key, secret, remember: rememberSchema.default(true) }),
    openTenantSchema,
  ),
  'tenants.signOut': call(z.strictObject({ key, forgetMirror: z.boolean() }), z.null()),
  'tenants.current': call(empty, openTenantSchema.nullable()),
};

import { z } from 'zod';
import { findingKeyLength, findingSchema } from '../rules/finding.ts';
import { call } from './define.ts';

const email = z.string().max(400);
const typed = z.string().max(200).nullable().default(null);

/** An identity provider as it stands, with what the rules say of it. Never its client secret. */
const providerSchema = z.object({
  alias: z.string(),
  type: z.string(),
  /** The discovery document (OIDC) or entity id (SAML); null where the tenant says neither. */
  source: z.string().nullable(),
  redirectUri: z.string(),
  /** RFC 3339; `unreadable` where what the tenant sent is no certificate; null where it sent none. */
  certificateEnds: z.string().nullable(),
  /** Names of attributes, by what they become. */
  mappers: z.array(z.object({ what: z.string(), attribute: z.string() })),
  /** V48. */
  findings: z.array(findingSchema),
});
export type ProviderView = z.infer<typeof providerSchema>;

/** How people sign in to the open tenant, to read only (domain §3). */
export const signOnViewSchema = z.object({
  /** Whether single sign-on is switched on as a whole; null where the tenant does not say. */
  switchedOn: z.boolean().nullable(),
  providers: z.array(providerSchema),
  /** Why there is no list of them; null where there is. */
  providersWhyNot: z.string().nullable(),
  /** How sessions begin and end; null where that cannot be read now. */
  sessions: z
    .object({
      redirectsTo: z.string().nullable(),
      idleMinutes: z.number().nullable(),
      logoutUri: z.string().nullable(),
    })
    .nullable(),
  /** Why `sessions` or `switchedOn` are not known; null where they are. */
  liveWhyNot: z.string().nullable(),
  /** V47: what has to be so before an identity provider is removed; empty where it is. */
  removal: z.array(findingSchema),
  /** Whether switching it on ends local sign-in on this version (V46), and can be gone through here. */
  endsLocalSignIn: z.boolean(),
  /** Why nothing of it is changed here. */
  whyNotHere: z.string(),
  asOf: z.string().nullable(),
});
export type SignOnView = z.infer<typeof signOnViewSchema>;

/** What switching single sign-on on would come to (V46). */
export const signOnRehearsalSchema = z.object({
  localUsers: z.number().int().nonnegative(),
  /** What to type. */
  phrase: z.string(),
  findings: z.array(findingSchema),
});
export type SignOnRehearsal = z.infer<typeof signOnRehearsalSchema>;

/** What a token or a list of attributes holds, without its values, and what is wrong with it (V48). */
export const claimsViewSchema = z.object({
  claims: z.array(z.object({ name: z.string(), kind: z.string() })),
  findings: z.array(findingSchema),
});
export type ClaimsView = z.infer<typeof claimsViewSchema>;

export const signOnCalls = {
  'signOn.read': call(z.strictObject({}), signOnViewSchema),
  'signOn.rehearse': call(z.strictObject({ administrator: email, typed }), signOnRehearsalSchema),
  /** Notes in the journal that the consequences were read and accepted; the switch itself is the console's. */
  'signOn.accept': call(
    z.strictObject({
      administrator: email,
      typed,
      acknowledged: z.array(z.string().max(findingKeyLength)).max(100).default([]),
    }),
    z.null(),
  ),
  /** The text is kept nowhere and its values are not answered: it may be a token. */
  'signOn.inspect': call(
    z.strictObject({
      text: z.string().min(1).max(200_000),
      alias: z.string().max(400).nullable().default(null),
    }),
    claimsViewSchema,
  ),
};

import { z } from 'zod';
import { accessKeySchema } from '../domain/access-key.ts';
import { credentialInfoSchema } from '../domain/credential.ts';
import { findingKeyLength, findingSchema } from '../rules/finding.ts';
import { act, call } from './define.ts';

/** The access keys of whoever is signed in. */
export const ownKeysViewSchema = z.object({
  keys: z.array(accessKeySchema),
  /** Why there are none to list or make: the version, a service account that is signed in, the tenant out of reach. */
  whyNot: z.string().nullable(),
  /** Why no more may be made though there is a place for them; null where one more may. */
  whyNoMore: z.string().nullable(),
  /** V42. */
  findings: z.array(findingSchema),
});
export type OwnKeysView = z.infer<typeof ownKeysViewSchema>;

/**
 * How issuing ended: `issued`, the secret is in the tray · `not-received`, the key is there and the reply with its secret was
 * lost, so that only another secret helps · `not-made`, the reply was lost and the tenant lists no such key.
 */
export const issuedKeySchema = z.object({
  outcome: z.enum(['issued', 'not-received', 'not-made']),
  key: accessKeySchema.nullable(),
  credential: credentialInfoSchema.nullable(),
  /** One sentence for what went otherwise; null for `issued`. */
  message: z.string().nullable(),
});
export type IssuedKey = z.infer<typeof issuedKeySchema>;

/** Own access keys (tenant-api §3.6, from 2.24): asked and made online or not at all, never by themselves. */
export const accessKeysCalls = {
  'accessKeys.own': call(z.strictObject({}), ownKeysViewSchema),
  /** Rejects with `conflict`/`name-taken`, and as the tenant does. */
  'accessKeys.issue': act(z.strictObject({ name: z.string().min(1).max(400) }), issuedKeySchema),
  /** A new secret; the former one is void at once, so one that is in use wants V35 acknowledged. */
  'accessKeys.renew': act(
    z.strictObject({
      id: z.string().min(1).max(400),
      acknowledged: z.array(z.string().max(findingKeyLength)).max(10).default([]),
    }),
    issuedKeySchema,
  ),
};

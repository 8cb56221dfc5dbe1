import { z } from 'zod';

/** Shortest passphrase that is taken; the suggested ones are six words. */
export const shortestPassphrase = 12;

const passphrase = z.string().min(shortestPassphrase).max(1024);

/**
 * How a file with credentials is kept from others: sealed in a container around it (age, OpenPGP, ZIP), by the format
 * itself (`own-passphrase`), or not at all, which was confirmed twice. Recipients are `age1…` and armoured OpenPGP keys.
 */
export const sealSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('own-passphrase'), passphrase }),
  z.strictObject({ kind: z.literal('age-passphrase'), passphrase }),
  z.strictObject({
    kind: z.literal('age-recipients'),
    recipients: z.array(z.string().max(4096)).min(1).max(100),
  }),
  z.strictObject({ kind: z.literal('openpgp-passphrase'), passphrase }),
  z.strictObject({
    kind: z.literal('openpgp-recipients'),
    recipients: z.array(z.string().max(262_144)).min(1).max(100),
  }),
  z.strictObject({ kind: z.literal('zip-passphrase'), passphrase }),
  z.strictObject({ kind: z.literal('plain'), confirmed: z.literal(true) }),
]);

/** See {@link sealSchema}. */
export type Seal = z.infer<typeof sealSchema>;

/** See {@link sealSchema}. */
export type SealKind = Seal['kind'];

import { z } from 'zod';
import {
  credentialFormatSchema,
  credentialInfoSchema,
  missedCredentialSchema,
} from '../domain/credential.ts';
import { call, event } from './define.ts';

const empty = z.strictObject({});
const id = z.string().min(1).max(100);
const ids = z.array(id).min(1).max(1000);

/** What an export did. The path is shown; the window never chose it. */
export const exportReportSchema = z.object({
  outcome: z.enum(['written', 'cancelled']),
  path: z.string().nullable(),
  entries: z.number().int().nonnegative(),
  sealed: z.boolean(),
  /** Things to know about the place, e.g. a folder that is synced to a cloud. */
  warnings: z.array(z.string()),
});
export type ExportReport = z.infer<typeof exportReportSchema>;

export const credentialsCalls = {
  'credentials.list': call(empty, z.array(credentialInfoSchema)),
  /** The one call that returns a secret: a temporary one, while it is revealed on screen (V30). */
  'credentials.reveal': call(z.strictObject({ id }), z.object({ secret: z.string() })),
  /** Copies in the main process; cleared after 30 s, at lock and at quit, only if still ours. */
  'credentials.copy': call(
    z.strictObject({ id, part: z.enum(['secret', 'account']) }),
    z.object({ clearsInSeconds: z.number() }),
  ),
  /** Opens the save dialog in the main process. Sealed with age by passphrase unless plain text was confirmed twice. */
  'credentials.export': call(
    z.strictObject({
      ids,
      format: credentialFormatSchema,
      seal: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('age-passphrase'), passphrase: z.string().min(12).max(1024) }),
        z.strictObject({ kind: z.literal('plain'), confirmed: z.literal(true) }),
      ]),
    }),
    exportReportSchema,
  ),
  /** An e-mail draft file (.eml): instructions, and the password only after the warning was accepted (V34). */
  'credentials.emailDraft': call(z.strictObject({ id, includeSecret: z.boolean() }), exportReportSchema),
  'credentials.suggestPassphrase': call(
    empty,
    z.object({ passphrase: z.string(), words: z.number(), bits: z.number() }),
  ),
  /** Forgets them without handing over. */
  'credentials.discard': call(z.strictObject({ ids }), z.null()),
  /** Of the open tenant: what an earlier run of the app lost. Those for which a new one is on its way are left out. */
  'credentials.missed': call(empty, z.array(missedCredentialSchema)),
  /** The user knows, and wants no new one. */
  'credentials.dismissMissed': call(z.strictObject({ ids }), z.null()),
};

export const credentialsEvents = {
  'credentials.changed': event(z.array(credentialInfoSchema)),
};

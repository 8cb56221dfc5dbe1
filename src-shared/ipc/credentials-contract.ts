import { z } from 'zod';
import {
  credentialFormatSchema,
  credentialInfoSchema,
  missedCredentialSchema,
} from '../domain/credential.ts';
import { columnMappingSchema } from '../domain/column-mapping.ts';
import { choiceProblem } from '../domain/hand-over-files.ts';
import { type Seal, sealSchema } from '../domain/seal.ts';
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
  /** Which hand-over this was, on receipts and in the journal; null when none was. */
  packageId: z.string().nullable(),
  /** SHA-256 of each sealed file that was written, in hex; none of plain ones. */
  digests: z.array(z.string()).default([]),
  /** Things to know about the place, e.g. a folder that is synced to a cloud. */
  warnings: z.array(z.string()),
});
export type ExportReport = z.infer<typeof exportReportSchema>;

/**
 * Whether a file is one that was sealed here: `unchanged`, byte by byte as it was written for the open tenant · `unknown`, it was
 * changed, comes from elsewhere, or was not sealed.
 */
export const fileCheckSchema = z.object({
  outcome: z.enum(['unchanged', 'unknown', 'cancelled']),
  /** The file's name; null where none was chosen. */
  name: z.string().nullable(),
  digest: z.string().nullable(),
  /** The hand-over it belongs to. */
  handOver: z
    .object({
      packageId: z.string(),
      time: z.string(),
      by: z.string(),
      format: z.string(),
      count: z.number().int().nonnegative(),
    })
    .nullable(),
  /** Says it in words. */
  message: z.string(),
});
export type FileCheck = z.infer<typeof fileCheckSchema>;

/** A format and, for the generic ones, its columns. */
const written = { format: credentialFormatSchema, columns: columnMappingSchema.optional() };

/** Refuses what does not go together, in words. */
const sayProblem = (
  choice: Parameters<typeof choiceProblem>[0],
  context: { addIssue(issue: { code: 'custom'; message: string }): void },
): void => {
  const message = choiceProblem(choice);
  if (message !== null) context.addIssue({ code: 'custom', message });
};

const passphrasesOf = (seals: readonly Seal[]): string[] =>
  seals.flatMap((seal) => ('passphrase' in seal ? [seal.passphrase] : []));

export const credentialsCalls = {
  'credentials.list': call(empty, z.array(credentialInfoSchema)),
  /** The one call that returns a secret: a temporary one, while it is revealed on screen (V30). */
  'credentials.reveal': call(z.strictObject({ id }), z.object({ secret: z.string() })),
  /** Copies in the main process; cleared after 30 s, at lock and at quit, only if still ours. */
  'credentials.copy': call(
    z.strictObject({ id, part: z.enum(['secret', 'account']) }),
    z.object({ clearsInSeconds: z.number() }),
  ),
  /** One file for all. Opens the save dialog in the main process. Sealed unless plain text was confirmed twice. */
  'credentials.export': call(
    z.strictObject({ ids, ...written, seal: sealSchema }).superRefine(sayProblem),
    exportReportSchema,
  ),
  /** A file for each person, in a new folder; each sealed for that person alone. */
  'credentials.exportEach': call(
    z
      .strictObject({
        ...written,
        files: z
          .array(z.strictObject({ ids, seal: sealSchema }))
          .min(1)
          .max(1000),
      })
      .superRefine(({ files, ...choice }, context) => {
        for (const { seal } of files) sayProblem({ ...choice, seal }, context);
        const opens = passphrasesOf(files.map(({ seal }) => seal));
        if (new Set(opens).size < opens.length) {
          const message = 'Two files have the same passphrase: each would open the other’s.';
          context.addIssue({ code: 'custom', message });
        }
      }),
    exportReportSchema,
  ),
  /** Ends the making of files of `exportEach` after the one in hand: none is written. Nothing happens when none is made. */
  'credentials.cancelExport': call(empty, z.null()),
  /** What each text says as a key, and why it cannot be sealed for; an OpenPGP block may hold several. */
  'credentials.checkRecipients': call(
    z.strictObject({
      kind: z.enum(['age-recipients', 'openpgp-recipients']),
      recipients: z.array(z.string().max(262_144)).min(1).max(100),
    }),
    z.array(
      z.object({ name: z.string(), fingerprint: z.string().nullable(), problem: z.string().nullable() }),
    ),
  ),
  /** An e-mail draft file (.eml): instructions, and the password only after the warning was accepted (V34). */
  'credentials.emailDraft': call(z.strictObject({ id, includeSecret: z.boolean() }), exportReportSchema),
  /** Asks which file, and holds it against the digests in the journal of the open tenant. */
  'credentials.checkFile': call(empty, fileCheckSchema),
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
  /** How many files of `exportEach` are sealed; none of them is written before all are. */
  'credentials.exporting': event(
    z.object({ done: z.number().int().nonnegative(), of: z.number().int().positive() }),
  ),
};

import { z } from 'zod';
import { credentialKindSchema } from '../domain/credential.ts';
import { handOverStates } from '../rules/hand-over-standing.ts';
import { call } from './define.ts';
import { journalFileReportSchema } from './journal-contract.ts';

const text = z.string();

/** One credential of a hand-over, and how far it has come. */
export const credentialStandingSchema = z.object({
  /** E-mail, or client id. */
  account: text,
  kind: credentialKindSchema,
  /** The tenant's id of the user, service account or access key; null where it is not there (any more). */
  subjectId: text.nullable(),
  state: z.enum(handOverStates),
  /** False: this version of the tenant does not tell what comes after the hand-over. */
  told: z.boolean(),
  words: text,
});
/** See {@link credentialStandingSchema}. */
export type CredentialStanding = z.infer<typeof credentialStandingSchema>;

/** A hand-over, or (without `act`) a credential that was handed over to nobody yet. */
export const handOverLineSchema = z.object({
  /** Ties receipts to it. */
  act: text.nullable(),
  time: text,
  by: text,
  accounts: z.array(text),
  count: z.number().int().nonnegative(),
  way: z.enum(['file', 'draft', 'copy', 'reveal']).nullable(),
  format: text.nullable(),
  sealed: z.boolean().nullable(),
  packageId: text.nullable(),
  fileMark: text.nullable(),
  result: z.enum(['saved', 'done', 'partly', 'failed', 'unknown', 'cancelled', 'interrupted', 'open']),
  receipts: z.array(z.object({ time: text, by: text, note: text })),
  /** None where nothing was handed over because it failed. */
  standings: z.array(credentialStandingSchema),
});
/** See {@link handOverLineSchema}. */
export type HandOverLine = z.infer<typeof handOverLineSchema>;

/** A credential that was handed over some days ago and was not used since. */
export const uncollectedSchema = credentialStandingSchema.extend({
  act: text,
  handedOverAt: text,
  /** Name of the service account, title of the access key, or the e-mail. */
  name: text,
  days: z.number().int().nonnegative(),
});
/** See {@link uncollectedSchema}. */
export type Uncollected = z.infer<typeof uncollectedSchema>;

/** A text that the accounts, who did it, the package, its format or a receipt contain. */
const search = z.string().max(200).default('');
/** Only those with a credential in this state; null = all. */
const state = z.enum(handOverStates).nullable().default(null);

/** Of the open tenant; from the journal and the mirror, without a network. */
export const handOversCalls = {
  /** Newest first; what was handed over to nobody yet comes first. `more`: older ones match too. */
  'handOvers.list': call(
    z.strictObject({
      limit: z.number().int().min(1).max(5000).default(200),
      search,
      state,
    }),
    z.object({ lines: z.array(handOverLineSchema), more: z.boolean() }),
  ),
  /** What is in the tray and belongs to the open tenant, by id in the tray. */
  'handOvers.ofTray': call(
    z.strictObject({}),
    z.array(z.object({ id: text, standing: credentialStandingSchema })),
  ),
  /** What to remind of, the longest waiting first (setting `remindAfterDays`). */
  'handOvers.uncollected': call(z.strictObject({}), z.array(uncollectedSchema)),
  /** The user knows, and is not to be reminded of this one again; a row of the journal. */
  'handOvers.stopReminding': call(
    z.strictObject({ act: z.string().min(1).max(100), account: z.string().min(1).max(320) }),
    z.null(),
  ),
  /** All that match as a file, a row for each person: CSV for spreadsheets, or JSON. Never a secret. */
  'handOvers.export': call(
    z.strictObject({ format: z.enum(['csv', 'json']), search, state }),
    journalFileReportSchema,
  ),
};

import { z } from 'zod';
import { journalVerdictSchema, toldRowSchema } from '../domain/journal.ts';
import { call } from './define.ts';

/** Which rows: those before `before` (a row's number; null = from the newest on), at most `limit`. */
const question = z.strictObject({
  before: z.number().int().positive().nullable().default(null),
  limit: z.number().int().min(1).max(500).default(200),
  /** What a verb begins with, e.g. `credential.`; empty = any. */
  verb: z
    .string()
    .max(60)
    .regex(/^[a-z.-]*$/)
    .default(''),
  /** A text that actor, verb, object or facts contain, whatever the case of Latin letters. */
  search: z.string().max(200).default(''),
});

/** What an export of the journal did. */
export const journalFileReportSchema = z.object({
  outcome: z.enum(['written', 'cancelled']),
  path: z.string().nullable(),
  rows: z.number().int().nonnegative(),
  warnings: z.array(z.string()),
});
/** See {@link journalFileReportSchema}. */
export type JournalFileReport = z.infer<typeof journalFileReportSchema>;

/** Of the open tenant, and none of them needs a network. */
export const journalCalls = {
  /** Newest first; `more` = older ones match too. */
  'journal.list': call(question, z.object({ rows: z.array(toldRowSchema), more: z.boolean() })),
  'journal.verify': call(z.strictObject({}), journalVerdictSchema),
  /** The whole journal as a file: CSV for spreadsheets, or JSON that holds all that the chain is made of. */
  'journal.export': call(z.strictObject({ format: z.enum(['csv', 'json']) }), journalFileReportSchema),
  /** Writes down that a hand-over was received: by whom and how, in the admin's words. */
  'journal.recordReceipt': call(
    z.strictObject({ act: z.string().min(1).max(100), note: z.string().trim().min(1).max(500) }),
    z.null(),
  ),
};

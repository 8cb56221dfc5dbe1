import { z } from 'zod';

const value = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.string()).readonly(),
  z.array(z.number()).readonly(),
]);

/** A row of the journal as it stands in its chain (domain §4.8). */
export const journalRowSchema = z.object({
  seq: z.number().int().positive(),
  /** RFC 3339 UTC. */
  time: z.string(),
  /** E-mail or client id of whoever did it. */
  actor: z.string(),
  /** What was done, e.g. `user.create`, `credential.export`. */
  verb: z.string(),
  object: z.string(),
  /** Facts about it; `act` ties an intent to its outcome, `result` says which of the two it is. Never a secret. */
  detail: z.record(z.string(), value),
  hash: z.string(),
});
/** See {@link journalRowSchema}. */
export type JournalRow = z.infer<typeof journalRowSchema>;

/** A row as the journal is read: with what it tells beside its facts (`toldOf`). */
export const toldRowSchema = journalRowSchema.extend({
  /** UTC offset of the computer it was written on, e.g. `+01:00`; null = written before that was kept. */
  zone: z.string().nullable(),
  /** Why it was done, and the ticket, of it or of its change set. */
  reason: z.string().nullable(),
  ticket: z.string().nullable(),
});
/** See {@link toldRowSchema}. */
export type ToldRow = z.infer<typeof toldRowSchema>;

/** Whether the chain holds, and if not, at which row it breaks first. */
export const journalVerdictSchema = z.discriminatedUnion('intact', [
  z.object({ intact: z.literal(true), rows: z.number().int().nonnegative(), lastHash: z.string() }),
  z.object({ intact: z.literal(false), brokenAt: z.number().int().positive() }),
]);
/** See {@link journalVerdictSchema}. */
export type JournalVerdict = z.infer<typeof journalVerdictSchema>;

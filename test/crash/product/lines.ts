import { z } from 'zod';
import { changeStates, conflictKinds } from '../../../src-shared/domain/change.ts';

const key = z.array(z.string());

/** A change as the process saw it in the list of changes. */
const rowSchema = z.object({
  id: z.string(),
  group: z.string(),
  key,
  needs: z.array(z.string()),
  state: z.enum(changeStates),
});

/** What the product process is about to do, in the words of whoever does it. */
export const trySchema = z.object({
  line: z.literal('try'),
  what: z.string(),
  /** What has to be saved for it; null = that of others that come back. */
  wants: z.array(key).nullable(),
  /** Ids of changes that it may take back, since they are about the same. */
  mayDrop: z.array(z.string()),
  /** Ids of credentials that it gives up. */
  forgets: z.array(z.string()),
});

/** What it came to; told once the product has answered. */
export const savedSchema = z.object({
  line: z.literal('saved'),
  /** Why the product said no; null = it did not. Something may be saved all the same, and only not have been sent. */
  refused: z.string().nullable(),
  added: z.array(rowSchema),
  /** Ids of changes that are taken back since the last time. */
  dropped: z.array(z.string()),
});

/** A change at the end of it all. */
export const endedRowSchema = rowSchema.extend({
  line: z.literal('row'),
  /** The negative number or `local:` id by which others name what it makes. */
  makes: z.string().nullable(),
  serverId: z.string().nullable(),
  how: z.string().nullable(),
  credentialId: z.string().nullable(),
  conflict: z.enum(conflictKinds).nullable(),
  error: z.string().nullable(),
  /** Its place in the order in which changes were made. */
  seq: z.number(),
  /** E-mail or client id, without case, of whom it deletes: their rules go first. */
  leaver: z.string().nullable(),
  /** It waits, and sending does nothing for it. */
  stuck: z.boolean(),
});

/** A secret that came and was given to nobody, as the product tells at the end. */
export const unhandedSchema = z.object({ line: z.literal('unhanded'), id: z.string() });

/** Any line of the process but `opening`, `open` and `end`. */
export const lineSchema = z.discriminatedUnion('line', [
  trySchema,
  savedSchema,
  endedRowSchema,
  unhandedSchema,
]);

/** See {@link lineSchema}. */
export type Line = z.infer<typeof lineSchema>;
/** See {@link rowSchema}. */
export type ToldRow = z.infer<typeof rowSchema>;
/** See {@link endedRowSchema}. */
export type EndedRow = z.infer<typeof endedRowSchema>;
/** See {@link unhandedSchema}. */
export type Unhanded = z.infer<typeof unhandedSchema>;

/** An act that was begun, and what the product said to it; null = it was killed before. */
export interface Act extends Omit<z.infer<typeof trySchema>, 'line'> {
  readonly saved: Omit<z.infer<typeof savedSchema>, 'line'> | null;
}

/** The lines of one life of the process, those it was killed in the middle of left out. */
export function readLines(lines: readonly string[]): Line[] {
  return lines
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line) => lineSchema.parse(JSON.parse(line)));
}

/** The acts of one life, each with what the product said to it. */
export function actsIn(lines: readonly Line[]): Act[] {
  const acts: Act[] = [];
  for (const told of lines) {
    if (told.line === 'try') {
      const { what, wants, mayDrop, forgets } = told;
      acts.push({ what, wants, mayDrop, forgets, saved: null });
    } else if (told.line === 'saved') {
      const begun = acts.pop();
      if (begun === undefined || begun.saved !== null) throw new Error('an answer to nothing');
      const { refused, added, dropped } = told;
      acts.push({ ...begun, saved: { refused, added, dropped } });
    }
  }
  return acts;
}

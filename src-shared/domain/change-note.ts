import { z } from 'zod';
import type { JournalRow } from './journal.ts';

/** The verb of the rows of the journal in which reason and ticket of a change set are kept. */
export const notedVerb = 'changes.noted';

/** Why a change set is made and where that was agreed, in the admin's words (domain §4.8). */
export const changeNoteSchema = z.object({ reason: z.string().nullable(), ticket: z.string().nullable() });
/** See {@link changeNoteSchema}. */
export type ChangeNote = z.infer<typeof changeNoteSchema>;

/** Notes by the id of the group of changes. */
export type ChangeNotes = ReadonlyMap<string, ChangeNote>;

/** What a row tells beside its facts: where it was written (UTC offset), and why. */
export interface JournalTold extends ChangeNote {
  readonly zone: string | null;
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/**
 * Zone, reason and ticket of a row. A reason that was given with a change itself (V38) stands; all else of its change
 * set has what was noted of that last. `reason` in the detail of an outcome is a code and no reason of anybody.
 */
export function toldOf(
  { verb, detail }: Pick<JournalRow, 'verb' | 'detail'>,
  notes: ChangeNotes,
): JournalTold {
  const zone = textOf(detail['zone']);
  const reason = textOf(detail['reason']);
  if (verb === notedVerb) return { zone, reason, ticket: textOf(detail['ticket']) };
  const note = notes.get(textOf(detail['group']) ?? '');
  const own = detail['result'] === 'saved' ? reason : null;
  return { zone, reason: own ?? note?.reason ?? null, ticket: note?.ticket ?? null };
}

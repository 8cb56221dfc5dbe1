import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { type Change, changeStates, editSchema } from '../../src-shared/domain/change.ts';

/** A place among the ended changes: right behind this one. */
export interface EndedPlace {
  readonly updatedAt: string;
  readonly seq: number;
}

/** What an ended change is searched by. Whether its checksum fits is asked only where the change itself is shown. */
export type EndedLine = Pick<Change, 'id' | 'groupTitle' | 'state' | 'edit'> & EndedPlace;

/** Some ended changes, newest first, and where the next ones begin; null = these are the last. */
export interface EndedPart {
  readonly lines: readonly EndedLine[];
  readonly next: EndedPlace | null;
}

const placeSchema = z.object({ updatedAt: z.string(), seq: z.number() });
const lineSchema = placeSchema.extend({
  id: z.string(),
  groupTitle: z.string(),
  state: z.enum(changeStates),
  // The table holds nothing that is no JSON.
  edit: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(editSchema),
});

/** Before the newest: no moment is written with a letter in front. */
const start: EndedPlace = { updatedAt: 'from the newest on', seq: 0 };

/**
 * The ended changes of an outbox in parts, each behind a place (null = from the newest on). Of what ends between two parts
 * nothing comes twice, and nothing that was there is left out but what cannot be read as a change.
 */
export function createEndedParts(database: Database): (after: EndedPlace | null, limit: number) => EndedPart {
  const behind = database.prepare(`
    SELECT seq, updated_at AS updatedAt, id, group_title AS groupTitle, state, edit FROM outbox
    WHERE state IN ('done', 'cancelled') AND (updated_at, seq) < (:updatedAt, :seq)
    ORDER BY updated_at DESC, seq DESC LIMIT :limit`);
  return (after, limit) => {
    const rows = behind.all({ ...(after ?? start), limit });
    return {
      lines: rows.flatMap((row) => lineSchema.safeParse(row).data ?? []),
      next: rows.length < limit ? null : placeSchema.parse(rows.at(-1)),
    };
  };
}

import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import {
  type ChangeNote,
  type ChangeNotes,
  changeNoteSchema,
  notedVerb,
} from '../../src-shared/domain/change-note.ts';

const lastSchema = z.object({ seq: z.number().nullable() });
const rowSchema = changeNoteSchema.extend({ group: z.string() });

/** Reads what the journal's rows note of change sets: all rows the first time, only new ones after that. */
export function createChangeNotes(database: Database): () => ChangeNotes {
  const last = database.prepare('SELECT max(seq) AS seq FROM journal');
  const noted = database.prepare(
    `SELECT json_extract(detail, '$.group') AS "group", json_extract(detail, '$.reason') AS reason,
       json_extract(detail, '$.ticket') AS ticket
     FROM journal WHERE seq > ? AND seq <= ? AND verb = ? AND json_valid(detail) ORDER BY seq`,
  );
  const notes = new Map<string, ChangeNote>();
  let read = 0;
  return () => {
    const to = lastSchema.parse(last.get()).seq ?? read;
    if (to === read) return notes;
    for (const row of noted.all(read, to, notedVerb)) {
      // A row that something else wrote names no change set; `verify` tells of it.
      const told = rowSchema.safeParse(row).data;
      if (told === undefined) continue;
      const { group, ...note } = told;
      if (note.reason === null && note.ticket === null) notes.delete(group);
      else notes.set(group, note);
    }
    read = to;
    return notes;
  };
}

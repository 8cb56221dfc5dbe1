import type { Database } from 'better-sqlite3';
import { idsOfOrigin } from '../../src-shared/changes/change-origin.ts';
import { outboxColumns } from './outbox-rows.ts';

/** The rows of an outbox that come from one change, in the order they were made: itself, taken over, and come back. */
export function createRowsOfOrigin(database: Database): (origin: string) => readonly unknown[] {
  const found = database.prepare(`SELECT ${outboxColumns} FROM outbox
    WHERE id = ? OR (id >= ? AND id < ?) OR (id >= ? AND id < ?) ORDER BY seq`);
  return (origin) => found.all(origin, ...idsOfOrigin(origin).flat());
}

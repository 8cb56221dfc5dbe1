import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { columnsPath, readColumns, writeColumns } from '../columns-file.ts';
import { createFilledShelf, createFullShelf } from '../columns/shelf.ts';
import { AccessModel } from './access-model.ts';
import { loadModel } from './load-model.ts';
import { createTrigramSearch } from './trigram-search.ts';
import type { TrigramSearch } from './users-table.ts';

/**
 * What a mirror's facts are known by: all pages it was built of, and once an act of ours or a delta has changed it, because
 * then its pages do not say all, also the revision that each of those has raised. Null for a file without a state.
 */
function keyOf(database: Database): string | null {
  const state = database
    .prepare<[], { touched: number; origin: string | null; revision: number }>(
      'SELECT touched, origin, revision FROM state',
    )
    .get();
  if (state === undefined) return null;
  const hash = createHash('sha256').update(String(state.origin));
  if (state.touched !== 0) hash.update(`\nrevision ${state.revision}`);
  for (const row of database
    .prepare<[], unknown[]>('SELECT id, kind, hash, rows, rejected FROM pages ORDER BY id')
    .raw()
    .iterate())
    hash.update(`\n${row.join(' ')}`);
  for (const [table, key] of [
    ['users', 'n'],
    ['subjects', 'n'],
    ['rules', 'id'],
  ] as const)
    hash.update(`\n${String(database.prepare(`SELECT max(${key}) FROM ${table}`).pluck().get())}`);
  return hash.digest('hex');
}

/**
 * Reads a mirror into memory: its columns where they lie ready beside it, else row by row in slices, and then puts them
 * there for the next time. Answers the model at the end.
 *
 * @param path the mirror's file
 */
export function* openModel(
  database: Database,
  path: string,
  trigrams: TrigramSearch = createTrigramSearch(database),
): Generator<void, AccessModel> {
  const key = keyOf(database);
  const ready = key === null ? null : takeModel(database, trigrams, columnsPath(path), key);
  if (ready !== null) return ready;
  const model = yield* loadModel(database, trigrams);
  if (key !== null) yield* putModel(model, columnsPath(path), key);
  return model;
}

function takeModel(
  database: Database,
  trigrams: TrigramSearch,
  path: string,
  key: string,
): AccessModel | null {
  const columns = readColumns(path, key);
  if (columns === null) return null;
  const model = new AccessModel(database, trigrams);
  try {
    model.keep(createFullShelf(columns));
    return model;
  } catch {
    // Put away by an edition that has other columns: the rows are still there.
    return null;
  }
}

function* putModel(model: AccessModel, path: string, key: string): Generator<void> {
  const shelf = createFilledShelf();
  model.keep(shelf);
  try {
    yield* writeColumns(path, key, shelf.content());
  } catch {
    // No room or no right to write: the next start takes longer, nothing more.
  }
}

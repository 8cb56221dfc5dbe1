import type { Database } from 'better-sqlite3';
import { foldText } from '../fold-text.ts';

/** SQL that folds a column as foldText does; ASCII (as many bytes as letters) is done without leaving SQLite. */
const folded = (column: string): string =>
  `CASE WHEN octet_length(${column}) = length(${column}) THEN lower(${column}) ELSE fold_text(${column}) END`;

/** Fills the search of a file that is being built, once all its users are in. */
export function buildUserSearch(database: Database): void {
  database.function('fold_text', { deterministic: true }, (text: unknown) => foldText(String(text)));
  database.exec(
    `INSERT INTO user_search (rowid, email, name) SELECT n, ${folded('email')}, ${folded('name')} FROM (
       SELECT n, email,
         coalesce(nullif(first_name, '') || ' ' || nullif(last_name, ''), nullif(first_name, ''), last_name, '') AS name
       FROM users)`,
  );
}

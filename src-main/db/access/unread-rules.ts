import type { Database } from 'better-sqlite3';

/** How many access rules of the pages that a mirror was built of were outside the contract, and are in no table. */
export function unreadRules(database: Database): number {
  const sum = database
    .prepare<[string], number>('SELECT coalesce(sum(rejected), 0) FROM pages WHERE kind = ?')
    .pluck();
  return sum.get('access-rules') ?? 0;
}

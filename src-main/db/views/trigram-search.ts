import type { Database, Statement } from 'better-sqlite3';
import type { TrigramSearch } from './users-table.ts';

/** All runs of three characters of a text, each once. */
function trigramsOf(text: string): string[] {
  // Code points, as the index counts them; a person's letter may be several.
  const characters = Array.from(text);
  const trigrams = new Set<string>();
  for (let at = 0; at + 3 <= characters.length; at += 1) trigrams.add(characters.slice(at, at + 3).join(''));
  return [...trigrams];
}

/** A text as an FTS5 string: always quoted, so that nothing in it is read as an operator. */
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/**
 * Looks texts up in a mirror's trigram index. The index has no positions, so an answer holds every user that matches
 * and some that do not; null when there are more than `atMost` candidates.
 */
export function createTrigramSearch(database: Database): TrigramSearch {
  // Compiled when somebody first looks for a text: it reads the index's own tables.
  let find: Statement<[string, number], number> | null = null;
  return (folded, atMost) => {
    // A text with a zero byte ends there for FTS5; it is looked for in the texts themselves.
    if (folded.includes('\u0000')) return null;
    find ??= database
      .prepare<[string, number], number>('SELECT rowid FROM user_search WHERE user_search MATCH ? LIMIT ?')
      .pluck();
    const rows = find.all(trigramsOf(folded).map(quoted).join(' AND '), atMost + 1);
    return rows.length > atMost ? null : rows;
  };
}

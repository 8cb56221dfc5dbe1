import type { Database } from 'better-sqlite3';
import { userRow } from '../facts/user-row.ts';
import { BatchInsert } from './batch-insert.ts';
import type { FactWriter } from './fact-writer.ts';
import { Interner } from './interner.ts';
import { UserPages } from './user-pages.ts';

/** The columns of `users`, in the order in which rows are given. */
export const userColumns = [
  'id',
  'email',
  'first_name',
  'last_name',
  'is_local',
  'last_login',
  'created_by',
  'created_at',
  'updated_at',
  'group_set',
  'page',
  'slot',
] as const;

/** Writes users into a file that is being built. Their index and their search come at the end. */
export function createUserWriter(database: Database): FactWriter {
  const rows = new BatchInsert(database, 'users', userColumns);
  const textRows = new BatchInsert(database, 'texts', ['n', 'text']);
  const setRows = new BatchInsert(database, 'group_sets', ['n', 'names']);
  const texts = new Interner(textRows);
  const groupSets = new Interner(setRows);
  const setOf = (names: readonly string[]): number =>
    groupSets.of(names.length === 0 ? '[]' : JSON.stringify(names));
  const pages = new UserPages({ rows, textNumber: (text) => texts.of(text), groupSetNumber: setOf });
  return {
    writePage: (bytes, member, page) => pages.write(bytes, member, page),
    write(raw, page, slot) {
      const user = userRow(raw);
      if (user === null) return 'rejected';
      rows.put(user.id);
      rows.put(user.email);
      rows.put(user.firstName);
      rows.put(user.lastName);
      rows.put(user.isLocal === null ? null : Number(user.isLocal));
      rows.put(user.lastLogin);
      rows.put(texts.of(user.createdBy));
      rows.put(user.createdAt);
      rows.put(user.updatedAt);
      rows.put(setOf(user.groups));
      rows.put(page);
      rows.put(slot);
      return 'stored';
    },
    flush() {
      for (const waiting of [rows, textRows, setRows]) waiting.flush();
    },
  };
}

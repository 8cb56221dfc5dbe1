import type { Database } from 'better-sqlite3';
import { PackedKeys } from '../facts/packed-keys.ts';
import { userRow } from '../facts/user-row.ts';
import { BatchInsert } from './batch-insert.ts';
import { buildPageSize } from './build-file.ts';
import { type FactWriter, type FactsApart, type RowsApart, apartIn } from './fact-writer.ts';
import { Interner } from './interner.ts';
import { RisingRows } from './rising-rows.ts';
import { UserPages, userColumn } from './user-pages.ts';

/** The columns of `users` behind its number, in the order in which rows are given (see {@link userColumn}). */
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

/**
 * Writes users of a file that is being built. They are {@link RowsApart}, whose file has a name that begins with `beside`;
 * their index and their search come at the end.
 */
export function createUserWriter(
  database: Database,
  beside: string,
): FactWriter & { readonly apart: readonly RowsApart[]; readonly facts: FactsApart } {
  const rows = new RisingRows(`${beside}-users`, userColumns.length, buildPageSize);
  let ids = new PackedKeys();
  const textRows = new BatchInsert(database, 'texts', ['n', 'text']);
  const setRows = new BatchInsert(database, 'group_sets', ['n', 'names']);
  const texts = new Interner(textRows);
  const groupSets = new Interner(setRows);
  const setOf = (names: readonly string[]): number =>
    groupSets.of(names.length === 0 ? '[]' : JSON.stringify(names));
  const pages = new UserPages({
    rows,
    ids: () => ids,
    textNumber: (text) => texts.of(text),
    groupSetNumber: setOf,
  });
  return {
    writePage: (bytes, member, page) => pages.write(bytes, member, page),
    write(raw, page, slot) {
      const user = userRow(raw);
      if (user === null) return 'rejected';
      ids.addText(user.id).number();
      rows.text(userColumn.id, user.id);
      rows.text(userColumn.email, user.email);
      rows.text(userColumn.firstName, user.firstName);
      rows.text(userColumn.lastName, user.lastName);
      rows.number(userColumn.isLocal, user.isLocal === null ? null : Number(user.isLocal));
      rows.number(userColumn.lastLogin, user.lastLogin);
      rows.number(userColumn.createdBy, texts.of(user.createdBy));
      rows.number(userColumn.createdAt, user.createdAt);
      rows.number(userColumn.updatedAt, user.updatedAt);
      rows.number(userColumn.groupSet, setOf(user.groups));
      rows.number(userColumn.page, page);
      rows.number(userColumn.slot, slot);
      rows.add();
      return 'stored';
    },
    apart: [apartIn('users', ['n', ...userColumns], rows)],
    facts: {
      distinct: () => ids.count,
      keys: () => ids.texts(),
      clear() {
        rows.clear();
        ids = new PackedKeys();
      },
    },
    flush() {
      for (const waiting of [textRows, setRows]) waiting.flush();
    },
  };
}

import type { Database } from 'better-sqlite3';
import { userRow } from '../facts/user-row.ts';
import { BatchInsert } from './batch-insert.ts';
import type { FactWriter } from './fact-writer.ts';
import { Interner } from './interner.ts';

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
  const texts = new Interner(database, 'texts', 'text', 1);
  const groupSets = new Interner(database, 'group_sets', 'names', 1);
  return {
    write(raw, page, slot) {
      const user = userRow(raw);
      if (user === null) return 'rejected';
      rows.add(
        user.id,
        user.email,
        user.firstName,
        user.lastName,
        user.isLocal === null ? null : Number(user.isLocal),
        user.lastLogin,
        texts.of(user.createdBy),
        user.createdAt,
        user.updatedAt,
        groupSets.of(user.groups.length === 0 ? '[]' : JSON.stringify(user.groups)),
        page,
        slot,
      );
      return 'stored';
    },
    flush: () => rows.flush(),
  };
}

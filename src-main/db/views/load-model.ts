import type { Database } from 'better-sqlite3';
import { fullName } from '../facts/user-row.ts';
import { AccessModel } from './access-model.ts';
import { createTrigramSearch } from './trigram-search.ts';
import { textsIn } from '../facts/texts-in.ts';
import type { TrigramSearch } from './users-table.ts';

const rowsAtOnce = 4000;

type UserTuple = [
  n: number,
  id: string,
  email: string,
  firstName: string | null,
  lastName: string | null,
  isLocal: number | null,
  lastLogin: number | null,
  createdBy: number,
  createdAt: number | null,
  updatedAt: number | null,
  groupSet: number,
];

type RuleTuple = [
  id: number,
  subject: number,
  role: number,
  scope: number,
  phase: number,
  createdBy: number,
  createdAt: number | null,
  updatedAt: number | null,
];

/** The type's code (see userTypes) of what the tenant says about `isLocal`. */
export function userTypeOf(isLocal: boolean | number | null): number {
  if (isLocal === null) return 3;
  return isLocal === true || isLocal === 1 ? 0 : 1;
}

/** Rows of a table in the order of their key, some thousands at a time. */
function* chunks<Tuple extends unknown[]>(
  database: Database,
  columns: string,
  table: string,
  key: string,
): Generator<readonly Tuple[]> {
  const statement = database
    .prepare<[number, number], Tuple>(
      `SELECT ${columns} FROM ${table} WHERE ${key} > ? ORDER BY ${key} LIMIT ?`,
    )
    .raw();
  for (let last = Number.MIN_SAFE_INTEGER; ;) {
    const rows = statement.all(last, rowsAtOnce);
    const final = rows.at(-1)?.[0];
    if (typeof final !== 'number') return;
    last = final;
    yield rows;
  }
}

/** Numbers of a table's rows as an array by row number, with what `place` makes of each. */
function numbered<Row>(
  rows: readonly Row[],
  numberOf: (row: Row) => number,
  place: (row: Row) => number,
): Map<number, number> {
  return new Map(rows.map((row) => [numberOf(row), place(row)]));
}

/** Gives the rows of users their groups: each distinct set of names is kept once and shared. */
function loadGroupSets(
  database: Database,
  model: AccessModel,
): Map<number, { start: number; count: number }> {
  const sets = database
    .prepare<[], { n: number; names: string }>('SELECT n, names FROM group_sets')
    .all()
    .map(({ n, names }) => ({ n, names: textsIn(names) }));
  // All names first: adding one unsettles the order in which lists are kept.
  for (const { names } of sets) for (const name of names) model.groupNames.of(name);
  const lists = model.users.groups;
  return new Map(
    sets.map(({ n, names }) => {
      return [n, lists.stretch(names.map((name) => model.groupNames.of(name)))];
    }),
  );
}

/**
 * Reads a mirror into memory, in slices: whoever drives the generator may answer other questions between them. Answers
 * the model at the end.
 */
export function* loadModel(
  database: Database,
  trigrams: TrigramSearch = createTrigramSearch(database),
): Generator<void, AccessModel> {
  const model = new AccessModel(database, trigrams);
  const { users, rules, organisation } = model;
  const texts = numbered(
    database.prepare<[], { n: number; text: string }>('SELECT n, text FROM texts').all(),
    ({ n }) => n,
    ({ text }) => model.texts.of(text),
  );
  const nobody = model.texts.of('');
  const groupSets = loadGroupSets(database, model);
  yield;

  const userColumns =
    'n, id, email, first_name, last_name, is_local, last_login, created_by, created_at, updated_at, group_set';
  for (const rows of chunks<UserTuple>(database, userColumns, 'users', 'n')) {
    for (const [
      n,
      id,
      email,
      first,
      last,
      isLocal,
      lastLogin,
      createdBy,
      createdAt,
      updatedAt,
      set,
    ] of rows) {
      const groups = groupSets.get(set);
      users.add(
        {
          n,
          id,
          email,
          name: fullName(first, last),
          type: userTypeOf(isLocal),
          lastLogin,
          createdBy: texts.get(createdBy) ?? nobody,
          createdAt,
          updatedAt,
        },
        groups?.start ?? 0,
        groups?.count ?? 0,
      );
    }
    yield;
  }

  const roleOf = new Map(
    database
      .prepare<[], { n: number; role: number; name: string; known: string | null }>(
        'SELECT n, role, r.name, roles.name AS known FROM role_names r LEFT JOIN roles ON roles.id = r.role',
      )
      .all()
      .map(({ n, role, name, known }) => [
        n,
        { role, name: model.roleNames.of(name || known || `#${role}`) },
      ]),
  );
  const scopes = numbered(
    database
      .prepare<[], { n: number; type: string; id: string; name: string }>(
        'SELECT n, type, id, name FROM scopes',
      )
      .all(),
    ({ n }) => n,
    ({ type, id, name }) => rules.addScope({ type, id, name: name || organisation.nameOf(type, id) || id }),
  );
  // Subjects are numbered from 1 without gaps as they were seen, so an array serves; -1 where a number is not used.
  const subjects: number[] = [];
  for (const rows of chunks<[number, string, string]>(database, 'n, type, key', 'subjects', 'n')) {
    for (const [n, type, key] of rows) subjects[n] = rules.addSubject(type, key);
    yield;
  }
  const ruleColumns = 'id, subject, role, scope, phase, created_by, created_at, updated_at';
  for (const rows of chunks<RuleTuple>(database, ruleColumns, 'rules', 'id')) {
    for (const [id, subject, role, scope, phase, createdBy, createdAt, updatedAt] of rows) {
      const named = roleOf.get(role);
      rules.add({
        id,
        subject: subjects[subject] ?? 0,
        roleId: named?.role ?? 0,
        roleName: named?.name ?? 0,
        scope: scopes.get(scope) ?? 0,
        phase: texts.get(phase) ?? nobody,
        createdBy: texts.get(createdBy) ?? nobody,
        createdAt,
        updatedAt,
      });
    }
    yield;
  }
  for (let subject = 0; subject < rules.subjectKeys.length; subject += 1) {
    model.link(subject);
    if (subject % rowsAtOnce === 0) yield;
  }
  for (let user = 0; user < users.length; user += 1) {
    model.recount(user);
    if (user % rowsAtOnce === 0) yield;
  }
  return model;
}

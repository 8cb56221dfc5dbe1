import type { Database, Statement } from 'better-sqlite3';
import { ruleRow } from '../facts/rule-row.ts';
import { BatchInsert } from './batch-insert.ts';
import type { FactWriter } from './fact-writer.ts';
import { Interner } from './interner.ts';

/** The columns of `rules`, in the order in which rows are given. */
export const ruleColumns = [
  'id',
  'subject',
  'role',
  'scope',
  'phase',
  'created_by',
  'created_at',
  'updated_at',
  'page',
  'slot',
] as const;

/** Texts of the rules' file are numbered from here, beyond those of the users' file. */
export const ruleTextsFrom = 2 ** 28;

/** Things named by a few values, written once each and numbered. The first level of the maps is a small set. */
class NumberedTuples {
  readonly #known = new Map<string | number, Map<string, number>>();
  readonly #insert: Statement<(string | number)[]>;
  #next = 1;

  constructor(insert: Statement<(string | number)[]>) {
    this.#insert = insert;
  }

  of(first: string | number, key: string, ...values: (string | number)[]): number {
    let inner = this.#known.get(first);
    if (inner === undefined) this.#known.set(first, (inner = new Map()));
    const known = inner.get(key);
    if (known !== undefined) return known;
    const number = this.#next;
    this.#next += 1;
    inner.set(key, number);
    this.#insert.run(number, ...values);
    return number;
  }
}

/** Writes access rules into a file that is being built, and the subjects, scopes and role names they speak of. */
export function createRuleWriter(database: Database): FactWriter {
  const rows = new BatchInsert(database, 'rules', ruleColumns);
  const texts = new Interner(database, 'texts', 'text', ruleTextsFrom);
  const subjects = new NumberedTuples(
    database.prepare('INSERT INTO subjects (n, type, key) VALUES (?, ?, ?)'),
  );
  const roleNames = new NumberedTuples(
    database.prepare('INSERT INTO role_names (n, role, name) VALUES (?, ?, ?)'),
  );
  const scopes = new NumberedTuples(
    database.prepare('INSERT INTO scopes (n, type, id, name) VALUES (?, ?, ?, ?)'),
  );
  return {
    write(raw, page, slot) {
      const rule = ruleRow(raw);
      if (rule === null) return 'rejected';
      if (rule.deleted) return 'deleted';
      const { subjectType, subjectId, roleId, roleName, scopeType, scopeId, scopeName } = rule;
      rows.add(
        rule.id,
        subjects.of(subjectType, subjectId, subjectType, subjectId),
        roleNames.of(roleId, roleName, roleId, roleName),
        scopes.of(scopeName, `${scopeType}\n${scopeId}`, scopeType, scopeId, scopeName),
        texts.of(rule.phase),
        texts.of(rule.createdBy),
        rule.createdAt,
        rule.updatedAt,
        page,
        slot,
      );
      return 'stored';
    },
    flush: () => rows.flush(),
  };
}

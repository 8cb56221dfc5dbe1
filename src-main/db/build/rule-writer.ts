import type { Database } from 'better-sqlite3';
import { ruleRow } from '../facts/rule-row.ts';
import { BatchInsert } from './batch-insert.ts';
import { buildPageSize } from './build-file.ts';
import { EncodedRows } from './encoded-rows.ts';
import { type FactWriter, type RowsApart, apartIn } from './fact-writer.ts';
import { Interner } from './interner.ts';
import { NamedThings, writeTo } from './named-things.ts';
import { RisingRows } from './rising-rows.ts';
import { RulePages } from './rule-pages.ts';
import { SubjectNumbers } from './subject-numbers.ts';
import { writeTablePages } from './table-pages.ts';

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

const subjectColumns = ['n', 'type', 'key'];

/**
 * Writes access rules of a file that is being built, and the subjects, scopes and role names they speak of. The rules
 * themselves and the subjects are {@link RowsApart}; files of theirs have names that begin with `beside`.
 */
export function createRuleWriter(
  database: Database,
  beside: string,
): FactWriter & { readonly apart: readonly RowsApart[] } {
  const rows = new EncodedRows(ruleColumns.length);
  const values = new Float64Array(ruleColumns.length - 1);
  const textRows = new BatchInsert(database, 'texts', ['n', 'text']);
  const subjectRows = new RisingRows(`${beside}-subjects`, subjectColumns.length - 1, buildPageSize);
  const roleRows = new BatchInsert(database, 'role_names', ['n', 'role', 'name']);
  const scopeRows = new BatchInsert(database, 'scopes', ['n', 'type', 'id', 'name']);
  const texts = new Interner(textRows, ruleTextsFrom);
  const subjects = new SubjectNumbers(subjectRows);
  const roleNames = new NamedThings(writeTo(roleRows, ['second', 'third']));
  const scopes = new NamedThings(writeTo(scopeRows, ['first', 'second', 'third']));
  const pages = new RulePages({
    rows,
    subjects,
    textNumber: (text) => texts.of(text),
    roleNumber: (role, name) => roleNames.of('', role, name),
    scopeNumber: (type, id, name) => scopes.of(type, id, name),
  });
  return {
    writePage: (bytes, member, page) => pages.write(bytes, member, page),
    write(raw, page, slot) {
      const rule = ruleRow(raw);
      if (rule === null) return 'rejected';
      if (rule.deleted) return 'deleted';
      values[0] = subjects.of(rule.subjectType, rule.subjectId);
      values[1] = roleNames.of('', rule.roleId, rule.roleName);
      values[2] = scopes.of(rule.scopeType, rule.scopeId, rule.scopeName);
      values[3] = texts.of(rule.phase);
      values[4] = texts.of(rule.createdBy);
      values[5] = rule.createdAt ?? Number.NaN;
      values[6] = rule.updatedAt ?? Number.NaN;
      values[7] = page;
      values[8] = slot;
      rows.add(rule.id, values);
      return 'stored';
    },
    apart: [
      {
        table: 'rules',
        columns: ruleColumns,
        place: (path, root) => writeTablePages(path, root, rows),
        long: () => [],
        discard: () => rows.clear(),
      },
      apartIn('subjects', subjectColumns, subjectRows),
    ],
    facts: rows,
    flush() {
      for (const waiting of [textRows, roleRows, scopeRows]) waiting.flush();
    },
  };
}

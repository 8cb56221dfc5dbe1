import type { Database, Statement } from 'better-sqlite3';
import type { RulesTable } from './views/rules-table.ts';

type Value = string | number | null | Uint8Array;

/** The open file of a mirror, for facts that are written into it one by one. */
export interface FactFile {
  readonly database: Database;
  /** The statement, prepared once. */
  prepared(sql: string): Statement<Value[]>;
  /** The number under which a subject is stored, made where it is not; to be asked inside the transaction. */
  subjectNumber(type: string, key: string): number;
  /** What was asked for since the last time is committed, and the model knows its subjects; else it is forgotten. */
  settleSubjects(committed: boolean): void;
}

/**
 * Connects a mirror's file with the model that was just read from it. The file has no index of subjects, which would cost a
 * first sync too much; the model has one, and subjects lie in both in the same order. What is found that way is proved by
 * the file, so that a wrong guess costs a search and nothing more.
 */
export function createFactFile(database: Database, rules: RulesTable): FactFile {
  const statements = new Map<string, Statement<Value[]>>();
  /** Subjects of the model that were read from the file. */
  const read = rules.subjectKeys.length;
  /** Those that the file got later: subject of the model → number. */
  const later = new Map<number, number>();
  const fresh = new Map<string, { readonly type: string; readonly key: string; readonly n: number }>();

  const prepared = (sql: string): Statement<Value[]> => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const made = database.prepare<Value[]>(sql);
    statements.set(sql, made);
    return made;
  };

  const found = (sql: string, ...values: Value[]): number | null => {
    const n: unknown = prepared(sql)
      .pluck()
      .get(...values);
    return typeof n === 'number' ? n : null;
  };

  const stored = (type: string, key: string): number | null => {
    const subject = rules.findSubject(type, key);
    // The model has all that the file has.
    if (subject < 0) return null;
    const likely = later.get(subject) ?? (subject < read ? subject + 1 : null);
    if (likely === null) return null;
    return (
      found('SELECT n FROM subjects WHERE n = ? AND type = ? AND key = ?', likely, type, key) ??
      found('SELECT n FROM subjects WHERE type = ? AND key = ?', type, key)
    );
  };

  return {
    database,
    prepared,
    subjectNumber(type, key) {
      const name = `${type} ${key}`;
      const known = fresh.get(name)?.n ?? stored(type, key);
      if (known !== null) return known;
      const made = prepared('INSERT INTO subjects (type, key) VALUES (?, ?)').run(type, key);
      const n = Number(made.lastInsertRowid);
      fresh.set(name, { type, key, n });
      return n;
    },
    settleSubjects(committed) {
      if (committed)
        for (const { type, key, n } of fresh.values()) {
          const subject = rules.findSubject(type, key);
          later.set(subject >= 0 ? subject : rules.addSubject(type, key), n);
        }
      fresh.clear();
    },
  };
}

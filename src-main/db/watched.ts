import Sqlite from 'better-sqlite3';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { isDamage, storageFailure } from './sqlite-failure.ts';

const tellsOfDamage = (thrown: unknown): boolean =>
  isDamage(thrown) || (thrown instanceof RolebookError && thrown.body.reason === 'database-damaged');

/**
 * The same object, which tells when one of its calls fails because a file turns out damaged while it is in use, thrown or
 * rejected. The failure goes on to whoever called; what SQLite throws goes on as a `storage` error.
 */
export function watched<T extends object>(part: T, onDamage: () => void): T {
  const look = (thrown: unknown): void => {
    if (tellsOfDamage(thrown)) onDamage();
  };
  /** A broken rule of a table is a bug of the caller's; everything else SQLite throws is trouble with the storage. */
  const inWords = (thrown: unknown): unknown =>
    thrown instanceof Sqlite.SqliteError && !thrown.code.startsWith('SQLITE_CONSTRAINT')
      ? storageFailure(thrown)
      : thrown;
  return new Proxy(part, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...args: readonly unknown[]): unknown => {
        try {
          const answer: unknown = Reflect.apply(value, target, args);
          if (answer instanceof Promise) answer.catch(look);
          return answer;
        } catch (thrown) {
          look(thrown);
          throw inWords(thrown);
        }
      };
    },
  });
}

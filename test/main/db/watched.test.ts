import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { watched } from '../../../src-main/db/watched.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';

const damaged = new RolebookError({
  kind: 'storage',
  origin: 'db',
  reason: 'database-damaged',
  message: 'A database file of Rolebook is damaged.',
});
const full = new Sqlite.SqliteError('database or disk is full', 'SQLITE_FULL');
const broken = new Sqlite.SqliteError('database disk image is malformed', 'SQLITE_CORRUPT');
const clash = new Sqlite.SqliteError('UNIQUE constraint failed', 'SQLITE_CONSTRAINT_UNIQUE');

class Part {
  readonly #name = 'ledger';
  readonly path = '/ledger.db';
  name(greeting: string): string {
    return `${greeting} ${this.#name}`;
  }
  fail(thrown: unknown): never {
    throw thrown;
  }
  async reject(thrown: unknown): Promise<never> {
    await Promise.resolve();
    throw thrown;
  }
}

function bench() {
  const found: string[] = [];
  return { found, part: watched(new Part(), () => found.push('damage')) };
}

describe('a watched part', () => {
  it('is the same to whoever uses it', () => {
    const { part, found } = bench();
    expect([part.name('the'), part.path]).toEqual(['the ledger', '/ledger.db']);
    expect(found).toEqual([]);
  });

  it.each([
    ['what SQLite says of a damaged file', broken, 1, 'database-damaged'],
    ['the same in our words', damaged, 1, 'database-damaged'],
    ['a full disk', full, 0, 'disk-full'],
  ])('passes on %s', (_what, thrown, times, reason) => {
    const { part, found } = bench();
    expect(() => part.fail(thrown)).toThrow(
      expect.objectContaining({ body: expect.objectContaining({ reason }) as object }),
    );
    expect(found).toHaveLength(times);
  });

  it('leaves a broken rule of a table to whoever broke it', () => {
    const { part, found } = bench();
    expect(() => part.fail(clash)).toThrow(clash);
    expect(found).toEqual([]);
  });

  it('hears what is rejected, too', async () => {
    const { part, found } = bench();
    await expect(part.reject(damaged)).rejects.toBe(damaged);
    await expect(part.reject(clash)).rejects.toBe(clash);
    expect(found).toEqual(['damage']);
  });
});

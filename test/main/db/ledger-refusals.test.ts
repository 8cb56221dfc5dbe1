import { chmodSync, chownSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, describe, expect, test } from 'vitest';
import { aChange } from '../../builders/changes.ts';
import { save } from '../../builders/damaged-ledger.ts';
import { ledgerBench, type LedgerBench, step, tamper } from '../../builders/ledger-bench.ts';

const ends: (() => void)[] = [];
const onEnd = (work: () => void): void => void ends.unshift(work);
const bench = () => ledgerBench(onEnd);

/** Nothing is closed to the superuser: there, somebody else tries. */
function asSomebody(folder: string, act: () => void): void {
  const { seteuid } = process;
  if (process.getuid?.() !== 0 || seteuid === undefined) {
    act();
    return;
  }
  const nobody = 65_534;
  for (const path of [folder, ...readdirSync(folder).map((name) => join(folder, name))])
    chownSync(path, nobody, nobody);
  seteuid(nobody);
  try {
    act();
  } finally {
    seteuid(0);
  }
}

afterEach(() => {
  for (const end of ends.splice(0)) end();
});

describe('what is no damage is refused by its name and left as it is', () => {
  const refusal = (reason: string) =>
    expect.objectContaining({ body: expect.objectContaining({ kind: 'storage', reason }) });

  test('a newer edition’s file', () => {
    const b = bench();
    save(b, 1, 2);
    b.ledger.close();
    tamper(b.path, 'PRAGMA user_version = 990');
    const before = readFileSync(b.path);
    expect(() => b.again()).toThrow(refusal('database-from-the-future'));
    expect(readFileSync(b.path).equals(before)).toBe(true);
    expect(existsSync(join(dirname(b.path), 'damaged'))).toBe(false);
    tamper(b.path, 'PRAGMA user_version = 50');
    b.again();
  });

  test('another program’s database', () => {
    const b = bench();
    b.ledger.close();
    rmSync(b.path);
    const other = new Sqlite(b.path);
    other.exec('CREATE TABLE theirs (n)');
    other.close();
    expect(() => b.again()).toThrow(refusal('foreign-database'));
    expect(existsSync(join(dirname(b.path), 'damaged'))).toBe(false);
    rmSync(b.path);
    b.again();
  });

  test.skipIf(process.platform === 'win32')('a folder closed to us', () => {
    const b = bench();
    b.ledger.close();
    const folder = dirname(b.path);
    chmodSync(b.path, 0o400);
    chmodSync(folder, 0o500);
    asSomebody(folder, () => expect(() => b.again()).toThrow(refusal('folder-read-only')));
    chmodSync(folder, 0o700);
    b.again();
  });
});

describe('backups', () => {
  const copies = (b: LedgerBench): number[] => [1, 2, 3].filter((n) => existsSync(`${b.path}.backup-${n}`));

  test('are kept at closing, once a day, three of them', () => {
    const b = bench();
    b.again();
    expect(copies(b)).toEqual([1]);
    const first = statSync(`${b.path}.backup-1`).ino;
    b.again();
    expect(statSync(`${b.path}.backup-1`).ino).toBe(first);
    for (const day of [1, 2, 3, 4]) {
      b.clock.shift = day * 25 * 60 * 60 * 1000;
      b.again();
      expect(copies(b)).toHaveLength(Math.min(day + 1, 3));
    }
  });

  test('are not made of a ledger that is not sound', () => {
    const b = bench();
    b.ledger.outbox.commit({ add: [aChange(1)], steps: [step('change-1', 'pending', { state: 'done' })] });
    tamper(b.path, 'UPDATE outbox SET waived = 1');
    b.ledger.backUpIfDue();
    expect(copies(b)).toEqual([]);
  });
});

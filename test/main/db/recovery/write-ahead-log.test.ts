import { rmSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { afterEach, describe, expect, test } from 'vitest';
import { alter, asKilled, save, unseen } from '../../../builders/damaged-ledger.ts';
import { ledgerBench, step } from '../../../builders/ledger-bench.ts';

const ends: (() => void)[] = [];
const onEnd = (work: () => void): void => void ends.unshift(work);
const bench = () => ledgerBench(onEnd);

afterEach(() => {
  for (const end of ends.splice(0)) end();
});

describe('the log of a killed process', () => {
  const frame = 24 + 4096;

  test('that is whole is taken without a word', () => {
    const b = bench();
    save(b, 1, 10);
    const killed = asKilled(b, onEnd);
    killed.again();
    expect(killed.ledger.recoveries.unseen()).toBeNull();
    expect(killed.ledger.outbox.open()).toHaveLength(10);
  });

  test('with a torn end is none that lost something', () => {
    const b = bench();
    save(b, 1, 10);
    const killed = asKilled(b, onEnd);
    rmSync(`${killed.path}-shm`);
    alter(`${killed.path}-wal`, (bytes) => bytes.subarray(0, bytes.length - 100));
    killed.again();
    expect(killed.ledger.recoveries.unseen()).toBeNull();
    expect(killed.ledger.outbox.open()).toHaveLength(9);
  });

  test.each([
    ['a bit in the first page', (bytes: Buffer) => bytes.fill(0xff, 32 + 24 + 50, 32 + 24 + 51)],
    ['a page in the middle', (bytes: Buffer) => bytes.fill(0x5a, 32 + frame * 7, 32 + frame * 8)],
    ['its head', (bytes: Buffer) => bytes.fill(0x5a, 0, 8)],
    [
      'a salt of a page in the middle',
      (bytes: Buffer) => bytes.fill(0x5a, 32 + frame * 7 + 8, 32 + frame * 7 + 9),
    ],
    ['a salt in its head', (bytes: Buffer) => bytes.fill(0x5a, 16, 17)],
  ])('with damage in %s costs no change that can still be read', (_, damage) => {
    const b = bench();
    save(b, 1, 30);
    const killed = asKilled(b, onEnd);
    rmSync(`${killed.path}-shm`);
    alter(`${killed.path}-wal`, damage);
    killed.again();
    expect(unseen(killed)).toMatchObject({ cause: 'log-damaged', changes: { kept: 30, lost: [] } });
    expect(killed.ledger.outbox.open()).toHaveLength(30);
  });

  test.each([
    ['to nothing', 0],
    ['within its head', 20],
    ['within its first page', 2000],
  ])('cut %s is found out by its index', (_, length) => {
    const b = bench();
    save(b, 1, 30);
    const killed = asKilled(b, onEnd);
    alter(`${killed.path}-wal`, (bytes) => bytes.subarray(0, length));
    killed.again();
    expect(unseen(killed).cause).toBe('log-damaged');
  });

  test('whose index tells of pages that are in the database already is none that lost something', () => {
    const b = bench();
    save(b, 1, 30);
    const beside = new Sqlite(b.path);
    beside.pragma('wal_checkpoint(FULL)');
    const killed = asKilled(b, onEnd);
    beside.close();
    rmSync(`${killed.path}-wal`);
    killed.again();
    expect(killed.ledger.recoveries.unseen()).toBeNull();
    expect(killed.ledger.outbox.open()).toHaveLength(30);
  });

  test('cut short is found out by its index, which knew more', () => {
    const b = bench();
    save(b, 1, 30);
    const killed = asKilled(b, onEnd);
    alter(`${killed.path}-wal`, (bytes) => bytes.subarray(0, 32 + frame * 40));
    killed.again();
    const { cause, changes } = unseen(killed);
    expect(cause).toBe('log-damaged');
    expect(changes.kept).toBeLessThan(30);
    expect(changes.kept).toBeGreaterThan(3);
  });

  test('whose newest page is spoilt gives the version before it', () => {
    const b = bench();
    save(b, 1, 30);
    b.ledger.outbox.commit({ steps: [step('change-30', 'pending', { held: true, attempts: 5 })] });
    const killed = asKilled(b, onEnd);
    alter(`${killed.path}-wal`, (bytes) => bytes.fill(0x5a, bytes.length - frame + 24));
    killed.again();
    expect(unseen(killed)).toMatchObject({ cause: 'log-damaged', changes: { kept: 30, lost: [] } });
    expect(killed.ledger.outbox.get('change-30')).toMatchObject({ held: true, attempts: 0 });
  });

  test('that tells of a time before an end never opens what ended', () => {
    const b = bench();
    save(b, 1, 3);
    b.ledger.outbox.commit({ steps: [step('change-2', 'pending', { state: 'done' })] });
    const beside = new Sqlite(b.path);
    beside.pragma('wal_checkpoint(PASSIVE)');
    const killed = asKilled(b, onEnd);
    beside.close();
    alter(`${killed.path}-wal`, (bytes) => bytes.fill(0x5a, bytes.length - frame * 6));
    killed.again();
    expect(unseen(killed).cause).toBe('log-damaged');
    expect(killed.ledger.outbox.get('change-2')?.state).toBe('done');
  });
});

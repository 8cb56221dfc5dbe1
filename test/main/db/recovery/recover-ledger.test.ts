import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openLedger } from '../../../../src-main/db/ledger.ts';
import { silentLog } from '../../../../src-main/log/log.ts';
import { alter, save, unseen } from '../../../builders/damaged-ledger.ts';
import { ids, ledgerBench, type LedgerBench, step, tamper } from '../../../builders/ledger-bench.ts';

const ends: (() => void)[] = [];
const onEnd = (work: () => void): void => void ends.unshift(work);
const bench = () => ledgerBench(onEnd);

afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const numbers = (ranges: readonly { from: number; to: number }[]): number[] =>
  ranges.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, n) => from + n));

describe('a damaged ledger', () => {
  test('is mended row by row, the open changes held, the files kept', () => {
    const b = bench();
    save(b, 1, 5);
    b.ledger.outbox.commit({
      steps: [
        step('change-1', 'pending', { state: 'done' }),
        step('change-2', 'pending', { state: 'sending' }),
        step('change-3', 'pending', { state: 'cancelled' }),
      ],
    });
    b.ledger.close();
    rmSync(`${b.path}.backup-1`);
    const damaged = alter(b.path, (bytes) => bytes.fill(0x5a, 0, 4096));
    b.again();
    const report = unseen(b);
    expect(report).toMatchObject({
      cause: 'not-a-database',
      changes: { kept: 5, fromBackup: 0, backupOf: null, lost: [], openEnded: false },
      journal: { kept: 5, fromBackup: 0, lost: [] },
    });
    expect([...report.changes.held].toSorted()).toEqual(['change-2', 'change-4', 'change-5']);
    expect(readFileSync(join(report.keptIn ?? '', 'ledger.db')).equals(damaged)).toBe(true);
    const found = b.ledger.outbox.open();
    expect(found.map(({ id, state, held }) => [id, state, held])).toEqual([
      ['change-2', 'sending', true],
      ['change-4', 'pending', true],
      ['change-5', 'pending', true],
    ]);
    expect(b.ledger.outbox.get('change-1')).toMatchObject({ state: 'done', held: false });
    expect(b.ledger.outbox.get('change-3')).toMatchObject({ state: 'cancelled' });
    expect(b.ledger.outbox.damaged()).toEqual([]);
    expect(b.ledger.journal.verify()).toMatchObject({ intact: true, rows: 6 });
    expect(b.ledger.journal.list(1)[0]).toMatchObject({ verb: 'ledger.recovered' });
    b.ledger.recoveries.markSeen();
    b.again();
    expect(b.ledger.recoveries.unseen()).toBeNull();
    expect(b.ledger.recoveries.list()).toEqual([report]);
  });

  test('takes from the backup what its own files lack, and names what nobody has', () => {
    const b = bench();
    save(b, 1, 60);
    b.again();
    expect(existsSync(`${b.path}.backup-1`)).toBe(true);
    save(b, 61, 120);
    b.ledger.outbox.commit({ steps: [step('change-119', 'pending', { state: 'done' })] });
    b.ledger.close();
    // Every second page of the file is gone.
    alter(b.path, (bytes) => {
      for (let at = 4096; at < bytes.length; at += 8192) bytes.fill(0x5a, at, at + 4096);
      return bytes;
    });
    b.again();
    const report = unseen(b);
    const { kept, fromBackup, lost, backupOf } = report.changes;
    const lostNumbers = numbers(lost);
    expect(kept).toBeGreaterThan(0);
    expect(fromBackup).toBeGreaterThan(0);
    expect(lostNumbers.length).toBeGreaterThan(0);
    expect(Math.min(...lostNumbers)).toBeGreaterThan(60);
    expect(backupOf).not.toBeNull();
    const present = b.ledger.outbox.open().map(({ seq }) => seq);
    const named = (n: number) => b.ledger.outbox.get(`change-${n}`) !== null || lostNumbers.includes(n);
    expect(Array.from({ length: 120 }, (_, n) => n + 1).filter((n) => !named(n))).toEqual([]);
    expect(present.filter((n) => lostNumbers.includes(n))).toEqual([]);
    expect(b.ledger.outbox.open().every(({ held }) => held)).toBe(true);
    const old = b.ledger.outbox.open().filter(({ error }) => error?.reason === 'from-backup');
    expect(old).toHaveLength(fromBackup);
    expect(b.ledger.outbox.counts().pending).toBe(present.length);
  });

  test.each([
    ['cut to nothing', 'empty', (b: LedgerBench) => writeFileSync(b.path, '')],
    ['gone', 'missing', (b: LedgerBench) => rmSync(b.path)],
    [
      'replaced by a picture',
      'not-a-database',
      (b: LedgerBench) => writeFileSync(b.path, 'GIF89a'.repeat(999)),
    ],
  ] as const)('%s comes back from its backup', (_, cause, harm) => {
    const b = bench();
    save(b, 1, 3);
    b.ledger.close();
    harm(b);
    b.again();
    expect(unseen(b)).toMatchObject({
      cause,
      changes: {
        kept: 0,
        fromBackup: 3,
        lost: [],
        held: ['change-1', 'change-2', 'change-3'],
        openEnded: true,
      },
      journal: { kept: 0, fromBackup: 3, lost: [] },
    });
    expect(b.ledger.outbox.open()).toHaveLength(3);
  });

  test('of which nothing is left is not silently an empty one', () => {
    const b = bench();
    save(b, 1, 3);
    b.ledger.close();
    rmSync(`${b.path}.backup-1`);
    alter(b.path, (bytes) => bytes.fill(0));
    b.again();
    expect(unseen(b).changes).toMatchObject({ kept: 0, fromBackup: 0, openEnded: true });
  });

  test('that is gone with its backups is missed as long as the mirror lies beside its place', () => {
    const b = bench();
    save(b, 1, 3);
    b.ledger.close();
    writeFileSync(join(dirname(b.path), 'mirror.db'), '');
    for (const name of ['', '.backup-1']) rmSync(b.path + name);
    b.again();
    expect(unseen(b)).toMatchObject({
      cause: 'missing',
      keptIn: null,
      changes: { kept: 0, fromBackup: 0, openEnded: true },
    });
  });

  test.each([
    ['the version', 60],
    ['the tag', 68],
    ['the write version', 18],
    ['the page size', 16],
    ['the number of pages', 28],
    ['the text encoding', 56],
    ['the schema format', 44],
  ])('with another bit in %s keeps all', (_, at) => {
    for (let bit = 0; bit < 8; bit += 1) {
      const b = bench();
      save(b, 1, 3);
      b.ledger.close();
      for (const n of [0, 1, 2, 3]) {
        if (at === 18 && n > 1) continue;
        const copy = join(dirname(b.path), `bit-${n}`, 'ledger.db');
        mkdirSync(dirname(copy));
        copyFileSync(b.path, copy);
        alter(copy, (bytes) => {
          bytes.writeUInt8(bytes.readUInt8(at + n) ^ (1 << bit), at + n);
          return bytes;
        });
        const ledger = openLedger(copy, { clock: b.clock, log: silentLog });
        expect(ids(ledger.outbox.open()), `byte ${at + n}, bit ${bit}`).toHaveLength(3);
        ledger.close();
      }
      b.again();
    }
  });

  test('that is damaged again does not tell the first losses twice', () => {
    const b = bench();
    save(b, 1, 4);
    tamper(b.path, 'UPDATE outbox SET attempts = 9 WHERE seq = 2');
    b.again();
    expect(unseen(b).changes.lost).toEqual([{ from: 2, to: 2 }]);
    save(b, 5, 5);
    tamper(b.path, 'UPDATE outbox SET attempts = 9 WHERE seq = 4');
    b.again();
    expect(unseen(b).changes.lost).toEqual([{ from: 4, to: 4 }]);
    expect(b.ledger.recoveries.list()).toHaveLength(2);
  });

  test('still tells of a history that was begun anew and that nobody has seen, one after the other', () => {
    const b = bench();
    save(b, 1, 2);
    const begun = { of: 'history' as const, at: '2026-01-01T12:00:00Z', keptIn: '/damaged/1', lost: null };
    b.ledger.recoveries.add(begun);
    b.ledger.recoveries.markSeen();
    b.ledger.recoveries.add({ ...begun, keptIn: '/damaged/2' });
    tamper(b.path, 'UPDATE outbox SET attempts = 9 WHERE seq = 2');
    b.again();
    const { recoveries } = b.ledger;
    expect(recoveries.unseen()).toMatchObject({ of: 'history', keptIn: '/damaged/2' });
    recoveries.markSeen();
    expect(unseen(b).changes.lost).toEqual([{ from: 2, to: 2 }]);
    recoveries.markSeen();
    expect(recoveries.unseen()).toBeNull();
    expect(recoveries.list()).toHaveLength(3);
  });

  test('interrupted when the new file was whole, recovery ends at the next start', () => {
    const b = bench();
    save(b, 1, 3);
    b.ledger.close();
    const damaged = alter(b.path, (bytes) => bytes.fill(0x5a, 0, 4096));
    b.again();
    const report = unseen(b);
    b.ledger.close();
    // As the files lay before the last two steps: the damaged one in place, the new one beside it.
    copyFileSync(b.path, `${b.path}.recovered-2026-01-01T00-00-00-000Z`);
    writeFileSync(b.path, damaged);
    writeFileSync(`${b.path}-wal`, 'left by the damaged one');
    b.again();
    expect(unseen(b)).toEqual(report);
    const folder = join(dirname(b.path), 'damaged', '2026-01-01T00-00-00-000Z');
    expect(readdirSync(folder).toSorted()).toEqual(['ledger.db', 'ledger.db-wal']);
    expect(readFileSync(join(folder, 'ledger.db')).equals(damaged)).toBe(true);
    expect(b.ledger.outbox.open()).toHaveLength(3);
  });
});

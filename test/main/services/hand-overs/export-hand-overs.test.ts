import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readCsv } from '../../../builders/csv-reader.ts';
import { handOverOffice as office } from '../../../builders/hand-over-office.ts';
import { temporaryFolder } from '../../../builders/opened-mirror.ts';

describe('the hand-overs as a file', () => {
  const folder = (): string => temporaryFolder(onTestFinished);

  it('has a row for each person, with how it went and its receipts, safe for spreadsheets, and a row in the journal', async () => {
    const { bench, reset, handOver, signIn, service, settings, asked } = office();
    const ids = [await reset('ada'), await reset('bob')];
    await reset('cy');
    handOver(ids, ['ada@example.com', 'bob@example.com']);
    signIn('bob');
    bench.chain.append({
      actor: 'root@example.com',
      verb: 'credential.receipt',
      object: 'ada@example.com',
      detail: { of: 'h1', note: '=SUM(A1), said on the phone', result: 'done' },
    });
    const path = join(folder(), 'given.csv');
    settings.where = async () => ({ path, mayReplace: false });
    expect(await service.export({ format: 'csv', search: '', state: null })).toMatchObject({
      outcome: 'written',
      path,
      rows: 3,
    });
    expect(asked).toEqual([expect.stringMatching(/^rolebook-hand-overs-\d{4}-\d\d-\d\d\.csv$/)]);
    const [header = [], ...rows] = readCsv(readFileSync(path, 'utf8').replace('\uFEFF', ''));
    const column = (name: string): string[] => rows.map((row) => row[header.indexOf(name)] ?? '');
    expect(column('Whose')).toEqual(['cy@example.com', 'ada@example.com', 'bob@example.com']);
    expect(column('State')).toEqual(['issued', 'handed-over', 'signed-in']);
    expect(column('Package')).toEqual(['', 'K7QM', 'K7QM']);
    expect(column('Sealed')).toEqual(['', 'yes', 'yes']);
    expect(column('Receipts')[1]).toMatch(/^'=SUM\(A1\), said on the phone \(.*root@example\.com\)$/);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(bench.chain.list(2)).toMatchObject([
      { verb: 'hand-overs.export', detail: { format: 'csv', count: 3, result: 'done' } },
      { verb: 'hand-overs.export', detail: { format: 'csv', count: 3, result: 'intended' } },
    ]);
  });

  it('holds what is searched for, all of it, and in a package only whom the state fits', async () => {
    const { reset, handOver, signIn, service, settings } = office();
    for (let at = 0; at < 300; at += 1) handOver([], ['cy@example.com']);
    handOver([await reset('ada'), await reset('bob')], ['ada@example.com', 'bob@example.com']);
    signIn('bob');
    const path = join(folder(), 'given.json');
    settings.where = async () => ({ path, mayReplace: true });
    const rows = async (question: Parameters<typeof service.export>[0]): Promise<string[]> => {
      await service.export(question);
      const said = JSON.parse(readFileSync(path, 'utf8')) as { rows: { account: string; state: string }[] };
      return said.rows.map(({ account, state }) => `${account} ${state}`);
    };
    expect(await rows({ format: 'json', search: 'BOB@', state: 'signed-in' })).toEqual([
      'bob@example.com signed-in',
    ]);
    expect(await rows({ format: 'json', search: 'cy@', state: null })).toHaveLength(300);
  });

  it('is not written, and leaves no row, when nobody says where, or another tenant is open by then', async () => {
    const { bench, service, settings } = office();
    expect(await service.export({ format: 'csv', search: '', state: null })).toMatchObject({
      outcome: 'cancelled',
    });
    const before = bench.chain;
    const path = join(folder(), 'given.csv');
    settings.where = async () => {
      Object.assign(bench, { chain: { ...before } });
      return { path, mayReplace: false };
    };
    await expect(service.export({ format: 'csv', search: '', state: null })).rejects.toMatchObject({
      body: { reason: 'tenant-changed' },
    });
    expect(existsSync(path)).toBe(false);
    expect(before.list(5)).toEqual([]);
  });

  it('is not written where the journal cannot be', async () => {
    const { bench, service, settings } = office();
    const path = join(folder(), 'given.csv');
    settings.where = async () => ({ path, mayReplace: false });
    Object.assign(bench.chain, {
      append: () => {
        throw new Error('disk full');
      },
    });
    await expect(service.export({ format: 'csv', search: '', state: null })).rejects.toMatchObject({
      body: { reason: 'journal-unwritable' },
    });
    expect(existsSync(path)).toBe(false);
  });
});

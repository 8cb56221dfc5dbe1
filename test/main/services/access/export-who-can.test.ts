import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  whoCanFileQuestionSchema,
  whoCanFileReportSchema,
} from '../../../../src-shared/ipc/access-contract.ts';
import { readCsv } from '../../../builders/csv-reader.ts';
import { aRole, aRule } from '../../../builders/facts.ts';
import { type UsersBench, usersBench } from '../../../builders/users-bench.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rolebook-who-'));
  path = join(folder, 'who.csv');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const reader = {
  ...aRole(7, 'Viewer'),
  permissions: [
    { resourceType: 'workloads', displayName: 'Workloads', group: 'workload', actions: ['read'] },
  ],
};
const tenant = { type: 'tenant' as const, id: '7', name: 'Acme' };
const cats = { type: 'project' as const, id: 'p-cats', name: 'cats' };
const formula = '=HYPERLINK("https://example.test","x")';
const question = (more: object = {}) =>
  whoCanFileQuestionSchema.parse({ resourceType: 'workloads', action: 'read', ...more });

function benchWith(rules: Parameters<typeof usersBench>[0] = {}): UsersBench {
  const bench = usersBench({
    roles: [reader],
    rules: [
      aRule(1, 'root@example.com', reader, tenant),
      aRule(2, 'bob@example.com', reader, cats),
      { ...aRule(3, formula, reader, tenant), subjectType: 'group' },
    ],
    ...rules,
  });
  bench.askWhere = async () => ({ path, mayReplace: false });
  return bench;
}

/** Rows of the file by the names of their columns. */
function rowsOf(): Record<string, string>[] {
  const text = readFileSync(path, 'utf8');
  expect(text.startsWith('\uFEFF')).toBe(true);
  const [header = [], ...rows] = readCsv(text.slice(1));
  return rows.map((row) => {
    expect(row).toHaveLength(header.length);
    return Object.fromEntries(header.map((name, at) => [name, row[at] ?? '']));
  });
}

describe('who can do something, as a file', () => {
  it('writes everyone with their ways, for the owner only, with rows in the journal', async () => {
    const bench = benchWith();
    const report = await bench.access.exportWhoCan(question());
    expect(whoCanFileReportSchema.parse(report)).toEqual(report);
    expect(report).toMatchObject({ outcome: 'written', path, rows: 3 });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['who.csv']);
    const bob = rowsOf().find(({ Subject }) => Subject === 'bob@example.com');
    expect(bob).toMatchObject({
      Kind: 'local',
      Reach: 'part',
      Ways: '1',
      'Ways in force': expect.stringMatching(/^Viewer ← direct ← .*cats/),
      'Ways without effect': '',
      'Ways not listed': '0',
      Action: 'read',
      Resource: 'Workloads',
      Where: 'anywhere',
      'Open changes': 'as if done',
    });
    expect(bench.journal.lines()).toEqual(['access.export intended', 'access.export done']);
    expect(JSON.stringify(bench.journal.rows)).toContain('who can read Workloads');
    expect(JSON.stringify(bench.journal.rows)).not.toContain(folder);
  });

  it('holds nothing that a spreadsheet takes for a formula', async () => {
    await benchWith().access.exportWhoCan(question());
    const cells = rowsOf().flatMap((row) => Object.values(row));
    expect(cells).toContain(`'${formula}`);
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  });

  it('holds what was asked for: the search, and the place', async () => {
    const scope = { type: 'project', id: 'p-cats' };
    await benchWith().access.exportWhoCan(question({ search: 'BOB', scope, as: 'tenant' }));
    expect(
      rowsOf().map(({ Subject, Reach, Where, ...row }) => [Subject, Reach, Where, row['Open changes']]),
    ).toEqual([['bob@example.com', 'whole', expect.stringContaining('cats'), 'left out']]);
  });

  it('writes all of them, however many there are, each once', async () => {
    const rules = Array.from({ length: 2345 }, (_, at) =>
      aRule(at + 1, `user-${at}@example.com`, reader, at % 2 === 0 ? tenant : cats),
    );
    const report = await benchWith({ rules }).access.exportWhoCan(question());
    expect(report.rows).toBe(2345);
    const rows = rowsOf();
    expect(rows.map(({ Rank }) => Number(Rank))).toEqual(rules.map((_, at) => at + 1));
    expect(new Set(rows.map(({ Subject }) => Subject)).size).toBe(2345);
  });

  it('leaves no file and no row when the user changes their mind', async () => {
    const bench = benchWith();
    bench.askWhere = async ({ suggestedName }) => {
      expect(suggestedName).toMatch(/^who-can-read-workloads-\d{4}-\d{2}-\d{2}\.csv$/);
      return null;
    };
    expect(await bench.access.exportWhoCan(question())).toMatchObject({ outcome: 'cancelled', path: null });
    expect(readdirSync(folder)).toEqual([]);
    expect(bench.journal.lines()).toEqual([]);
  });

  it('writes nothing over a file without consent, and the journal tells of the failure', async () => {
    const bench = benchWith();
    await bench.access.exportWhoCan(question());
    const before = readFileSync(path, 'utf8');
    await expect(bench.access.exportWhoCan(question({ search: 'bob' }))).rejects.toMatchObject({
      body: { reason: 'file-exists' },
    });
    expect(readFileSync(path, 'utf8')).toBe(before);
    expect(bench.journal.lines().slice(2)).toEqual(['access.export intended', 'access.export failed']);
  });

  it('writes nothing when another tenant was opened while the place was asked for', async () => {
    const bench = benchWith();
    const other = usersBench();
    bench.askWhere = async () => {
      Object.assign(bench.room, { session: other.session });
      return { path, mayReplace: false };
    };
    await expect(bench.access.exportWhoCan(question())).rejects.toMatchObject({
      body: { reason: 'tenant-changed' },
    });
    expect(readdirSync(folder)).toEqual([]);
    expect(bench.journal.lines()).toEqual([]);
  });

  it.each([
    { moves: 1, ends: 'written whole' },
    { moves: 100, ends: 'data-moved' },
  ])('never mixes two states of the local copy: it moves $moves times, $ends', async ({ moves, ends }) => {
    const rules = Array.from({ length: 1500 }, (_, at) =>
      aRule(at + 1, `user-${at}@example.com`, reader, tenant),
    );
    const bench = benchWith({ rules });
    const { mirror } = bench.room;
    let moved = 0;
    const access = {
      ...mirror.access,
      whoCan: async (asked: Parameters<typeof mirror.access.whoCan>[0]) => {
        const answer = await mirror.access.whoCan(asked);
        if (asked.from === 0 || moved === moves) return answer;
        moved += 1;
        return { ...answer, asOf: `2026-01-02T00:00:0${moved}Z` };
      },
    };
    Object.assign(bench.room, { mirror: Object.create(mirror, { access: { value: access } }) });
    if (ends === 'written whole') {
      expect((await bench.access.exportWhoCan(question())).rows).toBe(1500);
      expect(moved).toBe(moves);
      expect(new Set(rowsOf().map(({ Subject }) => Subject)).size).toBe(1500);
      return;
    }
    await expect(bench.access.exportWhoCan(question())).rejects.toMatchObject({ body: { reason: ends } });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('writes nothing when the journal cannot be written', async () => {
    const bench = benchWith();
    bench.journal.full = true;
    await expect(bench.access.exportWhoCan(question())).rejects.toMatchObject({
      body: { reason: 'journal-unwritable' },
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});

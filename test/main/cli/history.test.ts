import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { cliBench } from '../../builders/cli-bench.ts';

const rows = (text: string): Record<string, unknown>[] => JSON.parse(text) as Record<string, unknown>[];

test('history list tells every moment, newest first, and where the event history was not read', async () => {
  const cli = cliBench();
  cli.history.reads.push({ from: 0, until: 1000 }, { from: 5000, until: 6000 });
  const { code, out, err } = await cli.run('history', 'list', '--json');
  expect(code).toBe(0);
  const list = rows(out);
  expect(list[0]).toMatchObject({ id: 24, complete: 'no' });
  expect(list.at(-1)).toMatchObject({ id: 1, source: 'baseline' });
  expect(err).toContain('not read from 1970-01-01T00:00:01.000Z to 1970-01-01T00:00:05.000Z');
});

test('history diff takes numbers, names, days and words, and puts the riskiest first', async () => {
  const cli = cliBench();
  const { out, err } = await cli.run('history', 'diff', 'first', 'Before the audit', '--json');
  expect(rows(out)[0]).toMatchObject({
    class: 'new-administrator',
    name: 'eve@example.com',
    by: 'root@example.com',
  });
  expect(err).toContain('7 more changed only by themselves');
  const some = await cli.run('history', 'diff', '2026-08-20', '24', '--class', 'subject-added', '--json');
  expect(rows(some.out).map(({ name }) => name)).toEqual(['new@example.com']);
});

test('a moment that nobody knows is refused with where the history begins', async () => {
  const { code, err } = await cliBench().run('history', 'diff', '2020-01-01');
  expect(code).not.toBe(0);
  expect(err).toContain('begins at 2026-08-20');
});

test('history as-of shows a list of the moment that was meant', async () => {
  const cli = cliBench();
  const { code, err } = await cli.run('history', 'as-of', '2026-08-25', 'users', '--json');
  expect(code).toBe(0);
  expect(cli.history.asked).toEqual(['look at 6']);
  expect(err).toContain('This is how it was seen at 2026-08-25');
});

test.each(['html', 'md', 'csv', 'json'])(
  'history export writes %s and a row of the journal',
  async (format) => {
    const folder = mkdtempSync(join(tmpdir(), 'rolebook-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const cli = cliBench();
    const path = join(folder, `changes.${format}`);
    expect((await cli.run('history', 'export', '1', '24', path)).code).toBe(0);
    const text = readFileSync(path, 'utf8');
    expect(text).toMatch(/eve@example.com|eve@example\\.com/);
    if (format === 'json')
      expect(JSON.parse(text)).toMatchObject({ format: 'rolebook-comparison', quiet: 7 });
    expect(cli.bench.journal.lines()).toEqual(['history.export intended', 'history.export done']);
    expect((await cli.run('history', 'export', '1', '24', join(folder, 'changes.doc'))).code).not.toBe(0);
  },
);

test('a moment can be named, and found by its name', async () => {
  const cli = cliBench();
  await cli.run('history', 'name', '3', 'Quarter end');
  expect(rows((await cli.run('history', 'list', '--json')).out).find(({ id }) => id === 3)).toMatchObject({
    names: ['Quarter end'],
  });
  await cli.run('history', 'unname', 'Quarter end');
  expect(rows((await cli.run('history', 'list', '--json')).out).find(({ id }) => id === 3)).toMatchObject({
    names: [],
  });
});

test('--as-of makes any reading command answer as of that moment', async () => {
  const cli = cliBench();
  const { code, err } = await cli.run('rules', 'list', '--as-of', 'Before the audit', '--json');
  expect(code).toBe(0);
  expect(cli.history.asked).toEqual(['look at 22']);
  expect(err).toContain('As it was seen at 2026-09-23');
  expect((await cli.run('rules', 'list', '--as-of', '2001-01-01')).code).not.toBe(0);
});

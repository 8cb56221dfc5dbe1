import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** `npm run sim:day` in a process of its own, whose heap is nobody else’s; a smaller log is full sooner. */
function liveDay(...more: readonly string[]): {
  readonly status: number | null;
  readonly lines: readonly string[];
} {
  const command = fileURLToPath(new URL('commands/day.ts', import.meta.url));
  const given = [command, '--steps', '240', '--log-pages', '500', ...more];
  const { status, stdout, stderr } = spawnSync(process.execPath, given, { encoding: 'utf8' });
  return { status, lines: [stderr, ...stdout.trim().split('\n')].filter((line) => line !== '') };
}

test('a day of edits, faults and hours offline costs little disk and memory', { timeout: 120_000 }, () => {
  const { status, lines } = liveDay();
  expect({ status, lines }).toMatchObject({ status: 0 });
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ days: 1, hours: 24, violations: 0 });
});

test('a log that is never emptied and replies that are kept are noticed', { timeout: 120_000 }, () => {
  const { status, lines } = liveDay('--bug', 'log-never-emptied,replies-kept');
  expect(status).toBe(1);
  expect(lines).toContainEqual(expect.stringMatching(/I19: the ledger’s log grew to \d+ bytes/));
  expect(lines).toContainEqual(expect.stringMatching(/I19: \d+ bytes more on the heap than at noon/));
});

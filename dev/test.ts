/**
 * `npm test`: check, then unit, integration and contract tests, then end-to-end, the last two with a keyring of
 * their own. Its last line is `N passed, N failed` over all of them.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { canMakeKeyringSession, runInKeyringSession } from './keyring-session.ts';
import { addCounts, countCheck, countPlaywright, countVitest, readReport } from './test-counts.ts';
import type { Counts } from './test-counts.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = join(root, 'out', 'test');
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

interface Part {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly keyring: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly report: string;
  readonly count: (report: unknown) => Counts;
}

/**
 * Most of what tests wait for is Node reading our TypeScript anew in each worker and child process; compiled once, it
 * is kept here.
 */
const compiled = { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compiled') };

const bin = (name: string): string => join(root, 'node_modules', '.bin', name);
const report = (name: string): string => join(reports, `${name}.json`);

const parts: readonly Part[] = [
  {
    name: 'check',
    command: [process.execPath, join(root, 'dev', 'check.ts'), '--report', report('check')],
    keyring: false,
    report: report('check'),
    count: countCheck,
  },
  {
    name: 'unit, integration, contract',
    command: [
      bin('vitest'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report('vitest')}`,
    ],
    keyring: true,
    report: report('vitest'),
    count: countVitest,
  },
  {
    name: 'end-to-end',
    command: [bin('playwright'), 'test', '--reporter=list,json'],
    keyring: true,
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report('playwright') },
    report: report('playwright'),
    count: countPlaywright,
  },
];

/** No part takes half of it; one that is still running then hangs, and would hang for ever. */
const mostMs = 20 * 60_000;

async function run(part: Part): Promise<Counts> {
  process.stdout.write(`\n── ${part.name}\n`);
  const env = { ...process.env, ...compiled, ...part.env };
  const [program, ...args] = part.command;
  const code =
    part.keyring && canMakeKeyringSession()
      ? await runInKeyringSession(part.command, { env, cwd: root, mostMs })
      : spawnSync(program, args, { cwd: root, stdio: 'inherit', env, timeout: mostMs }).status;
  const counts = part.count(readReport(part.report));
  // A part that failed without a failed test (it crashed, or found nothing to run) is one failure.
  const failed = code !== 0 && counts.failed === 0 ? 1 : counts.failed;
  const ended = { ...counts, failed };
  process.stdout.write(`── ${part.name}: ${ended.passed} passed, ${ended.failed} failed\n`);
  return ended;
}

let total: Counts = { passed: 0, failed: 0, skipped: 0 };
for (const part of parts) total = addCounts(total, await run(part));
if (total.skipped > 0) process.stdout.write(`\n${total.skipped} skipped, which this machine cannot run\n`);
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readReport } from './test-counts.ts';

const reportSchema = z.object({
  testResults: z.array(
    z.object({ assertionResults: z.array(z.object({ title: z.string(), status: z.string() })) }),
  ),
});

/** How a run of some test files ended. */
export interface VitestRun {
  /** Whether all passed. */
  readonly ok: boolean;
  readonly tests: readonly { readonly title: string; readonly passed: boolean }[];
}

/** Runs the test files below these paths, shows what they print, and answers each test's end by its title. */
export function runVitest(paths: readonly string[]): VitestRun {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'rolebook-report-'));
  const report = join(folder, 'report.json');
  const { status } = spawnSync(
    join(root, 'node_modules', '.bin', 'vitest'),
    ['run', ...paths, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    { cwd: root, stdio: 'inherit' },
  );
  const parsed = reportSchema.parse(readReport(report));
  rmSync(folder, { recursive: true, force: true });
  return {
    ok: status === 0,
    tests: parsed.testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .map(({ title, status: end }) => ({ title, passed: end === 'passed' })),
  };
}

import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** How many tests ended how. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Sums two parts. */
export function addCounts(left: Counts, right: Counts): Counts {
  return {
    passed: left.passed + right.passed,
    failed: left.failed + right.failed,
    skipped: left.skipped + right.skipped,
  };
}

/** A report as JSON; undefined when the part ended without writing one. */
export function readReport(path: string): unknown {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

const none: Counts = { passed: 0, failed: 1, skipped: 0 };
const count = z.number().int().nonnegative();

/** `dev/check.ts --report`: each step counts as one test. */
export function countCheck(report: unknown): Counts {
  const parsed = z.object({ passed: count, failed: count }).safeParse(report);
  return parsed.success ? { ...parsed.data, skipped: 0 } : none;
}

/** Vitest's JSON report. A file that could not be loaded is a failure without a failed test in it. */
export function countVitest(report: unknown): Counts {
  const parsed = z
    .object({
      numPassedTests: count,
      numFailedTests: count,
      numPendingTests: count,
      numTodoTests: count.default(0),
      numFailedTestSuites: count,
      testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
    })
    .safeParse(report);
  if (!parsed.success) return none;
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = parsed.data;
  const broken = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return {
    passed: numPassedTests,
    failed: numFailedTests + broken.length,
    skipped: numPendingTests + numTodoTests,
  };
}

/** Playwright's JSON report. A test that passed only at a second try has failed: there are no flaky tests here. */
export function countPlaywright(report: unknown): Counts {
  const parsed = z
    .object({
      stats: z.object({ expected: count, unexpected: count, flaky: count, skipped: count }),
      errors: z.array(z.unknown()).default([]),
    })
    .safeParse(report);
  if (!parsed.success) return none;
  const { stats, errors } = parsed.data;
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

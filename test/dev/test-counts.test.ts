import { describe, expect, it } from 'vitest';
import { addCounts, countCheck, countPlaywright, countVitest, readReport } from '../../dev/test-counts.ts';

const vitest = {
  numPassedTests: 5,
  numFailedTests: 1,
  numPendingTests: 2,
  numTodoTests: 0,
  numFailedTestSuites: 2,
  testResults: [
    { status: 'failed', assertionResults: [{}] },
    { status: 'failed', assertionResults: [] },
    { status: 'passed', assertionResults: [{}] },
  ],
};
const playwright = { stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 2 }, errors: [] };

describe('the counts', () => {
  it('of check are its steps', () => {
    expect(countCheck({ passed: 9, failed: 2 })).toEqual({ passed: 9, failed: 2, skipped: 0 });
  });
  it('of vitest include files that could not be loaded', () => {
    expect(countVitest(vitest)).toEqual({ passed: 5, failed: 2, skipped: 2 });
  });
  it('of playwright take a second try for a failure, and an error outside a test too', () => {
    expect(countPlaywright(playwright)).toEqual({ passed: 3, failed: 2, skipped: 2 });
    expect(countPlaywright({ ...playwright, errors: [{}] }).failed).toBe(3);
  });
  it.each([countCheck, countVitest, countPlaywright])('of a missing report are one failure', (count) => {
    expect(count(readReport('/nowhere/report.json'))).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
  it('are summed', () => {
    const one = { passed: 1, failed: 2, skipped: 3 };
    expect(addCounts(one, one)).toEqual({ passed: 2, failed: 4, skipped: 6 });
  });
});

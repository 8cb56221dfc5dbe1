import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src-shared/rules/finding.ts';
import { checkReason, keptReason } from '../../../src-shared/rules/reason-rules.ts';

const wide: Finding = { rule: 'V38', severity: 'warn', field: 'scopes', message: 'far' };
const other: Finding = { rule: 'V12', severity: 'warn', field: 'scopes', message: 'no project' };

describe('V38: a reason for what reaches far', () => {
  it.each([
    [[wide], null, 'Say in a few words why'],
    [[wide], '  ', 'Say in a few words why'],
    [[wide], 'audit', 'one word does not say why'],
    [[wide], 'audit !', 'one word does not say why'],
    [[wide], 'for the audit', null],
    [[other], 'audit', null],
    [[], null, null],
  ])('%o because of %o', (findings, reason, said) => {
    const found = checkReason(findings, reason);
    expect(found.map(({ severity }) => severity)).toEqual(said === null ? [] : ['block']);
    expect(found[0]?.message ?? '').toContain(said ?? '');
  });

  it('is kept as it was given, a single word too', () => {
    expect(keptReason(' audit ')).toBe('audit');
    expect(keptReason('x'.repeat(900))).toHaveLength(500);
    expect(keptReason('  ')).toBeUndefined();
    expect(keptReason(null)).toBeUndefined();
  });
});

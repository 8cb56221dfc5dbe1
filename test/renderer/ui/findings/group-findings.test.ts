import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../src-shared/rules/finding.ts';
import { groupFindings } from '../../../../src-renderer/ui/findings/group-findings.ts';

const finding = (rule: string, severity: Finding['severity'], message: string): Finding => ({
  rule,
  severity,
  field: 'scopes',
  message,
});

describe('grouped findings', () => {
  it('stand worst first, one group a rule, each message once', () => {
    const groups = groupFindings([
      finding('V37', 'info', 'c'),
      finding('V38', 'warn', 'a'),
      finding('V14', 'block', 'x'),
      finding('V38', 'warn', 'b'),
      finding('V38', 'warn', 'a'),
    ]);
    expect(groups).toEqual([
      { rule: 'V14', severity: 'block', messages: ['x'] },
      { rule: 'V38', severity: 'warn', messages: ['a', 'b'] },
      { rule: 'V37', severity: 'info', messages: ['c'] },
    ]);
  });
});

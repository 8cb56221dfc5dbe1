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
      { key: 'V14', rule: 'V14', severity: 'block', messages: ['x'] },
      { key: 'V38', rule: 'V38', severity: 'warn', messages: ['a', 'b'] },
      { key: 'V37', rule: 'V37', severity: 'info', messages: ['c'] },
    ]);
  });

  it('are apart where they are about different things, so that each is answered on its own', () => {
    const groups = groupFindings([
      { ...finding('V38', 'warn', 'a'), about: '1:tenant:7' },
      { ...finding('V38', 'warn', 'b'), about: '2:tenant:7' },
    ]);
    expect(groups.map((group) => [group.key, group.messages])).toEqual([
      ['V38:1:tenant:7', ['a']],
      ['V38:2:tenant:7', ['b']],
    ]);
  });
});

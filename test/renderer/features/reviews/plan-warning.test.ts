import { expect, it } from 'vitest';
import { planWarning } from '../../../../src-renderer/features/reviews/campaign/plan-warning.ts';
import { refuseUnlessAcceptable } from '../../../../src-main/services/users/refuse.ts';
import { RolebookError } from '../../../../src-shared/errors/rolebook-error.ts';
import type { Finding } from '../../../../src-shared/rules/finding.ts';

const warn = (rule: Finding['rule'], message: string): Finding => ({
  rule,
  severity: 'warn',
  field: 'rules',
  message,
});

/** What the main process says to these findings. */
function refusalOf(findings: readonly Finding[], accepted: readonly string[]) {
  try {
    refuseUnlessAcceptable(findings, accepted);
  } catch (error) {
    if (error instanceof RolebookError) return error.body;
  }
  throw new Error('not refused');
}

const mass = warn('V49', 'A mass of users.');
const wide = warn('V38', 'It reaches far.');

it('asks about a mass of changes, and accepts that and nothing else', () => {
  expect(planWarning(refusalOf([mass], []), [])).toEqual({ message: 'A mass of users.', rules: ['V49'] });
});

it('asks about all that is open, and again about what comes up later', () => {
  expect(planWarning(refusalOf([mass, wide], []), [])?.rules).toEqual(['V49', 'V38']);
  expect(planWarning(refusalOf([mass, wide], ['V49']), ['V49'])).toEqual({
    message: 'It reaches far.',
    rules: ['V49', 'V38'],
  });
});

it('asks nothing where accepting would not help', () => {
  const refusal = refusalOf([mass], []);
  expect(planWarning(refusal, ['V49'])).toBeNull();
  expect(planWarning({ ...refusal, hint: null }, [])).toBeNull();
  expect(planWarning({ ...refusal, reason: 'campaign-closed' }, [])).toBeNull();
});

import { describe, expect, test } from 'vitest';
import type {
  ReviewDecision,
  ReviewPolicy,
  ReviewReason,
  ReviewRow,
} from '../../../src-shared/domain/review.ts';
import { checkDecision } from '../../../src-shared/reviews/check-decision.ts';
import { aReviewRow } from '../../builders/review-rows.ts';

const strict: ReviewPolicy = { reasonForPrivileged: true, fourEyes: false, overdue: 'wait', freshHours: 24 };
const lax: ReviewPolicy = { ...strict, reasonForPrivileged: false };
const plain = aReviewRow();
const privileged = aReviewRow({ privileged: true });
const why: ReviewReason = { code: 'asking', text: '' };
const empty: ReviewReason = { code: 'other', text: '' };
const words: ReviewReason = { code: 'other', text: 'covers for Lena until May' };
const viewer = { id: '9', name: 'Viewer' };
const here = { type: 'project', id: '42', name: 'vision' } as const;
const elsewhere = { type: 'project', id: '43', name: 'speech' } as const;

const defer = (until: string): ReviewDecision => ({
  kind: 'defer',
  owner: 'lena@example.com',
  until,
  reason: why,
});
const change = (
  role: { id: string; name: string } | null,
  scope: { type: 'project'; id: string; name: string } | null,
): ReviewDecision => ({ kind: 'change', role, scope, reason: null });

const cases: readonly [string, ReviewRow, ReviewDecision, ReviewPolicy, string | null][] = [
  ['keep', plain, { kind: 'keep', reason: null }, strict, null],
  ['revoke', privileged, { kind: 'revoke', reason: null }, strict, null],
  [
    'keep what is privileged without a reason',
    privileged,
    { kind: 'keep', reason: null },
    strict,
    'needs a reason',
  ],
  ['keep it with an empty one', privileged, { kind: 'keep', reason: empty }, strict, 'needs a reason'],
  ['keep it with a chosen one', privileged, { kind: 'keep', reason: why }, strict, null],
  ['keep it with words', privileged, { kind: 'keep', reason: words }, strict, null],
  ['keep it where the policy does not ask', privileged, { kind: 'keep', reason: null }, lax, null],
  ['another reason without words', plain, { kind: 'revoke', reason: empty }, lax, 'in a few words'],
  ['defer to tomorrow', plain, defer('2026-03-11'), strict, null],
  ['defer by 30 days', plain, defer('2026-04-09'), strict, null],
  ['defer by 31 days', plain, defer('2026-04-10'), strict, '30 days at most'],
  ['defer to today', plain, defer('2026-03-10'), strict, 'still to come'],
  ['change to nothing', plain, change(null, null), strict, 'Say what it should become'],
  [
    'change to what it is',
    plain,
    change({ id: '7', name: 'Editor' }, here),
    strict,
    'Say what it should become',
  ],
  ['change the role', plain, change(viewer, null), strict, null],
  ['change the place', plain, change(null, elsewhere), strict, null],
  ['not mine, and nobody’s', plain, { kind: 'not-mine', to: null, reason: why }, strict, null],
  [
    'not mine but mine',
    plain,
    { kind: 'not-mine', to: 'rita@example.com', reason: why },
    strict,
    'somebody else',
  ],
];

describe('a decision', () => {
  test.each(cases)('%s', (_, row, decision, policy, problem) => {
    const verdict = checkDecision(row, decision, { policy, reviewer: 'Rita@example.com', day: '2026-03-10' });
    if (problem === null) expect(verdict).toBeNull();
    else expect(verdict).toContain(problem);
  });

  test('about one’s own access is nobody’s (V51)', () => {
    for (const kind of ['keep', 'revoke'] as const)
      expect(
        checkDecision(
          plain,
          { kind, reason: why },
          { policy: lax, reviewer: 'DANA@example.com', day: '2026-03-10' },
        ),
      ).toBe('Nobody reviews their own access.');
  });
});

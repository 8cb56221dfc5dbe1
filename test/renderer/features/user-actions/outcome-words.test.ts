import { describe, expect, it } from 'vitest';
import type { UserOutcome } from '../../../../src-shared/ipc/users-contract.ts';
import {
  countUsers,
  idsToRetry,
  tallyOutcomes,
} from '../../../../src-renderer/features/user-actions/outcome-words.ts';

const outcome = (id: string, how: UserOutcome['outcome']): UserOutcome => ({
  id,
  email: `${id}@example.com`,
  outcome: how,
  error: null,
});
const outcomes = [
  outcome('a', 'done'),
  outcome('b', 'already-gone'),
  outcome('c', 'failed'),
  outcome('d', 'unknown'),
  outcome('e', 'not-tried'),
  outcome('f', 'pending'),
];

describe('outcomes of an act on users', () => {
  it('count what is gone already as done, and an unknown end as neither', () => {
    expect(tallyOutcomes(outcomes)).toEqual({ done: 2, failed: 1, unknown: 1, notTried: 1, saved: 1 });
  });

  it('offer to try again all but what is done or saved', () => {
    expect(idsToRetry(outcomes)).toEqual(['c', 'd', 'e']);
  });

  it.each([
    [1, '1 user'],
    [4, '4 users'],
    [1284, '1,284 users'],
  ])('count %i as %s', (count, words) => {
    expect(countUsers(count)).toBe(words);
  });
});

import { expect, test } from 'vitest';
import { type FreezeState, refuseFreeze } from '../../../src-shared/reviews/refuse-freeze.ts';

const now = Date.parse('2026-06-02T12:00:00Z');
const fit: FreezeState = {
  asOf: '2026-06-02T11:00:00Z',
  held: null,
  incomplete: null,
  waiting: 0,
  lookingBack: false,
  now,
  freshHours: 24,
};

test.each<[string, Partial<FreezeState>, string[]]>([
  ['nothing', {}, []],
  ['exactly as old as allowed', { asOf: '2026-06-01T12:00:00Z' }, []],
  ['no look at all', { asOf: null }, ['never been looked at as a whole']],
  ['too old', { asOf: '2026-06-01T11:00:00Z' }, ['is 25 hours old, and this review allows 24 hours']],
  [
    'far too old',
    { asOf: '2026-05-02T11:00:00Z', freshHours: 1 },
    ['is 31 days old, and this review allows 1 hour.'],
  ],
  ['a brake that is held', { held: 120, incomplete: 'x' }, ['120 facts would vanish']],
  [
    'a sync that did not see everything',
    { incomplete: 'Users could not be read.' },
    ['Users could not be read.'],
  ],
  ['an edit that waits', { waiting: 1 }, ['One change of yours waits']],
  ['edits that wait', { waiting: 3, held: 1 }, ['1 facts would vanish', '3 changes of yours wait']],
  ['an earlier moment', { lookingBack: true, asOf: null }, ['An earlier moment']],
])('%s', (_, state, words) => {
  const problems = refuseFreeze({ ...fit, ...state });
  expect(problems).toHaveLength(words.length);
  for (const [at, word] of words.entries()) expect(problems[at]).toContain(word);
});

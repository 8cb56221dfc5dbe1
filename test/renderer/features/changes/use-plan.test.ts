import { expect, test } from 'vitest';
import { listedWords } from '../../../../src-renderer/features/changes/use-plan.ts';

test.each([
  [2000, 20_000, false, 'The newest 2,000 of 20,000 are listed.'],
  [2000, 3456, true, 'The newest 2,000 of the 3,456 that match are listed.'],
  [12, 12, true, null],
  [0, 0, true, null],
])('%i listed of %i that match: %s', (listed, matching, filtered, words) => {
  expect(listedWords(listed, matching, filtered)).toBe(words);
});

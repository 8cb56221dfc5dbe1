import { expect, test } from 'vitest';
import { unseenWords } from '../../../../src-renderer/ui/table-page/selection-bar.tsx';

test.each([
  [1, 1, 'It is not in this list'],
  [3, 3, 'None of them is in this list'],
  [1, 4, '1 of them is not in this list'],
  [1200, 1300, '1,200 of them are not in this list'],
])('%i of %i selected rows out of sight', (unseen, selected, words) => {
  expect(unseenWords(unseen, selected)).toBe(words);
});

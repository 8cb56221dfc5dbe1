import { expect, test } from 'vitest';
import { matchWords, tabOfAll } from '../../../../src-renderer/ui/table-page/empty-words.ts';

const local = { value: 'local', count: 0, filter: { column: 'type' } };
const all = (count: number | null) => ({ value: 'all', count, filter: null });

test('an empty tab leads to all rows, if there are any', () => {
  expect(tabOfAll([local, all(6)], 'local')?.count).toBe(6);
  expect(tabOfAll([local, all(0)], 'local')).toBeNull();
  expect(tabOfAll([local, all(null)], 'local')).toBeNull();
  expect(tabOfAll([local, all(6)], 'all')).toBeNull();
  expect(tabOfAll([local], 'local')).toBeNull();
});

test.each([
  [6, true, '6 match'],
  [1, true, '1 matches'],
  [1200, false, '1,200'],
])('%i rows, filtered %s: %s', (count, filtered, words) => expect(matchWords(count, filtered)).toBe(words));

import { expect, test } from 'vitest';
import { marksWanted, toggleMark } from '../../../../src-renderer/ui/table-page/mark-filter.ts';
import type { ViewFilter } from '../../../../src-shared/views/view-query.ts';

const type: ViewFilter = { column: 'type', op: 'is', values: ['local'] };

test('marks are switched on and off and leave other filters alone', () => {
  const one = toggleMark([type], 'new');
  expect(marksWanted(one)).toEqual(['new']);
  const two = toggleMark(one, 'removed');
  expect(two).toEqual([type, { column: 'pending', op: 'is', values: ['new', 'removed'] }]);
  expect(toggleMark(toggleMark(two, 'new'), 'removed')).toEqual([type]);
});

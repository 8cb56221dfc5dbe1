import { expect, test } from 'vitest';
import { changesBadge } from '../../../../src-renderer/features/shell/changes-badge.ts';
import { noChanges } from '../../../../src-shared/domain/change.ts';

test('no badge without open changes', () => {
  expect(changesBadge(noChanges)).toBeNull();
});

test('the badge counts what is open and says what needs a decision', () => {
  expect(changesBadge({ ...noChanges, pending: 3 })).toEqual({
    text: '3',
    words: '3 open changes',
    asks: false,
  });
  expect(changesBadge({ ...noChanges, pending: 1200, conflict: 1, rejected: 1 })).toEqual({
    text: '999+',
    words: '1,202 open changes, 2 need you',
    asks: true,
  });
});

import { expect, test } from 'vitest';
import { focusAfterRemoval } from '../../../../src-renderer/ui/filter-bar/focus-after-removal.ts';

test.each([
  ['the first of three', 0, 2, 0],
  ['the middle of three', 1, 2, 1],
  ['the last of three', 2, 2, 1],
  ['the only one', 0, 0, null],
])('after %s went, the keyboard is on what is next', (_which, removed, left, next) =>
  expect(focusAfterRemoval(removed, left)).toBe(next),
);

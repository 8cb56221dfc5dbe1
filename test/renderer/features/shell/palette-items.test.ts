import { expect, test } from 'vitest';
import { matchingItems, userItem } from '../../../../src-renderer/features/shell/palette-items.ts';

test('everything is offered before anything is typed', () => {
  const labels = matchingItems('').map((item) => item.label);
  expect(labels).toContain('Access rules');
  expect(labels).toContain('New user');
});

test('the start of a label comes before the start of a word, and that before the middle', () => {
  expect(matchingItems('us').map((item) => item.label)).toEqual(['Users', 'New user', 'Clusters']);
  expect(matchingItems('  ROLES ').map((item) => item.label)).toEqual(['Roles']);
  expect(matchingItems('zzz')).toEqual([]);
});

test('a user opens in the list of all users, found by the e-mail', () => {
  expect(userItem('u1', 'ada@example.com', 'Ada').run).toEqual({
    go: '/users',
    search: { tab: 'all', q: 'ada@example.com', open: 'u1' },
  });
});

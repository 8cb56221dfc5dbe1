import { expect, test } from 'vitest';
import { targetsOf, userTabs } from '../../../../src-renderer/features/users/user-columns.ts';

test('actions get accounts only, never e-mails that only rules know', () => {
  expect(
    targetsOf([
      { id: '1', cells: { email: 'a@example.com', type: 'local' } },
      { id: 'pre-authorised:b@example.com', cells: { email: 'b@example.com', type: 'pre-authorised' } },
      { id: 'pre-authorised:e@example.com', cells: { email: 'e@example.com', type: 'user deleted' } },
      { id: '3', cells: { email: 'c@example.com', type: 'sso', pending: 'removed' } },
      { id: '4', cells: { email: 'd@example.com', type: 'unknown' } },
    ]),
  ).toEqual([
    { id: '1', email: 'a@example.com', isLocal: true, pending: null },
    { id: '3', email: 'c@example.com', isLocal: false, pending: 'removed' },
    { id: '4', email: 'd@example.com', isLocal: null, pending: null },
  ]);
});

test('tabs count from the facets, and say nothing before those are there', () => {
  const facets = {
    type: [
      { value: 'local', label: 'Local', count: 60 },
      { value: 'sso', label: 'SSO', count: 340 },
    ],
  };
  const counts = (given: typeof facets | Record<string, never>): (number | null)[] =>
    userTabs.map((tab) => tab.count(given));
  expect(counts(facets)).toEqual([60, 340, 0, 0, 400]);
  expect(counts({})).toEqual([null, null, null, null, null]);
});

import { expect, test } from 'vitest';
import { foundIn } from './snapshot.ts';

const workedBody = JSON.stringify([
  { id: 'a', username: 'Ada@example.com' },
  { id: 'b', username: 'bea@example.com' },
]);

test('of all users that a tenant without a search answers with, only the one that was sought was looked at', () => {
  const path = `/api/v1/users?filterBy=${encodeURIComponent('username==ada@example.com')}&limit=500`;
  expect(foundIn({ path, workedBody })).toEqual(['a']);
});

test('a search by words finds what it finds', () => {
  expect(foundIn({ path: '/api/v1/users?search=a%40example.com', workedBody })).toEqual(['a', 'b']);
});

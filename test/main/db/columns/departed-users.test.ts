import { expect, test } from 'vitest';
import { DistinctPool } from '../../../../src-main/db/columns/distinct-pool.ts';
import { UsersTable } from '../../../../src-main/db/views/users-table.ts';

test('the table of users moves on for departed users only where one of its rows is told otherwise', () => {
  const table = new UsersTable({
    authors: new DistinctPool(),
    groupNames: new DistinctPool(),
    roleNames: new DistinctPool().pool,
    scopeNames: new DistinctPool().pool,
    trigrams: () => null,
  });
  table.addPreAuthorised('monday@example.com');
  table.addPreAuthorised('tuesday@example.com');
  const moves = (...emails: string[]): boolean => {
    const before = table.version;
    table.setDeparted(new Set(emails));
    return table.version !== before;
  };
  expect(moves('nobody-names@example.com')).toBe(false);
  expect(moves('monday@example.com', 'nobody-names@example.com')).toBe(true);
  expect(moves('monday@example.com')).toBe(false);
  expect(moves('tuesday@example.com')).toBe(true);
  expect(moves()).toBe(true);
  expect(moves()).toBe(false);
  // What comes later is told by the newest list all the same.
  expect(moves('friday@example.com')).toBe(false);
  expect(table.isDeparted('Friday@example.com')).toBe(true);
});

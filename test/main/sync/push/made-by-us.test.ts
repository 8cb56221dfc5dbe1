import { expect, test } from 'vitest';
import { makerOf, wisherOf } from '../../../../src-main/sync/push/made-by-us.ts';

const wishedAt = '2026-01-02T03:04:05.000Z';
test.each([
  ['', 'admin@example.com', wishedAt, 'unclear'],
  ['', 'rolebook-1a2b', null, 'unclear'],
  ['Admin@Example.com', 'admin@example.com', wishedAt, 'us'],
  ['admin@example.com', 'admin@example.com', null, 'us'],
  ['admin@example.com', 'admin@example.com', 'some day', 'us'],
  ['admin@example.com', 'admin@example.com', '2026-01-02T03:01:00Z', 'us'],
  ['admin@example.com', 'admin@example.com', '2026-01-02T02:50:00Z', 'unclear'],
  ['eve@example.com', 'admin@example.com', wishedAt, 'somebody-else'],
  ['eve@example.com', 'rolebook-1a2b', wishedAt, 'somebody-else'],
  ['rolebook-1a2b', 'rolebook-1a2b', wishedAt, 'us'],
  ['rolebook-1a2b', 'rolebook-1a2b', '2025-12-31T00:00:00Z', 'unclear'],
  ['rolebook', 'rolebook-1a2b', wishedAt, 'unclear'],
  ['rolebook', 'admin@example.com', wishedAt, 'somebody-else'],
])('made by "%s" while "%s" was asking, at %s: %s', (createdBy, actor, createdAt, maker) => {
  expect(makerOf({ createdBy, createdAt }, { actor, wishedAt })).toBe(maker);
});

const there = Date.parse('2026-03-10T12:00:00Z');
const minutes = 60_000;
const hours = 60 * minutes;
const day = 24 * hours;

test.each([
  ['nobody knows the tenant’s clock', null, -3 * hours, -3 * hours],
  ['the clocks agree', 0, -3 * hours, -3 * hours],
  ['ours is a day ahead, wished just now', day, day - 3 * minutes, -3 * minutes],
  ['ours is ten years ahead, wished just now', 3650 * day, 3650 * day - 3 * minutes, -3 * minutes],
  ['ours is a day ahead, wished long before', day, -5 * day, -6 * day],
  ['ours was set ten years ahead since', 3650 * day, -3 * hours, -31 * day - 3 * hours],
  ['ours is five days ahead, wished six days ago', 5 * day, -day, -6 * day],
  ['ours was ten years ahead and is right now', 0, 3650 * day, -31 * day],
  ['ours is a day behind', -day, -day - 3 * minutes, -day - 3 * minutes],
  ['ours was set back since', -day, -3 * minutes, -3 * minutes],
])('since when: %s', (_case, ahead, wished, meant) => {
  const createdAt = new Date(there + wished).toISOString();
  const client = { clocks: () => (ahead === null ? null : { here: there + ahead, there }) };
  const { actor, wishedAt } = wisherOf({ createdAt }, { actor: 'admin@example.com', client });
  expect(actor).toBe('admin@example.com');
  expect(Date.parse(wishedAt) - there).toBe(meant);
});

import { expect, test } from 'vitest';
import { moveRow } from '../../../../src-renderer/features/changes/plan-order.ts';
import { planRows } from '../../../../src-renderer/features/changes/plan-rows.ts';
import type { PlanRow } from '../../../../src-renderer/features/changes/plan-rows.ts';
import type { PlannedChange } from '../../../../src-shared/ipc/changes-contract.ts';
import { creation, grant, planned, removal } from './planned.ts';

const group = { groupId: 'g', groupTitle: 'New user' };
const ana = planned('a', creation('ana@example.com'), group);
const rule = planned('b', grant('ana@example.com'), { ...group, dependsOn: ['a'] });
const bob = planned('c', removal('bob@example.com'));
const cleo = planned('d', removal('cleo@example.com'));
const list = [ana, rule, bob, cleo];

const rowOf = (changes: readonly PlannedChange[], key: string): PlanRow => {
  const row = planRows(changes, new Set()).find((each) => each.key === key);
  if (row === undefined) throw new Error(`There is no line ${key}.`);
  return row;
};

test('a change that stands alone moves past its neighbour', () => {
  expect(moveRow(list, rowOf(list, 'd'), -1)).toEqual({ ok: true, steps: [{ id: 'd', before: 'c' }] });
  expect(moveRow(list, rowOf(list, 'c'), 1)).toEqual({ ok: true, steps: [{ id: 'd', before: 'c' }] });
});

test('it moves past a whole group, and a group past it', () => {
  expect(moveRow(list, rowOf(list, 'c'), -1)).toEqual({ ok: true, steps: [{ id: 'c', before: 'a' }] });
  expect(moveRow(list, rowOf(list, 'group g'), 1)).toEqual({ ok: true, steps: [{ id: 'c', before: 'a' }] });
});

test('what needs another keeps its place', () => {
  const move = moveRow(list, rowOf(list, 'b'), -1);
  expect(move).toMatchObject({ ok: false, reason: expect.stringMatching(/one needs the other/) });
});

test('what is about the same thing keeps its order, whatever depends on what', () => {
  const changes = [planned('x', grant('bob@example.com')), bob];
  expect(moveRow(changes, rowOf(changes, 'c'), -1).ok).toBe(false);
  const same = [planned('x', grant('bob@example.com')), planned('y', grant('bob@example.com', 'p2'))];
  expect(moveRow(same, rowOf(same, 'y'), -1).ok).toBe(false);
});

test.each(['sending', 'unknown', 'conflict', 'rejected'] as const)('past a %s one nothing moves', (state) => {
  const changes = [planned('x', removal('dora@example.com'), { state }), bob];
  expect(moveRow(changes, rowOf(changes, 'c'), -1)).toMatchObject({ ok: false, reason: /wait/ });
});

test('the first goes no higher, the last no lower', () => {
  expect(moveRow(list, rowOf(list, 'group g'), -1)).toEqual({
    ok: false,
    reason: 'It is the first already.',
  });
  expect(moveRow(list, rowOf(list, 'd'), 1)).toEqual({ ok: false, reason: 'It is the last already.' });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { idsOf, planRows } from '../../../../src-renderer/features/changes/plan-rows.ts';
import {
  addRange,
  selectedIn,
  tickOf,
  toggleRow,
} from '../../../../src-renderer/features/changes/plan-selection.ts';
import { creation, grant, planned, removal } from './planned.ts';

const group = { groupId: 'g', groupTitle: 'New user' };
const rows = planRows(
  [
    planned('a', creation('ana@example.com'), group),
    planned('b', grant('ana@example.com'), group),
    planned('c', removal('bob@example.com')),
    planned('d', removal('cleo@example.com')),
  ],
  new Set(),
);
const [heading, first, , bob] = rows;
if (heading === undefined || first === undefined || bob === undefined)
  throw new Error('The plan has no lines.');

test('a heading stands for its changes', () => {
  const one = toggleRow(first, new Set());
  expect(tickOf(heading, one)).toBe('some');
  const both = toggleRow(heading, one);
  expect([...both]).toEqual(['a', 'b']);
  expect(tickOf(heading, both)).toBe('all');
  expect(toggleRow(heading, both).size).toBe(0);
});

test('a range takes every line between, in either direction', () => {
  expect([...addRange(rows, 3, 1, new Set(['d']))].toSorted()).toEqual(['a', 'b', 'c', 'd']);
});

test('what is no longer in the list is not selected', () => {
  expect(selectedIn([bob], new Set(['a', 'c', 'gone']))).toEqual(['c']);
});

test('two toggles of a line that is not partly selected change nothing', () => {
  fc.assert(
    fc.property(fc.subarray(['a', 'b', 'c', 'd']), fc.nat(rows.length - 1), (ids, at) => {
      const row = rows[at];
      const before = new Set(ids);
      if (row === undefined || tickOf(row, before) === 'some') return;
      const after = toggleRow(row, toggleRow(row, before));
      expect([...after].toSorted()).toEqual([...before].toSorted());
      expect(idsOf(row).every((id) => after.has(id) === before.has(id))).toBe(true);
    }),
  );
});

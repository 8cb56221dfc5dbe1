import { describe, expect, test } from 'vitest';
import {
  alongWith,
  endedOrder,
  groupsOf,
  idsOf,
  planRows,
  sendableIds,
  signCounts,
  waitingIds,
  whyNothingWaits,
} from '../../../../src-renderer/features/changes/plan-rows.ts';
import { creation, grant, planned, removal } from './planned.ts';

const inGroup = { groupId: 'g', groupTitle: 'New user ana@example.com' };
const ana = planned('a', creation('ana@example.com'), inGroup, { dependents: ['b', 'c'] });
const viewer = planned(
  'b',
  grant('ana@example.com'),
  { ...inGroup, dependsOn: ['a'] },
  { dependents: ['d'] },
);
const editor = planned('c', grant('ana@example.com', 'p2'), { ...inGroup, dependsOn: ['a'] });
const bob = planned('d', removal('bob@example.com'));

describe('the lines of the plan', () => {
  test('a group of several has a heading, a single change stands for itself', () => {
    const rows = planRows([ana, bob, viewer, editor], new Set());
    expect(rows.map((row) => row.key)).toEqual(['group g', 'a', 'b', 'c', 'd']);
    expect(rows[0]).toMatchObject({ kind: 'group', open: true, signs: { '+': 3, '~': 0, '-': 0 } });
    expect(rows[1]).toMatchObject({ inside: true });
    expect(rows[4]).toMatchObject({ inside: false });
  });

  test('a folded group keeps its heading and its changes', () => {
    const rows = planRows([ana, viewer, bob], new Set(['g']));
    expect(rows.map((row) => row.key)).toEqual(['group g', 'd']);
    expect(rows.flatMap(idsOf)).toEqual(['a', 'b', 'd']);
  });

  test('groups stand where their first change stands', () => {
    expect(groupsOf([bob, ana, viewer]).map(({ groupId }) => groupId)).toEqual(['group of d', 'g']);
  });

  test('ended groups stay newest first, their changes in the order they were made', () => {
    const at = (seq: number, of: typeof ana) => ({ ...of, change: { ...of.change, seq } });
    const list = [at(4, bob), at(3, editor), at(2, viewer), at(1, ana)];
    expect(endedOrder(list).map(({ change }) => change.id)).toEqual(['d', 'a', 'b', 'c']);
  });

  test('what waits to be sent includes what is staged', () => {
    const staged = planned('s', removal('cleo@example.com'), { held: true });
    const stuck = planned('t', removal('dora@example.com'), { state: 'conflict' });
    expect(waitingIds([bob, staged, stuck])).toEqual(['d', 's']);
  });

  test('what waits behind a conflict is not sent with all, and the reason says so', () => {
    const stuck = planned('t', removal('dora@example.com'), {}, { stuck: true });
    expect(waitingIds([bob, stuck])).toEqual(['d']);
    expect(waitingIds([stuck])).toEqual([]);
    expect(whyNothingWaits([stuck])).toContain('needs your decision');
    expect(whyNothingWaits([])).toBe('Nothing waits to be sent.');
  });

  test('signs are counted', () => {
    expect(signCounts([ana, viewer, bob])).toEqual({ '+': 2, '~': 0, '-': 1 });
  });
});

describe('what goes along', () => {
  const all = [ana, viewer, editor, bob];

  test('all that waits, near and far, each once, in the order of the list', () => {
    expect(alongWith(all, ['a']).map(({ change }) => change.id)).toEqual(['b', 'c', 'd']);
    expect(alongWith(all, ['b']).map(({ change }) => change.id)).toEqual(['d']);
    expect(alongWith(all, ['c'])).toEqual([]);
  });

  test('what is chosen itself does not go along', () => {
    expect(alongWith(all, ['a', 'b', 'd']).map(({ change }) => change.id)).toEqual(['c']);
  });
});

test('of what is selected only what waits, or has an open outcome, is sent', () => {
  const list = (['pending', 'unknown', 'conflict', 'rejected', 'blocked'] as const).map((state) =>
    planned(state, removal('bob@example.com'), { state }),
  );
  const ids = list.map(({ change }) => change.id);
  expect(sendableIds(list, ids)).toEqual(['pending', 'unknown']);
  expect(sendableIds(list, ['conflict', 'unknown'])).toEqual(['unknown']);
});

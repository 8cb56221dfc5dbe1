import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReviewDecision } from '../../../../src-shared/domain/review.ts';
import type { PartRow } from '../../../../src-shared/ipc/reviews-contract.ts';
import {
  type PartView,
  firstOpen,
  groupKind,
  nextOpen,
  partLines,
  placeIn,
  rowsToDecide,
  shownRows,
} from '../../../../src-renderer/features/reviews/decide/part-lines.ts';

const keep: ReviewDecision = { kind: 'keep', reason: null };

const row = (id: string, group: number, over: Partial<PartRow> = {}): PartRow => ({
  id,
  subject: { type: 'user', id: `${id}@example.com`, name: `Person ${id}` },
  role: `Role ${group}`,
  tier: 'viewer',
  scope: `place-${group}`,
  privileged: false,
  hints: [],
  group,
  decision: null,
  ...over,
});

const view = (over: Partial<PartView> = {}): PartView => ({
  search: '',
  show: 'all',
  grouped: false,
  opened: new Set(),
  ...over,
});

const rows = [
  row('a', 1),
  row('b', 2, { privileged: true, hints: ['Has never signed in.'] }),
  row('c', 1),
  row('d', 3),
];

describe('what of a part is listed', () => {
  it.each([
    ['everything', {}, ['a', 'b', 'c', 'd']],
    ['by name', { search: 'person B' }, ['b']],
    ['by e-mail', { search: 'c@example' }, ['c']],
    ['by role', { search: 'role 1' }, ['a', 'c']],
    ['by place', { search: 'place-3' }, ['d']],
    ['what is undecided', { show: 'undecided' }, ['b', 'c', 'd']],
    ['what is privileged', { show: 'privileged' }, ['b']],
    ['what has hints', { show: 'hints' }, ['b']],
    ['nothing', { search: 'nobody' }, []],
  ] as const)('%s', (_, over, ids) => {
    const shown = shownRows(rows, view(over), new Map([['a', keep]]));
    expect(shown.map(({ id }) => id)).toEqual(ids);
  });
});

describe('lines', () => {
  it('puts the same role on the same place together, where the first of it stood', () => {
    const lines = partLines(rows, view({ grouped: true }));
    expect(lines.map(({ key }) => key)).toEqual(['group 1', 'b', 'd']);
  });

  it('lists the rows of an opened group below it', () => {
    const lines = partLines(rows, view({ grouped: true, opened: new Set([1]) }));
    expect(lines.map(({ key, inner }) => [key, inner])).toEqual([
      ['group 1', false],
      ['a', true],
      ['c', true],
      ['b', false],
      ['d', false],
    ]);
  });

  it('holds each row once, whatever is grouped and opened', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 40 }),
        fc.array(fc.integer({ min: 0, max: 6 })),
        fc.boolean(),
        (groups, opened, grouped) => {
          const some = groups.map((group, at) => row(String(at), group));
          const lines = partLines(some, view({ grouped, opened: new Set(opened) }));
          const held = lines.flatMap((line) =>
            line.inner ? [] : (line.group ?? [line.row]).map(({ id }) => id),
          );
          expect(held.toSorted()).toEqual(some.map(({ id }) => id).toSorted());
          expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
        },
      ),
    );
  });
});

describe('a decision on a line', () => {
  const [group] = partLines(rows, view({ grouped: true }));
  if (group === undefined) throw new Error('there is a group');

  it('is for what is undecided of a group, and for all once nothing is', () => {
    expect(rowsToDecide(group, new Map([['a', keep]])).map(({ id }) => id)).toEqual(['c']);
    const all = new Map([
      ['a', keep],
      ['c', keep],
    ]);
    expect(rowsToDecide(group, all).map(({ id }) => id)).toEqual(['a', 'c']);
  });

  it('leads on to what is undecided, from the top again after the last', () => {
    const lines = partLines(rows, view());
    expect(firstOpen(lines, new Map([['a', keep]]))).toBe(1);
    expect(nextOpen(lines, 0, new Map([['b', keep]]))).toBe(2);
    expect(nextOpen(lines, 3, new Map([['d', keep]]))).toBe(0);
    const all = new Map(rows.map(({ id }) => [id, keep]));
    expect(nextOpen(lines, 1, all)).toBe(2);
    expect(nextOpen(lines, 3, all)).toBe(3);
    expect(nextOpen([], 0, all)).toBe(0);
  });
});

describe('where a line is among others', () => {
  const all = partLines(rows, view());
  const grouped = partLines(rows, view({ grouped: true }));
  const line = (lines: typeof all, at: number) => {
    const found = lines[at];
    if (found === undefined) throw new Error(`There is no line ${at}.`);
    return found;
  };
  const only = (search: string) => partLines(shownRows(rows, view({ search }), new Map()), view());
  it.each([
    ['a row that a search left', only('role 1'), line(all, 2), 0, 1],
    ['a row when the search is emptied', all, line(only('role 3'), 0), 0, 3],
    ['a row that a search does not find', only('role 1'), line(all, 3), 0, 0],
    ['a row that is gone, at the same height', only('role 1'), line(all, 1), 1, 1],
    ['a row below the last that is left', only('role 1'), line(all, 3), 3, 1],
    ['a row that went into its group', grouped, line(all, 2), 9, 0],
    ['a group that came apart', all, line(grouped, 0), 9, 0],
    ['anything among nothing', [], line(all, 2), 2, 0],
  ] as const)('%s', (_, lines, before, gone, place) => {
    expect(placeIn(lines, before, gone)).toBe(place);
  });
});

describe('what a group came to', () => {
  const revoke: ReviewDecision = { kind: 'revoke', reason: null };
  const [a, , c] = rows;
  const group = [a, c].filter((one) => one !== undefined);
  it.each([
    ['nothing decided', [], 'none'],
    ['one of two undecided', [['a', keep]], 'none'],
    [
      'all kept',
      [
        ['a', keep],
        ['c', keep],
      ],
      'keep',
    ],
    [
      'all revoked',
      [
        ['a', revoke],
        ['c', revoke],
      ],
      'revoke',
    ],
    [
      'not alike',
      [
        ['a', keep],
        ['c', revoke],
      ],
      'mixed',
    ],
  ] as const)('%s', (_, decided, kind) => {
    expect(groupKind(group, new Map<string, ReviewDecision>(decided))).toBe(kind);
  });
});

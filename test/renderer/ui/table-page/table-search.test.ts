import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ViewFilter } from '../../../../src-shared/views/view-query.ts';
import { viewColumns } from '../../../../src-shared/views/view-columns.ts';
import {
  changedSearch,
  filterFromText,
  filterToText,
  filtersOf,
  readTableSearch,
  searchForOtherTenant,
  searchFromText,
  searchToText,
  sortOf,
  sortToText,
} from '../../../../src-renderer/ui/table-page/table-search.ts';

const text = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' });
const filter: fc.Arbitrary<ViewFilter> = fc.oneof(
  fc.record({
    column: text,
    op: fc.constantFrom<ViewFilter['op'][]>('is', 'is-not', 'contains', 'before'),
    values: fc.array(fc.string({ maxLength: 40, unit: 'grapheme' }), { minLength: 1, maxLength: 5 }),
  }),
  fc.record({
    column: text,
    op: fc.constantFrom<ViewFilter['op'][]>('empty', 'not-empty'),
    values: fc.constant<string[]>([]),
  }),
);

describe('the address of a table', () => {
  test('any filter comes back as it was', () => {
    fc.assert(
      fc.property(filter, (one) => {
        expect(filterFromText(filterToText(one))).toEqual(one);
      }),
    );
  });

  test('any state comes back through a whole address', () => {
    const state = fc.record(
      {
        q: text,
        f: fc.array(filter.map(filterToText), { minLength: 1, maxLength: 4 }),
        sort: fc.constantFrom('email', '-lastLogin', '-type,email'),
        tab: fc.constantFrom('local', 'all'),
        open: text,
        part: fc.constantFrom('rules', 'raw'),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(state, (search) => {
        expect(readTableSearch(searchFromText(searchToText(search)))).toEqual(search);
      }),
    );
  });

  test.each(['', '~', 'type', 'type~', 'type~is', 'type~like~x', '~is~x', 'type~empty~x'])(
    'what is no filter is left out: %j',
    (broken) => expect(filterFromText(broken)).toBeNull(),
  );

  test('filters and orders of columns the view does not have are left out', () => {
    const search = { f: ['type~is~local', 'gone~is~x'], sort: 'gone,-lastLogin,roles' };
    expect(filtersOf(search, viewColumns.users)).toEqual([{ column: 'type', op: 'is', values: ['local'] }]);
    expect(sortOf(search, viewColumns.users)).toEqual([{ column: 'lastLogin', direction: 'desc' }]);
  });

  test('orders come back', () => {
    const sort = [
      { column: 'type', direction: 'desc' as const },
      { column: 'email', direction: 'asc' as const },
    ];
    expect(sortOf({ sort: sortToText(sort) ?? '' }, viewColumns.users)).toEqual(sort);
    expect(sortToText([])).toBeUndefined();
  });

  test('foreign and broken members are dropped', () => {
    expect(readTableSearch({ q: 5, f: [1, '', 'type~is~local'], open: ['x', 'y'], evil: 'z' })).toEqual({
      f: ['type~is~local'],
      open: 'x',
    });
  });

  test('a change takes out what it sets to nothing', () => {
    expect(
      changedSearch({ q: 'a', open: '1', f: ['type~is~local'] }, { q: '', open: undefined, f: [] }),
    ).toEqual({});
  });
});

test('another tenant takes over the look of a table, not what was looked for', () => {
  expect(
    searchForOtherTenant({
      q: 'ada',
      f: ['type~is~local'],
      sort: '-email',
      tab: 'sso',
      open: '7',
      part: 'raw',
    }),
  ).toEqual({ sort: '-email', tab: 'sso' });
});

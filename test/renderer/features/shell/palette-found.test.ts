import { expect, test } from 'vitest';
import {
  foundItems,
  foundQuery,
  foundViews,
  type FoundView,
} from '../../../../src-renderer/features/shell/palette-found.ts';
import { viewColumns } from '../../../../src-shared/views/view-columns.ts';

const named = (view: FoundView['view']): FoundView => {
  const found = foundViews.find((one) => one.view === view);
  if (found === undefined) throw new Error(`no ${view}`);
  return found;
};

test('a table is asked for few rows of two columns that it has, once two letters are typed', () => {
  expect(foundQuery(named('groups'), 'a')).toBeNull();
  expect(foundQuery(named('groups'), ' ab ')).toEqual({
    view: 'groups',
    search: 'ab',
    from: 0,
    to: 4,
    columns: ['name', 'members'],
    facets: false,
  });
  for (const { view, columns } of foundViews)
    expect(viewColumns[view].map(({ id }) => id)).toEqual(expect.arrayContaining([...columns]));
});

test.each([
  [
    'users',
    { ids: ['u1'], columns: { email: ['ada@example.com'], name: ['Ada'] } },
    'Ada',
    { go: '/users', search: { tab: 'all', q: 'ada@example.com', open: 'u1' } },
  ],
  [
    'groups',
    { ids: ['g1'], columns: { name: ['night shift'], members: [1] } },
    '1 known member',
    { go: '/groups', search: { q: 'night shift', open: 'g1' } },
  ],
  [
    'projects',
    { ids: ['p1'], columns: { name: ['vision'], department: [null] } },
    null,
    { go: '/projects', search: { q: 'vision', open: 'p1' } },
  ],
] as const)('a row of %s opens its drawer in its list', (view, answer, detail, run) => {
  expect(
    foundItems(named(view), { ...answer, ids: [...answer.ids], columns: { ...answer.columns } } as never),
  ).toMatchObject([{ detail, run }]);
});

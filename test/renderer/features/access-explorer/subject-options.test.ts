import { expect, test } from 'vitest';
import {
  subjectGroups,
  withChosen,
} from '../../../../src-renderer/features/access-explorer/subject-options.ts';
import type { ViewWindow } from '../../../../src-shared/views/view-query.ts';

const window = (columns: ViewWindow['columns'], count: number): ViewWindow => ({
  revision: 1,
  from: 0,
  total: count,
  unfilteredTotal: count,
  ids: Array.from({ length: count }, (_, at) => `id-${at}`),
  columns,
  facets: null,
});

test('rows of three views become subjects, by what rules name them by', () => {
  const groups = subjectGroups({
    users: window({ email: ['ana@example.com', 'bob@example.com'], name: ['Ana', ''] }, 2),
    groups: window({ name: ['vision-team'] }, 1),
    accounts: window({ name: ['ci'], clientId: ['ci-1a'] }, 1),
  });
  expect(groups.map(({ group }) => group)).toEqual(['Users', 'Groups', 'Service accounts']);
  expect(groups.flatMap(({ items }) => items)).toEqual([
    { value: 'user:ana@example.com', label: 'ana@example.com (Ana)' },
    { value: 'user:bob@example.com', label: 'bob@example.com' },
    { value: 'group:vision-team', label: 'vision-team' },
    { value: 'service-account:ci-1a', label: 'ci' },
  ]);
});

test('the chosen one is there before anything was searched, and once', () => {
  const none = subjectGroups({ users: null, groups: null, accounts: null });
  expect(none).toEqual([]);
  const chosen = withChosen(none, 'user:ana', 'ana');
  expect(chosen).toEqual([{ group: 'Chosen', items: [{ value: 'user:ana', label: 'ana' }] }]);
  expect(withChosen(chosen, 'user:ana', 'ana')).toEqual(chosen);
  expect(withChosen(none, null, '')).toBe(none);
});

test('the chosen one keeps the name it stands in the field with, whatever else it is found under', () => {
  const found = [
    {
      group: 'Users',
      items: [
        { value: 'user:ana', label: 'ana (Ana)' },
        { value: 'user:bob', label: 'bob (Bob)' },
      ],
    },
  ];
  expect(withChosen(found, 'user:ana', 'ana')).toEqual([
    {
      group: 'Users',
      items: [
        { value: 'user:ana', label: 'ana' },
        { value: 'user:bob', label: 'bob (Bob)' },
      ],
    },
  ]);
});

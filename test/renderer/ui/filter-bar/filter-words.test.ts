import { expect, test } from 'vitest';
import { viewColumns } from '../../../../src-shared/views/view-columns.ts';
import { filterWords } from '../../../../src-renderer/ui/filter-bar/filter-words.ts';

test.each([
  [{ column: 'type', op: 'is', values: ['local', 'sso'] }, 'Type', 'is Local or SSO'],
  [{ column: 'roles', op: 'is', values: ['a', 'b', 'c'] }, 'Roles', 'is any of 3'],
  [{ column: 'roles', op: 'is', values: [''] }, 'Roles', 'is none'],
  [{ column: 'type', op: 'is-not', values: ['sso'] }, 'Type', 'is not SSO'],
  [{ column: 'name', op: 'contains', values: ['an'] }, 'Name', 'contains “an”'],
  [{ column: 'lastLogin', op: 'older-than-days', values: ['90'] }, 'Last login', 'over 90 days ago or never'],
  [{ column: 'lastLogin', op: 'empty', values: [] }, 'Last login', 'never'],
  [{ column: 'createdAt', op: 'before', values: ['2026-01-01'] }, 'Created', 'before 2026-01-01'],
  [{ column: 'name', op: 'not-empty', values: [] }, 'Name', 'is not empty'],
] as const)('%j', (filter, column, condition) => {
  expect(filterWords({ ...filter, values: [...filter.values] }, viewColumns.users)).toEqual({
    column,
    condition,
  });
});

import { describe, expect, test } from 'vitest';
import { viewColumns } from '../../../../src-shared/views/view-columns.ts';
import type { ViewColumn } from '../../../../src-shared/views/view-columns.ts';
import {
  drawnWidths,
  gridTemplate,
  gridWidth,
  growingColumns,
} from '../../../../src-renderer/ui/data-grid/grid-template.ts';

const sized = (columns: readonly ViewColumn[], widths: Readonly<Record<string, number>> = {}) =>
  columns
    .filter((column) => column.shown)
    .map((column) => ({ column, width: widths[column.id] ?? column.width }));

describe('the width that is left over', () => {
  test('goes to the lists', () => {
    expect([...growingColumns(sized(viewColumns.users))]).toEqual(['roles', 'scopes']);
  });

  test('goes to the widest text where there is no list', () => {
    expect([...growingColumns(sized(viewColumns.roles))]).toEqual(['description']);
    expect([...growingColumns(sized(viewColumns['access-rules']))]).toEqual(['subjectId']);
  });

  test('never goes to a column the user has sized', () => {
    expect([...growingColumns(sized(viewColumns.users, { roles: 300 }))]).toEqual(['scopes']);
    expect([...growingColumns(sized(viewColumns.users, { roles: 300, scopes: 300 }))]).toEqual([]);
    expect([...growingColumns(sized(viewColumns.roles, { description: 200 }))]).toEqual(['name']);
  });
});

test('tracks are fixed but for those that grow', () => {
  const columns = sized(viewColumns.users.slice(0, 3));
  expect(gridTemplate(columns, true)).toBe('36px 280px 140px minmax(240px, 240fr)');
  expect(gridWidth(columns, true)).toBe(696);
  expect(gridTemplate(columns.slice(1, 2), false)).toBe('140px minmax(0, 1fr)');
});

test('columns that grow share what is left in proportion, and no column is narrower than its wish', () => {
  const columns = sized(viewColumns.users.slice(0, 4));
  expect(drawnWidths(columns, true, 1000)).toEqual([280, 140, 272, 272]);
  expect(drawnWidths(columns, true, 500)).toEqual([280, 140, 240, 240]);
  expect(drawnWidths(columns.slice(1, 2), false, 1000)).toEqual([140]);
});

import { expect, test } from 'vitest';
import { compareRoles } from '../../../../src-shared/access/role-compare.ts';
import { permissionsOfKeys } from '../../../../src-shared/access/permission-keys.ts';
import { cellWords, compareRows } from '../../../../src-renderer/features/roles/compare/compare-rows.ts';
import { readCompareSearch } from '../../../../src-renderer/features/roles/compare/compare-search.ts';

const role = (id: number, name: string, ...keys: readonly string[]) => ({
  id,
  name,
  permissions: permissionsOfKeys(new Set(keys)),
});
const rows = compareRoles([
  role(1, 'Viewer', 'read users', 'read jobs'),
  role(2, 'Editor', 'read users', 'create jobs', 'sync jobs'),
]).rows.map((row) => ({ ...row, cells: row.cells.map((actions) => [...actions]) }));

test('cells are held against the first role', () => {
  const groups = compareRows(rows, { typed: '', onlyDifferences: false });
  const jobs = groups.flatMap((group) => group.rows).find((row) => row.resourceType === 'jobs');
  expect(jobs?.roles[1]?.cells.map(({ letter, mark }) => `${letter} ${mark}`)).toEqual([
    'C more',
    'R less',
    'U same',
    'D same',
  ]);
  expect(jobs?.roles[1]?.more).toEqual(['sync']);
  expect(jobs?.roles[0]?.cells.every(({ mark }) => mark === 'same')).toBe(true);
  expect(jobs?.roles[1]?.cells.slice(0, 2).map((cell) => cellWords(cell, 'Viewer'))).toEqual([
    'Create: granted, and not in Viewer',
    'Read: not granted, but in Viewer',
  ]);
});

test('what is the same everywhere can be left out, and what is not searched for', () => {
  const names = (typed: string, onlyDifferences: boolean): string[] =>
    compareRows(rows, { typed, onlyDifferences }).flatMap((group) =>
      group.rows.map((row) => row.resourceType),
    );
  expect(names('', true)).toEqual(['jobs']);
  expect(names('people', false)).toEqual(['users']);
  expect(names('people', true)).toEqual([]);
});

test('an address is read with care', () => {
  expect(readCompareSearch({ role: ['7', '7', 'x', '-3', 5], q: '', show: 'all' })).toEqual({
    role: ['7', '-3'],
    show: 'all',
  });
  expect(readCompareSearch({ role: '7' })).toEqual({ role: ['7'] });
  expect(readCompareSearch({ q: ['a'], show: 'x' })).toEqual({});
});

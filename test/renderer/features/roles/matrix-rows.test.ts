import { expect, test } from 'vitest';
import { matrixOfVersion } from '../../../../src-main/services/roles/matrix-view.ts';
import { matrixChoices, matrixRows } from '../../../../src-renderer/features/roles/matrix/matrix-rows.ts';
import {
  readMatrixSearch,
  shownVersion,
} from '../../../../src-renderer/features/roles/matrix/matrix-search.ts';

const matrix = matrixOfVersion('2.13');

test('the table of 2.13 has its 19 entities and 7 roles, with scope notes and numbers of notes', () => {
  const rows = matrixRows(matrix, '').flatMap((group) => group.rows);
  expect(rows.length).toBeGreaterThanOrEqual(19);
  expect(rows.every((row) => row.cells.length === 7)).toBe(true);
  const words = rows.find(({ id }) => id === 'role-assignment')?.cells.map((cell) => cell.words);
  expect(words?.slice(0, 2)).toEqual([
    expect.stringContaining('create, read, update, delete (all roles)'),
    expect.stringMatching(/\(Proj\. Researchers and ML Engineers only\), see .*O11/),
  ]);
  expect(words?.at(-1)).toContain('no access');
});

test('it is narrowed by what is typed', () => {
  const rows = matrixRows(matrix, 'node pool').flatMap((group) => group.rows);
  expect(rows.map(({ id }) => id)).toEqual(['node-pools']);
  expect(matrixRows(matrix, 'nothing so')).toEqual([]);
});

test('what can be chosen, and what an address may say', () => {
  expect(matrixChoices(['2.13']).map(({ label }) => label)).toEqual(['This tenant', '2.13, as printed']);
  expect(readMatrixSearch({ version: '2.13', q: '' })).toEqual({ version: '2.13' });
  expect(readMatrixSearch({ version: 'x.1', q: ['a'] })).toEqual({});
  expect(readMatrixSearch({ version: 'tenant' })).toEqual({ version: 'tenant' });
});

test('a tenant of 2.13 opens with the table as printed, others with their own roles', () => {
  expect(shownVersion({}, '2.13')).toBe('2.13');
  expect(shownVersion({ version: 'tenant' }, '2.13')).toBeNull();
  expect(shownVersion({}, '3.0')).toBeNull();
  expect(shownVersion({ version: '2.13' }, '3.0')).toBe('2.13');
});

import { expect, test } from 'vitest';
import {
  pendingMarkOf,
  pendingMarkOfRecord,
  pendingWords,
} from '../../../../src-renderer/ui/pending/pending-words.ts';
import { pendingMarks } from '../../../../src-shared/changes/overlay.ts';

test('every mark has a sign and a word of its own', () => {
  expect(new Set(pendingMarks.map((mark) => pendingWords(mark).sign)).size).toBe(pendingMarks.length);
  expect(new Set(pendingMarks.map((mark) => pendingWords(mark).label)).size).toBe(pendingMarks.length);
});

test.each([
  ['new', 'new'],
  ['', null],
  [null, null],
  [undefined, null],
  ['of-a-newer-version', null],
])('a cell with %j is the mark %j', (cell, mark) => {
  expect(pendingMarkOf(cell)).toBe(mark);
});

test.each([
  ['users', 'Change', 'removed', 'removed'],
  ['access-rules', 'Change', 'new', 'new'],
  ['users', 'Type', 'removed', null],
  ['roles', 'Change', 'removed', 'removed'],
  ['groups', 'Change', 'removed', null],
] as const)('a record of %s whose field %s is %j has the mark %j', (view, label, value, mark) => {
  expect(pendingMarkOfRecord({ view, fields: [{ label, kind: 'choice', value }] })).toBe(mark);
});

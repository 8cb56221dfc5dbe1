import { describe, expect, test } from 'vitest';
import {
  doneWords,
  effectSummary,
  lackingWords,
  problemOf,
  saveProblem,
} from '../../../../src-renderer/features/roles/editor/editor-validation.ts';
import { readEditorSearch, taskOf } from '../../../../src-renderer/features/roles/editor/editor-search.ts';
import type { Finding } from '../../../../src-shared/rules/finding.ts';

const finding = (severity: Finding['severity'], field: string, message: string): Finding => ({
  rule: 'V43',
  severity,
  field,
  message,
});
const ready = { preview: { findings: [] }, fresh: true, acknowledged: [], dirty: true, isNew: false };

describe('why a role cannot be saved', () => {
  test.each([
    ['nothing moved', { dirty: false }, 'Nothing is changed yet.'],
    ['a new one as it opened is something', { dirty: false, isNew: true }, null],
    ['not checked yet', { preview: null }, 'Being checked …'],
    ['checked before the last key', { fresh: false }, 'Being checked …'],
    ['it can', {}, null],
  ])('%s', (_name, now, problem) => {
    expect(saveProblem({ ...ready, ...now })).toBe(problem);
  });

  test('a block stands above a warning, and a warning has to be accepted', () => {
    const warn = finding('warn', 'permissions', 'Creates without reading.');
    const block = finding('block', 'name', 'The role needs a name.');
    expect(saveProblem({ ...ready, preview: { findings: [warn, block] } })).toBe('The role needs a name.');
    expect(saveProblem({ ...ready, preview: { findings: [warn] } })).toBe('Accept the warnings first.');
    expect(saveProblem({ ...ready, preview: { findings: [warn] }, acknowledged: ['V43'] })).toBeNull();
    expect(problemOf([warn, block], 'name')).toBe('The role needs a name.');
    expect(problemOf([warn, block], 'permissions')).toBeNull();
  });
});

const each = (count: number) => ({ count, exact: true });

test.each([
  [0, 0, 0, 'Nobody holds it.'],
  [3, 0, 0, '3 holders: none gains or loses anything.'],
  [12, 3, 9, '9 of 12 holders lose, 3 gain.'],
  [1, 1, 1, '1 of 1 holder loses, 1 gains.'],
  [12, 3, 0, '3 of 12 holders gain.'],
])('%i holders, %i gaining, %i losing', (total, gaining, losing, words) => {
  expect(
    effectSummary({
      total,
      gaining,
      losing,
      people: { losing: each(losing), gaining: each(gaining) },
      rows: [],
    }),
  ).toBe(words);
});

test('where groups hold the role, people are counted beside the holders', () => {
  const holders = { total: 12, gaining: 1, losing: 2, rows: [] };
  const people = { losing: { count: 214, exact: true }, gaining: { count: 9120, exact: false } };
  expect(effectSummary({ ...holders, people })).toBe(
    '2 of 12 holders lose (214 people), 1 gains (at most 9,120 people).',
  );
});

test('an address says what the editor is for', () => {
  expect(taskOf(readEditorSearch({ id: '12', from: '7' }))).toEqual({ as: 'edit', id: 12 });
  expect(taskOf(readEditorSearch({ id: '12', clash: 'c1' }))).toEqual({ as: 'edit', id: 12, clash: 'c1' });
  expect(taskOf(readEditorSearch({ clash: 'c1', from: '7' }))).toEqual({ as: 'clone', id: 7 });
  expect(taskOf(readEditorSearch({ from: '7' }))).toEqual({ as: 'clone', id: 7 });
  expect(taskOf(readEditorSearch({ id: 'x' }))).toEqual({ as: 'new', id: null });
});

test.each([
  [1, true, 'One resource type of Viewer is given by no permission set: saving takes it away.'],
  [3, true, '3 resource types of Viewer are given by no permission set: saving takes them away.'],
  [1, false, 'One resource type of Viewer could not be taken over: no permission set gives just that.'],
])('%i resource types that no set gives, editing: %s', (count, editing, words) => {
  expect(lackingWords(count, 'Viewer', editing)).toBe(words);
});

test('what was done is told, and what was left to the tenant as that', () => {
  expect(doneWords('new', 'Desk', { changes: [{ state: 'done' }] })).toBe('Created: role Desk.');
  expect(doneWords('edit', 'Desk', { changes: [{ state: 'done' }] })).toBe('Changed: role Desk.');
  expect(doneWords('edit', 'Desk', { changes: [] })).toBe('Changed: role Desk.');
  expect(doneWords('edit', 'Desk', { changes: [{ state: 'cancelled' }] })).toBe(
    'Left as the tenant has it: role Desk.',
  );
});

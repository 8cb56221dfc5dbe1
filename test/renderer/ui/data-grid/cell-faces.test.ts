import { describe, expect, test } from 'vitest';
import type { Cell } from '../../../../src-shared/views/view-query.ts';
import {
  faceOfKind,
  roleFace,
  stateFace,
  tierOrStateFace,
  timeFace,
} from '../../../../src-renderer/ui/data-grid/cell-faces.ts';
import type { FaceOf } from '../../../../src-renderer/ui/data-grid/cell-face.ts';

const now = Date.parse('2026-11-23T12:00:00Z');

/** What a cell shows, its hint told. */
function seen(face: FaceOf, cell: Cell): object {
  const { hint, ...rest } = { hint: null, ...face(cell, { id: 'row', cells: {} }, now) };
  return { ...rest, hint: hint?.() ?? null };
}

const plain = (text: string): object => ({ kind: 'text', text, tone: 'plain', hint: null });
const nothing = { kind: 'text', text: '–', tone: 'nothing', hint: null };

describe('the usual faces', () => {
  test.each([
    ['text', 'Ada Clarke', plain('Ada Clarke')],
    ['text', null, nothing],
    ['email', 'ada@example.com', plain('ada@example.com')],
    ['email', '', nothing],
    ['id', '0f', plain('0f')],
    ['number', 1284, plain('1,284')],
    ['number', 0, plain('0')],
    ['number', null, nothing],
    ['choice', 'sso', plain('SSO')],
    ['choice', 'brand-new', plain('brand-new')],
    ['list', [], nothing],
    ['list', null, nothing],
  ] as const)('%s of %j', (kind, cell, expected) => {
    expect(seen(faceOfKind(kind), cell === null || !Array.isArray(cell) ? (cell as Cell) : [])).toEqual(
      expected,
    );
  });

  test('a list has its first two names, how many there are, and all of them as its hint', () => {
    expect(seen(faceOfKind('list'), ['a', 'b', 'c'])).toEqual({
      kind: 'list',
      first: { text: 'a' },
      second: { text: 'b' },
      count: 3,
      hint: 'a\nb\nc',
    });
  });
});

test('a moment is told as its age, both clocks as its hint; what a missing one means is the column’s', () => {
  expect(seen(timeFace('never'), '2026-11-20T12:00:00Z')).toEqual({
    kind: 'text',
    text: '3 d ago',
    tone: 'plain',
    hint: expect.stringMatching(/^20 Nov 2026, 12:00:00 UTC\n.* local time$/),
  });
  expect(seen(timeFace('never'), null)).toMatchObject({ text: 'Never', tone: 'never' });
  expect(seen(timeFace('unknown'), '')).toMatchObject({
    text: '–',
    hint: 'Unknown: the tenant does not say',
  });
});

test('roles have the mark of their tier, and its word in the hint', () => {
  const face = roleFace((name) => (name === 'Root' ? 'administrator' : null));
  expect(seen(face, ['Root', 'Other'])).toMatchObject({
    first: { text: 'Root', tier: 'administrator' },
    second: { text: 'Other', tier: null },
    hint: 'Root (Administrator)\nOther',
  });
  expect(seen(face, 'Root')).toMatchObject({ first: { text: 'Root', tier: 'administrator' }, count: 1 });
});

test('a state has its tone and its word', () => {
  const face = stateFace((value) => (value === 'enabled' ? 'ok' : 'warn'));
  expect(seen(face, 'enabled')).toMatchObject({ text: 'Enabled', tone: 'ok' });
  expect(seen(face, 'NotReady')).toMatchObject({ text: 'Not ready', tone: 'warn' });
  expect(seen(face, null)).toEqual(nothing);
});

test('what a rule comes to has the mark of its tier, or a state', () => {
  const face = tierOrStateFace(() => 'pending');
  expect(seen(face, 'worker')).toMatchObject({ first: { text: 'Worker', tier: 'worker' }, second: null });
  expect(seen(face, 'dormant')).toMatchObject({ text: 'Dormant: role switched off', tone: 'pending' });
  expect(seen(face, null)).toEqual(nothing);
});

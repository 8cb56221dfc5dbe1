import { expect, test } from 'vitest';
import { readPlanKey } from '../../../../src-renderer/features/changes/plan-keys.ts';
import type { PlanAct, PlanKey } from '../../../../src-renderer/features/changes/plan-keys.ts';
import { planRows } from '../../../../src-renderer/features/changes/plan-rows.ts';
import { creation, grant, planned, removal } from './planned.ts';

const group = { groupId: 'g', groupTitle: 'New user' };
const changes = [
  planned('a', creation('ana@example.com'), group),
  planned('b', grant('ana@example.com'), group),
  planned('c', removal('bob@example.com')),
];
// group g · a · b · c
const rows = planRows(changes, new Set());
const key = (name: string, more: Partial<PlanKey> = {}): PlanKey => ({
  key: name,
  mod: false,
  alt: false,
  shift: false,
  ...more,
});

test.each<[PlanKey, number, PlanAct | null]>([
  [key('ArrowDown'), 0, { act: 'go', to: 1, extend: false }],
  [key('ArrowDown'), 3, { act: 'go', to: 3, extend: false }],
  [key('ArrowUp', { shift: true }), 2, { act: 'go', to: 1, extend: true }],
  [key('PageDown'), 0, { act: 'go', to: 3, extend: false }],
  [key('End'), 0, { act: 'go', to: 3, extend: false }],
  [key('Home'), 2, { act: 'go', to: 0, extend: false }],
  [key('ArrowUp', { alt: true }), 3, { act: 'move', by: -1 }],
  [key('ArrowDown', { alt: true }), 3, { act: 'move', by: 1 }],
  [key('ArrowLeft', { alt: true }), 3, null],
  [key('ArrowLeft'), 0, { act: 'fold', groupId: 'g', open: false }],
  [key('ArrowLeft'), 2, { act: 'go', to: 0, extend: false }],
  [key('ArrowLeft'), 3, null],
  [key('ArrowRight'), 0, null],
  [key(' '), 1, { act: 'toggle' }],
  [key('Enter'), 1, { act: 'open' }],
  [key('Enter'), 0, { act: 'fold', groupId: 'g', open: false }],
  [key('Delete'), 1, { act: 'discard' }],
  [key('z', { mod: true }), 1, { act: 'undo' }],
  [key('z'), 1, null],
  [key('Z', { mod: true, shift: true }), 1, null],
  [key('a', { mod: true }), 1, { act: 'select-all' }],
  [key('a'), 1, null],
])('%j on line %i', (pressed, at, act) => {
  expect(readPlanKey(pressed, rows, at, 10)).toEqual(act);
});

test('right opens a folded group', () => {
  const folded = planRows(changes, new Set(['g']));
  expect(readPlanKey(key('ArrowRight'), folded, 0, 10)).toEqual({ act: 'fold', groupId: 'g', open: true });
});

test('in an empty list no key means anything', () => {
  expect(readPlanKey(key('ArrowDown'), [], 0, 10)).toBeNull();
});

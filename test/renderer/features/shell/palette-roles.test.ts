import { expect, test } from 'vitest';
import { roleItems } from '../../../../src-renderer/features/shell/palette-roles.ts';

const roles = [
  { id: 1, name: 'Viewer', custom: false },
  { id: 7, name: 'Access auditor', custom: true },
  { id: 8, name: 'Department viewer', custom: false },
];
const labels = (typed: string): string[] => roleItems(roles, typed).map(({ label }) => label);

test('nothing before two letters', () => {
  expect(labels('v')).toEqual([]);
});

test('half a name opens every role that has it before anything else is offered', () => {
  expect(labels('viewer')).toEqual([
    'Open role Viewer',
    'Open role Department viewer',
    'Compare Viewer with …',
    'Compare Department viewer with …',
  ]);
});

test('only a custom role is edited; an act can be typed instead of a name', () => {
  expect(labels('edit')).toEqual(['Edit role Access auditor']);
  expect(labels('compare').slice(0, 1)).toEqual(['Compare Viewer with …']);
});

test('each leads to where it says', () => {
  const runs = Object.fromEntries(roleItems(roles, 'auditor').map(({ label, run }) => [label, run]));
  expect(runs).toEqual({
    'Open role Access auditor': { go: '/roles', search: { q: 'Access auditor', open: '7' } },
    'Edit role Access auditor': { go: '/roles/edit', search: { id: '7' } },
    'Compare Access auditor with …': { go: '/roles/compare', search: { role: ['7'] } },
  });
});

test('a tenant with very many roles does not flood the list', () => {
  const many = Array.from({ length: 400 }, (_, id) => ({ id, name: `Team ${id}`, custom: true }));
  const items = roleItems(many, 'team');
  expect(items).toHaveLength(9);
  expect(items.every(({ label }) => label.startsWith('Open role'))).toBe(true);
});

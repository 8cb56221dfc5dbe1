import { describe, expect, test } from 'vitest';
import type { Edit } from '../../../../src-shared/domain/change.ts';
import { traceInEvents, traceInRules } from '../../../../src-main/sync/push/trace-of.ts';
import { aRule } from '../../../builders/facts.ts';
import { edits } from '../../../builders/push-bench.ts';

const us = { actor: 'admin@example.com', wishedAt: '2026-03-01T12:00:00Z' };
const roleToMake = edits.createRole('Desk') as Extract<Edit, { kind: 'role.create' }>;
const ruleToMake = edits.createRule();
const known = (id: string): boolean => id === 'earlier';

const event = (action: string, more: Record<string, string> = {}) => ({
  at: '2026-03-01T12:00:05Z',
  action,
  entityType: 'Role',
  entityId: '70',
  entityName: 'Desk',
  actor: 'Admin@example.com',
  ...more,
});
const made = (more: Record<string, string> = {}) => event('create', more);
const deleted = (more: Record<string, string> = {}) =>
  event('delete', { actor: 'eve@example.com', at: '2026-03-01T12:01:00Z', ...more });

describe('what events tell of a role whose reply was lost', () => {
  test.each([
    ['nothing', [], 'none'],
    ['it was made', [made()], 'not-shown-yet'],
    ['it was made and is gone', [made(), deleted()], 'made-and-gone'],
    ['the name in other letters', [made({ entityName: 'DESK' }), deleted()], 'made-and-gone'],
    ['another name', [made({ entityName: 'Desk 2' }), deleted()], 'none'],
    ['a user of that name', [made({ entityType: 'User' }), deleted({ entityType: 'User' })], 'none'],
    ['somebody else made it', [made({ actor: 'eve@example.com' }), deleted()], 'none'],
    ['nobody knows who made it', [made({ actor: '' }), deleted()], 'none'],
    ['long before the wish', [made({ at: '2026-03-01T11:00:00Z' }), deleted()], 'none'],
    [
      'it is of another change of ours',
      [made({ entityId: 'earlier' }), deleted({ entityId: 'earlier' })],
      'none',
    ],
    ['something else was deleted', [made(), deleted({ entityId: '71' })], 'not-shown-yet'],
    ['two, one of which is left', [made(), made({ entityId: '71' }), deleted()], 'not-shown-yet'],
    ['without ids, by the name', [made({ entityId: '' }), deleted({ entityId: '' })], 'made-and-gone'],
    [
      'without ids, deleted before',
      [deleted({ entityId: '', at: '2026-03-01T12:00:01Z' }), made({ entityId: '' })],
      'not-shown-yet',
    ],
  ] as const)('%s', (_case, events, trace) => {
    expect(traceInEvents(events, roleToMake, us, known)).toBe(trace);
  });
});

describe('what the list with deleted rules tells of a rule whose reply was lost', () => {
  const edit = ruleToMake;
  const rule = (more: object) =>
    aRule(9, edit.subject.id.toUpperCase(), { id: edit.roleId, name: 'Viewer' }, edit.scope, {
      createdBy: us.actor,
      createdAt: '2026-03-01T12:00:05Z',
      deletedAt: '2026-03-01T12:01:00Z',
      ...more,
    });
  test.each([
    ['it was made and is gone', {}, 'made-and-gone'],
    ['it is there', { deletedAt: null }, 'none'],
    ['another role', { roleId: edit.roleId + 1 }, 'none'],
    ['another place', { scopeId: 'elsewhere' }, 'none'],
    ['somebody else’s', { createdBy: 'eve@example.com' }, 'none'],
    ['long before the wish', { createdAt: '2026-03-01T11:00:00Z' }, 'none'],
  ])('%s', (_case, more, trace) => {
    expect(traceInRules([rule(more)], edit, us, known)).toBe(trace);
  });
});

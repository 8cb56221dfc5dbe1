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

const nothing = { tells: 'nothing' } as const;
const madeAndGone = { tells: 'made-and-gone' } as const;
const made70 = { tells: 'made', id: '70' } as const;

describe('what events tell of a role whose reply was lost', () => {
  test.each([
    ['nothing', [], nothing],
    ['it was made', [made()], made70],
    ['it was made and is gone', [made(), deleted()], madeAndGone],
    ['the name in other letters', [made({ entityName: 'DESK' }), deleted()], madeAndGone],
    ['another name', [made({ entityName: 'Desk 2' }), deleted()], nothing],
    ['a user of that name', [made({ entityType: 'User' }), deleted({ entityType: 'User' })], nothing],
    ['somebody else made it', [made({ actor: 'eve@example.com' }), deleted()], nothing],
    ['nobody knows who made it', [made({ actor: '' }), deleted()], nothing],
    ['long before the wish', [made({ at: '2026-03-01T11:00:00Z' }), deleted()], nothing],
    [
      'it is of another change of ours',
      [made({ entityId: 'earlier' }), deleted({ entityId: 'earlier' })],
      nothing,
    ],
    ['something else was deleted', [made(), deleted({ entityId: '71' })], made70],
    ['two, one of which is left', [made(), made({ entityId: '71' }), deleted()], { tells: 'made', id: '71' }],
    ['without ids, by the name', [made({ entityId: '' }), deleted({ entityId: '' })], madeAndGone],
    [
      'without ids, deleted before',
      [deleted({ entityId: '', at: '2026-03-01T12:00:01Z' }), made({ entityId: '' })],
      { tells: 'made', id: '' },
    ],
  ] as const)('%s', (_case, events, trace) => {
    expect(traceInEvents(events, roleToMake, us, known)).toEqual(trace);
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
    ['it was made and is gone', {}, madeAndGone],
    ['it is there', { deletedAt: null }, nothing],
    ['another role', { roleId: edit.roleId + 1 }, nothing],
    ['another place', { scopeId: 'elsewhere' }, nothing],
    ['somebody else’s', { createdBy: 'eve@example.com' }, nothing],
    ['long before the wish', { createdAt: '2026-03-01T11:00:00Z' }, nothing],
  ])('%s', (_case, more, trace) => {
    expect(traceInRules([rule(more)], edit, us, known)).toEqual(trace);
  });
});

import type { NewChange } from '../../src-main/db/outbox.ts';
import type { Change, Edit } from '../../src-shared/domain/change.ts';

/** A change ready to be stored, by its number; what a test does not care about is filled in. */
export function aChange(n: number, given: Partial<NewChange> = {}): NewChange {
  const id = `change-${n}`;
  const edit: Edit = {
    kind: 'user.create',
    email: `user-${n}@example.com`,
    firstName: null,
    lastName: null,
    notify: false,
  };
  return {
    id,
    groupId: `group-${id}`,
    groupTitle: `Create user-${n}@example.com`,
    binding: 'tenant-a/admin@example.com',
    edit,
    base: null,
    dependsOn: [],
    held: false,
    acknowledged: [],
    ...given,
  };
}

/** What nothing has happened to yet. */
export const untouched = {
  state: 'pending',
  attempts: 0,
  nextAt: null,
  error: null,
  conflict: null,
  result: null,
  waived: false,
} as const satisfies Partial<Change>;

/** The same as the outbox holds it, waiting and untouched; `n` is its place as well. */
export function aPendingChange(n: number, more: Partial<Change> = {}): Change {
  const createdAt = '2026-01-01T00:00:00.000Z';
  return {
    ...aChange(n),
    seq: n,
    ...untouched,
    createdAt,
    updatedAt: createdAt,
    ...more,
  };
}

/** Gives Viewer on a project to a user. */
export function aRuleEdit(localId: number, userId: string): Edit {
  return {
    kind: 'rule.create',
    localId,
    subject: { type: 'user', id: userId },
    roleId: 7,
    roleName: 'Viewer',
    scope: { type: 'project', id: 'cats' },
    scopeName: 'cats',
  };
}

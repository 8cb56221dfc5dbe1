import type { NewChange } from '../../src-main/db/outbox.ts';
import type { Edit } from '../../src-shared/domain/change.ts';

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

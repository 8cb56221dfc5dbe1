import type { Change, Edit } from '../../../../src-shared/domain/change.ts';
import type { PlannedChange } from '../../../../src-shared/ipc/changes-contract.ts';
import { untouched } from '../../../builders/changes.ts';

/** An edit that deletes a user. */
export const removal = (email: string): Edit => ({
  kind: 'user.delete',
  userId: `id of ${email}`,
  email,
  isLocal: true,
});

/** An edit that creates a user. */
export const creation = (email: string): Edit => ({
  kind: 'user.create',
  email,
  firstName: null,
  lastName: null,
  notify: false,
});

/** An edit that gives a user the role Viewer on a project. */
export const grant = (email: string, project = 'p1'): Edit => ({
  kind: 'rule.create',
  localId: -1,
  subject: { type: 'user', id: email },
  roleId: 1,
  roleName: 'Viewer',
  scope: { type: 'project', id: project },
  scopeName: project,
});

/** A change that waits. */
export function change(id: string, edit: Edit, fields: Partial<Change> = {}): Change {
  return {
    seq: 1,
    id,
    groupId: `group of ${id}`,
    groupTitle: `Group of ${id}`,
    binding: 'acme',
    edit,
    base: null,
    dependsOn: [],
    held: false,
    acknowledged: [],
    ...untouched,
    createdAt: '2026-11-23T12:00:00Z',
    updatedAt: '2026-11-23T12:00:00Z',
    ...fields,
  };
}

/** A change as the plan lists it. */
export function planned(
  id: string,
  edit: Edit,
  fields: Partial<Change> = {},
  more: Partial<PlannedChange> = {},
): PlannedChange {
  const removes = edit.kind.endsWith('.delete');
  const creates = edit.kind.endsWith('.create');
  return {
    change: change(id, edit, fields),
    sign: removes ? '-' : creates ? '+' : '~',
    title: `${edit.kind} ${'email' in edit ? edit.email : 'subject' in edit ? edit.subject.id : edit.name}`,
    fields: [],
    request: null,
    effect: [],
    dependents: [],
    waitsFor: null,
    stuck: false,
    choices: [],
    note: null,
    undo: null,
    ...more,
  };
}

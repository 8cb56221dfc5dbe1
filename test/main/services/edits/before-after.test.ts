import { expect, test } from 'vitest';
import { roleFields } from '../../../../src-shared/changes/base-fields.ts';
import type { Edit } from '../../../../src-shared/domain/change.ts';
import { beforeAfter } from '../../../../src-main/services/edits/before-after.ts';
import { aRole } from '../../../builders/facts.ts';

const subject = { type: 'user' as const, id: 'ann@example.com' };
const scope = { type: 'project' as const, id: 'p-1' };
const rule = { subject, roleId: 7, roleName: 'Viewer', scope, scopeName: 'cats' };

test('a rule that is made says whom it gives what, by name; one that goes says what there was', () => {
  const made: Edit = { kind: 'rule.create', localId: -1, ...rule };
  expect(beforeAfter(made, null)).toEqual({
    after: 'subject: user ann@example.com; role: Viewer; scope: project cats',
  });
  const gone: Edit = { kind: 'rule.delete', ruleId: 3, ...rule };
  const fields = { subject: 'user ann@example.com', role: 'Viewer', scope: 'project cats' };
  expect(beforeAfter(gone, { fields, asOf: null })).toEqual({
    before: 'subject: user ann@example.com; role: Viewer; scope: project cats',
  });
});

test('a role that is edited says what differs alone, and one that is switched only that', () => {
  const role = {
    ...aRole(9, 'Helpers'),
    permissionSets: [{ id: 's1', name: 'Look' }],
    permissions: [{ resourceType: 'users', displayName: 'Users', group: 'iam', actions: ['read' as const] }],
  };
  const base = { fields: roleFields(role), asOf: null };
  const edit: Edit = {
    kind: 'role.update',
    roleId: 9,
    name: 'Helpers',
    description: role.description,
    permissionSets: [{ id: 's2', name: 'Mend' }],
    permissions: [{ resourceType: 'users', actions: ['read', 'update'] }],
  };
  expect(beforeAfter(edit, base)).toEqual({
    before: 'permission set Look; users: read',
    after: 'permission set Mend; users: read, update',
  });
  expect(beforeAfter({ kind: 'role.set-enabled', roleId: 9, name: 'Helpers', enabled: false }, base)).toEqual(
    {
      before: 'enabled: true',
      after: 'enabled: false',
    },
  );
});

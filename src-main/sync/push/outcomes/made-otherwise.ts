import { mergeRole } from '../../../../src-shared/changes/merge-role.ts';
import type { Edit } from '../../../../src-shared/domain/change.ts';
import type { Role } from '../../../../src-shared/domain/role.ts';
import { conflictEnding, conflictField, type Ending } from '../outcome.ts';
import { found } from './found.ts';

/**
 * The history tells that a role was made in our name and under the wanted one, and no list has it under that name. As wanted but
 * for its name it is ours, and making it is done. Otherwise it may be another one, or somebody changed it: only the admin knows.
 */
export function madeRole(
  edit: Extract<Edit, { kind: 'role.create' }>,
  { role, raw }: { readonly role: Role; readonly raw: unknown },
): Ending {
  const renamed = role.name !== edit.name;
  if (mergeRole(null, { ...edit, name: role.name }, role).same)
    return found({
      serverId: String(role.id),
      facts: { roles: [raw] },
      ...(renamed && { note: `The reply was lost; it was made, and somebody called it ${role.name} since` }),
    });
  return conflictEnding(
    'changed-since',
    {
      kind: 'changed-since',
      message: `The reply was lost. A role “${edit.name}” was made in your name; ${renamed ? `it is called “${role.name}” by now, and` : 'it'} does not give what this one is to give.`,
      fields: [
        conflictField('name', edit.name, role.name, renamed),
        conflictField(
          'description',
          edit.description,
          role.description,
          edit.description !== role.description,
        ),
        conflictField('createdBy', null, role.createdBy, false),
      ],
      choices: ['use-existing', 'try-again', 'take-theirs'],
      existingId: String(role.id),
    },
    { learned: { roles: [raw] } },
  );
}

import type { Edit } from '../../../../src-shared/domain/change.ts';
import { conflictEnding, type Ending } from '../outcome.ts';

/** The tenant gives no role that is switched off. `raw` is the role as it has it now. */
export function roleOff(edit: Extract<Edit, { kind: 'rule.create' }>, raw: unknown): Ending {
  return conflictEnding(
    'role-off',
    {
      kind: 'role-off',
      message: `The role ${edit.roleName} is switched off.`,
      fields: [],
      choices: ['another-role', 'try-again', 'take-theirs'],
      existingId: null,
    },
    { learned: { roles: [raw] } },
  );
}

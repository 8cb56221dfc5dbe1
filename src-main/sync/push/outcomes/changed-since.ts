import type { Conflict } from '../../../../src-shared/domain/change.ts';
import type { MirrorChange } from '../../../db/mirror.ts';
import { conflictEnding, type Ending } from '../outcome.ts';

/** What the admin saw is not what is there now (I7). */
export function changedSince(
  message: string,
  fields: Conflict['fields'],
  learned: MirrorChange | null = null,
): Ending {
  return conflictEnding(
    'changed-since',
    { kind: 'changed-since', message, fields, choices: ['keep-mine', 'take-theirs'], existingId: null },
    { learned },
  );
}

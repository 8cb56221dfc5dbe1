import { objectOf, titleOf } from '../../../src-shared/changes/edit-words.ts';
import type { Change } from '../../../src-shared/domain/change.ts';
import type { NewChange, OutboxCommit } from '../../db/outbox.ts';
import { beforeAfter } from './before-after.ts';
import type { EditDraft } from './edit-draft.ts';
import type { EditRoom } from './edit-room.ts';

/** What the drafts of one group have in common. */
export type GroupFacts = Pick<NewChange, 'groupId' | 'groupTitle' | 'held' | 'acknowledged'>;

/** Drafts as they go into the outbox, bound to the tenant and account that is open (I10). */
export function newChanges(room: EditRoom, drafts: readonly EditDraft[], group: GroupFacts): NewChange[] {
  return drafts.map(({ id, edit, base, dependsOn, held }) => ({
    id,
    edit,
    base,
    dependsOn,
    ...group,
    held: group.held || held === true,
    binding: room.session.key,
  }));
}

/** Changes that are saved durably, each with a journal row; before the changes `behind`, which keep that order. */
export function savingCommit(
  room: EditRoom,
  add: readonly NewChange[],
  behind: readonly string[] = [],
): Omit<OutboxCommit, 'steps'> {
  const { actor } = room.session.describe();
  return {
    add,
    ...(behind.length === 0 ? {} : { reorder: [...add.map(({ id }) => id), ...behind] }),
    journal: add.map(({ id, edit, base, groupId, groupTitle }) => ({
      actor,
      verb: edit.kind,
      object: objectOf(edit),
      detail: {
        act: id,
        group: groupId,
        set: groupTitle,
        what: titleOf(edit),
        ...beforeAfter(edit, base),
        result: 'saved',
        ...(edit.kind === 'rule.create' && edit.reason !== undefined ? { reason: edit.reason } : {}),
      },
    })),
  };
}

/** Saves changes in one commit. Throws `storage`. */
export function saveChanges(room: EditRoom, add: readonly NewChange[]): readonly Change[] {
  return add.length === 0 ? [] : room.outbox.commit(savingCommit(room, add));
}

import { openStates } from '../../../src-shared/domain/change.ts';
import type { PlannedChange } from '../../../src-shared/ipc/changes-contract.ts';

/** What is noted at once: change sets, and the reason and ticket that all of them have already. */
export interface NoteTarget {
  readonly groupIds: readonly string[];
  readonly titles: readonly string[];
  readonly reason: string;
  readonly ticket: string;
}

/** The change sets of these changes, as far as something of them is open, in the order of the list. */
export function noteTarget(changes: readonly PlannedChange[], ids: readonly string[]): NoteTarget {
  const wanted = new Set(ids);
  const sets = new Map<string, PlannedChange>();
  for (const planned of changes) {
    const { id, groupId, state } = planned.change;
    if (wanted.has(id) && openStates.includes(state) && !sets.has(groupId)) sets.set(groupId, planned);
  }
  const firsts = [...sets.values()];
  const common = (member: 'reason' | 'ticket'): string => {
    const [text = '', ...others] = new Set(firsts.map(({ note }) => note?.[member] ?? ''));
    return others.length === 0 ? text : '';
  };
  return {
    groupIds: [...sets.keys()],
    titles: firsts.map(({ change }) => change.groupTitle),
    reason: common('reason'),
    ticket: common('ticket'),
  };
}

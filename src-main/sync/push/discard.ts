import type { Change } from '../../../src-shared/domain/change.ts';
import { descendantsOf } from './dependents.ts';
import { mayHappen } from './next-state.ts';
import type { OpenChanges } from './open-changes.ts';

/** On the wire, or applied without our knowing: that is no longer ours to take back. */
function mayBeDropped(change: Change): boolean {
  if (change.state === 'unknown' || change.conflict?.kind === 'password-not-received') return false;
  return mayHappen(change.state, 'taken-back');
}

/** Of these changes and all that waits for them, those that can still be taken back. Pure. */
export function droppable(ids: Iterable<string>, open: OpenChanges): Change[] {
  const going = new Map<string, Change>();
  for (const id of ids) {
    const change = open.get(id);
    if (change === undefined) continue;
    for (const one of [change, ...descendantsOf(id, open)]) if (mayBeDropped(one)) going.set(one.id, one);
  }
  return [...going.values()];
}

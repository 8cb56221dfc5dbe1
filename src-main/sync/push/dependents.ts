import type { Change } from '../../../src-shared/domain/change.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { ChangeStep } from '../../db/outbox.ts';
import { editWords } from './edit-words.ts';
import { nextState } from './next-state.ts';
import type { OpenChanges } from './open-changes.ts';

/** The reason of a change that waits for one that did not go through. */
export const NEEDS_OTHER = 'needs-other-change';

const failedStates: readonly Change['state'][] = ['conflict', 'blocked', 'rejected'];

/** All that need a change, directly or through others, nearest first; itself left out. */
export function descendantsOf(id: string, open: OpenChanges): Change[] {
  // Most are needed by nothing.
  if (open.dependents(id).length === 0) return [];
  const found = new Map<string, Change>();
  const waiting = [id];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    for (const child of open.dependents(next)) {
      if (found.has(child.id) || child.id === id) continue;
      found.set(child.id, child);
      waiting.push(child.id);
    }
  }
  return [...found.values()];
}

/** Steps for what needs a change that did not succeed: blocked, and nobody else is (reliability §3.2, rule 7). */
export function blockedWith(failed: Pick<Change, 'id' | 'edit'>, open: OpenChanges): ChangeStep[] {
  const error = new RolebookError({
    kind: 'unavailable',
    origin: 'main',
    reason: NEEDS_OTHER,
    message: `It waits for another change that did not go through: ${editWords(failed.edit)}.`,
    hint: 'Settle that one first; this one goes on by itself.',
  }).body;
  return descendantsOf(failed.id, open)
    .filter(({ state }) => state === 'pending')
    .map(({ id }) => ({
      id,
      from: ['pending'],
      patch: { state: nextState('pending', 'parent-failed'), error },
    }));
}

/**
 * Steps for what was blocked only because of a change that may go on now (it is done, or let go again): pending, as long as
 * nothing else that they need has failed.
 */
export function freedWith(id: string, open: OpenChanges): ChangeStep[] {
  const freed = new Set([id]);
  const steps: ChangeStep[] = [];
  for (const change of descendantsOf(id, open)) {
    const stillFailing = change.dependsOn.some((parent) => {
      const state = freed.has(parent) ? undefined : open.get(parent)?.state;
      return state !== undefined && failedStates.includes(state);
    });
    if (change.state !== 'blocked' || change.error?.reason !== NEEDS_OTHER || stillFailing) continue;
    freed.add(change.id);
    steps.push({
      id: change.id,
      from: ['blocked'],
      patch: { state: nextState('blocked', 'parent-recovered'), error: null },
    });
  }
  return steps;
}

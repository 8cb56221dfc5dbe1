import { titleOf } from '../../../src-shared/changes/edit-words.ts';
import type { Change } from '../../../src-shared/domain/change.ts';
import type { SessionState } from '../../../src-shared/domain/sync-state.ts';
import { remaining } from '../../sync/push/backoff.ts';

/** What decides why a change waits. */
export interface WaitFacts {
  readonly now: number;
  readonly link: SessionState['link'];
  readonly workOffline: boolean;
  readonly sendAutomatically: boolean;
  find(id: string): Change | null;
  /** An earlier change about the same, which does not go on by itself and so holds this one up; null where none does. */
  heldUpBy(id: string): Change | null;
}

const linkWords: Readonly<Partial<Record<SessionState['link'], string>>> = {
  connecting: 'Waits for the connection.',
  offline: 'Waits for the connection.',
  'needs-sign-in': 'Waits until you sign in again.',
  'not-a-tenant': 'Waits until the tenant answers at its address.',
};

/** Milliseconds in the unit that people think in. */
function durationWords(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}

function pendingReason(change: Change, facts: WaitFacts): string | null {
  if (change.held) return 'Staged: waits until you send it.';
  const parents = change.dependsOn
    .map((id) => facts.find(id))
    .filter((parent) => parent !== null && parent.state !== 'done');
  const [first] = parents;
  if (first !== undefined && first !== null) {
    const more = parents.length > 1 ? ` and ${parents.length - 1} more` : '';
    return `Waits for “${titleOf(first.edit)}”${more}.`;
  }
  const earlier = facts.heldUpBy(change.id);
  if (earlier !== null) {
    const why = earlier.state === 'pending' ? 'is staged' : 'needs your decision';
    return `Keeps its place behind “${titleOf(earlier.edit)}”, which ${why}.`;
  }
  if (facts.workOffline) return 'Waits while you work offline.';
  const link = linkWords[facts.link];
  if (link !== undefined) return link;
  // A clock that was set back since must not turn seconds into hours.
  const left = change.nextAt === null ? 0 : remaining(change.nextAt, change.updatedAt, facts.now);
  if (left > 0) {
    const why = change.error === null ? '' : ` ${change.error.message}`;
    return `Tried again in ${durationWords(left)}.${why}`;
  }
  if (!facts.sendAutomatically) return 'Waits until you send it: sending by itself is switched off.';
  return null;
}

/** Why a change does not go on, in words; null when nothing holds it. Pure. */
export function waitsFor(change: Change, facts: WaitFacts): string | null {
  switch (change.state) {
    case 'pending':
      return pendingReason(change, facts);
    case 'unknown':
      return 'Its reply was lost. The tenant is read to see what happened; it is not sent again by itself.';
    case 'conflict':
      return change.conflict?.message ?? 'Waits for your decision.';
    case 'blocked':
    case 'rejected':
      return change.error?.message ?? 'Waits for your decision.';
    default:
      return null;
  }
}

const goesOn: readonly Change['state'][] = ['pending', 'sending', 'unknown', 'done'];

/** Whether a change that waits would not go if it were sent now: something before it needs a decision of the user. Pure. */
export function isStuckBehind(change: Change, facts: Pick<WaitFacts, 'find' | 'heldUpBy'>): boolean {
  if (change.state !== 'pending') return false;
  const earlier = facts.heldUpBy(change.id);
  if (earlier !== null && earlier.state !== 'pending') return true;
  return change.dependsOn
    .map((id) => facts.find(id))
    .some((parent) => parent !== null && (!goesOn.includes(parent.state) || isStuckBehind(parent, facts)));
}

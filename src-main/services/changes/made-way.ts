import type { Change, Edit } from '../../../src-shared/domain/change.ts';
import type { ChangePatch } from '../../db/outbox.ts';
import type { Outbox } from '../../db/outbox.ts';
import { NEEDS_OTHER } from '../../sync/push/dependents.ts';
import type { EditDraft } from '../edits/edit-draft.ts';
import { nextGroupId } from './restored.ts';

type Ledger = Pick<Outbox, 'get' | 'group' | 'open' | 'endedAt'>;
type Way = NonNullable<NonNullable<Change['result']>['madeWay']>;

/** For what a change was taken back, where it was for something. */
export const madeWayOf = ({ state, result }: Change): Way | null =>
  state === 'cancelled' ? (result?.madeWay ?? null) : null;

/** What made way for the changes of a set when they were saved, with what waited for it, in the order it was made. */
export function formerOf(set: readonly Change[], { endedAt }: Pick<Ledger, 'endedAt'>): readonly Change[] {
  const ids = new Set(set.map(({ id }) => id));
  return [...new Set(set.map(({ createdAt }) => createdAt))]
    .flatMap(endedAt)
    .filter(
      (change) =>
        change.result?.how === 'replaced' && madeWayOf(change)?.for.some((id) => ids.has(id)) === true,
    );
}

/**
 * What there is now in the place of a change that made way: the first that is not taken back, or one of its own set (`own`),
 * which stands for it in whatever becomes of that. Null where nothing is left.
 */
export function insteadOf(
  change: Change,
  own: ReadonlySet<string>,
  { get }: Pick<Ledger, 'get'>,
): Change | null {
  for (const id of madeWayOf(change)?.for ?? []) {
    const next = get(id);
    if (next === null) continue;
    if (own.has(id) || next.state !== 'cancelled') return next;
    const further = insteadOf(next, own, { get });
    if (further !== null) return further;
  }
  return null;
}

/** A change of the set as which an earlier one came back, that is not taken back again; null where there is none. */
export function cameBack({ groupId }: Change, { group }: Pick<Ledger, 'group'>): Change | null {
  const next = group(nextGroupId(groupId));
  const [first] = next;
  if (first === undefined) return null;
  return next.find(({ state }) => state !== 'cancelled') ?? cameBack(first, { group });
}

/** What is wished, whatever number it has here and whoever says why. */
function wishOf(edit: Edit): string {
  return JSON.stringify({ ...edit, localId: 0, reason: '' });
}

/**
 * Which of those that made way come back once what took their place goes (`going`): not what is wished by another change by
 * now, nor what waits for something that was taken back, or for such a one.
 */
export function comingBack(
  former: readonly Change[],
  going: ReadonlySet<string>,
  { get, open }: Pick<Ledger, 'get' | 'open'>,
): readonly Change[] {
  const wished = new Set(open().flatMap(({ id, edit }) => (going.has(id) ? [] : [wishOf(edit)])));
  const back = new Map<string, Change>();
  for (const change of former) {
    const isThere = (id: string): boolean => {
      const parent = get(id);
      return back.has(id) || (parent !== null && parent.state !== 'cancelled');
    };
    if (!wished.has(wishOf(change.edit)) && change.dependsOn.every(isThere)) back.set(change.id, change);
  }
  return [...back.values()];
}

const failing: ReadonlySet<Change['state']> = new Set(['conflict', 'blocked', 'rejected']);

/**
 * How changes stand as they come back: each as it stood when it made way, with what the admin was told of it. One that was
 * held up by another goes on where that is out of the way by now. By the ids of the drafts.
 */
export function standingOf(
  back: readonly Change[],
  drafts: readonly EditDraft[],
  { get }: Pick<Ledger, 'get'>,
): ReadonlyMap<string, ChangePatch & Pick<Change, 'state'>> {
  const found = new Map<string, ChangePatch & Pick<Change, 'state'>>();
  for (const [n, { id, dependsOn }] of drafts.entries()) {
    const change = back[n];
    if (change === undefined) continue;
    const { error, conflict, attempts, nextAt, waived } = change;
    const was = madeWayOf(change)?.was ?? 'pending';
    const stateOf = (parent: string): Change['state'] =>
      found.get(parent)?.state ?? get(parent)?.state ?? 'pending';
    const goesOn =
      was === 'blocked' &&
      error?.reason === NEEDS_OTHER &&
      !dependsOn.some((parent) => failing.has(stateOf(parent)));
    found.set(
      id,
      goesOn ? { state: 'pending', waived } : { state: was, error, conflict, attempts, nextAt, waived },
    );
  }
  return found;
}

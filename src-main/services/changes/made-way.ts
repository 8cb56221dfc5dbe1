import type { Change, Edit } from '../../../src-shared/domain/change.ts';
import type { ChangePatch, Outbox } from '../../db/outbox.ts';
import { NEEDS_OTHER } from '../../sync/push/dependents.ts';
import { lostReplyOf } from '../../sync/push/lost-reply.ts';
import type { EditDraft } from '../edits/edit-draft.ts';
import { nextId, previousId } from './restored.ts';

type Ledger = Pick<Outbox, 'get' | 'open' | 'endedAt'>;
type Way = NonNullable<NonNullable<Change['result']>['madeWay']>;

/** For what a change was taken back, where it was for something. */
export const madeWayOf = ({ state, result }: Change): Way | null =>
  state === 'cancelled' ? (result?.madeWay ?? null) : null;

/** How a change stood when it was taken back. */
export function wasOf(change: Change): Change['state'] {
  const told = change.result?.was ?? madeWayOf(change)?.was;
  if (told !== undefined) return told;
  // An earlier edition kept it only for what made way; what may be at the tenant already is never sent as if it were new.
  if (change.conflict !== null) return 'conflict';
  return lostReplyOf(change) === null ? 'pending' : 'unknown';
}

/** Where a change made way for others, for what. */
export const replacedBy = (change: Change): Way | null =>
  change.result?.how === 'replaced' ? madeWayOf(change) : null;

/**
 * What there is now of a change: itself, as which it came back, or what took its place, however often that happened since. Only
 * what is not taken back.
 */
export function aliveOf(change: Change, { get }: Pick<Ledger, 'get'>): readonly Change[] {
  const line = new Map([[change.id, change]]);
  for (const one of line.values()) {
    if (one.state !== 'cancelled') continue;
    for (const id of [...(replacedBy(one)?.for ?? []), nextId(one.id)]) {
      const next = get(id);
      if (next !== null) line.set(id, next);
    }
  }
  return [...line.values()].filter(({ state }) => state !== 'cancelled');
}

/** Whether a change, or a set, came back as another one since. */
export const isBack = (id: string, { get }: Pick<Ledger, 'get'>): boolean => get(nextId(id)) !== null;

/** As which changes a change was saved: itself, and what it was before it made way and came back with all that it stands for. */
function selves(change: Change, { get }: Pick<Ledger, 'get'>): readonly Change[] {
  const found = [change];
  for (const self of found) {
    const before = get(previousId(self.id) ?? '');
    // In another set it came back by itself, and takes nobody's place.
    if (before?.groupId === self.groupId) found.push(before);
  }
  return found;
}

/**
 * What there is now of a change, or in the place of what it was before: that it came back, and was dropped then, does not undo
 * that it had made way.
 */
export function standingFor(change: Change, ledger: Pick<Ledger, 'get'>): readonly Change[] {
  return selves(change, ledger).flatMap((self) => aliveOf(self, ledger));
}

/** What made way when the changes of a set were saved, in the order it was made. */
export interface Formers {
  readonly changes: readonly Change[];
  /** Those of the set in whose place each was, by its id; none where its place stayed empty. */
  readonly placeOf: ReadonlyMap<string, readonly string[]>;
}

/** What made way for the changes of a set, with what waited for it and what went without anything in its place. */
export function formersOf(set: readonly Change[], ledger: Pick<Ledger, 'get' | 'endedAt'>): Formers {
  const owners = new Map<string, string>();
  const moments = new Set<string>();
  const groups = new Set<string>();
  for (const change of set)
    for (const self of selves(change, ledger)) {
      owners.set(self.id, change.id);
      moments.add(self.createdAt);
      groups.add(self.groupId);
    }
  const placeOf = new Map<string, readonly string[]>();
  const changes = [...moments].flatMap(ledger.endedAt).filter((change) => {
    const way = replacedBy(change);
    if (way === null) return false;
    const places = way.for.flatMap((id) => owners.get(id) ?? []);
    const isOfSet = way.for.length === 0 && way.set !== undefined && groups.has(way.set);
    if (places.length > 0 || isOfSet) placeOf.set(change.id, [...new Set(places)]);
    return places.length > 0 || isOfSet;
  });
  return { changes, placeOf };
}

/** What is wished, whatever number it has here and whoever says why. */
export function wishOf(edit: Edit): string {
  return JSON.stringify({ ...edit, localId: 0, reason: '' });
}

/**
 * Which of those that made way come back once what took their place goes (`going`): not what came back before, what has
 * something else in its place, however far on, or what is wished by another change by now; nor what waits for something that
 * was taken back, or for such a one.
 */
export function comingBack(
  formers: readonly Change[],
  going: ReadonlySet<string>,
  ledger: Pick<Ledger, 'get' | 'open'>,
): readonly Change[] {
  const wished = new Set(ledger.open().flatMap(({ id, edit }) => (going.has(id) ? [] : [wishOf(edit)])));
  const back = new Map<string, Change>();
  for (const change of formers) {
    const isThere = (id: string): boolean => {
      const parent = ledger.get(id);
      return back.has(id) || (parent !== null && parent.state !== 'cancelled');
    };
    if (isBack(change.id, ledger) || aliveOf(change, ledger).some(({ id }) => !going.has(id))) continue;
    if (!wished.has(wishOf(change.edit)) && change.dependsOn.every(isThere)) back.set(change.id, change);
  }
  return [...back.values()];
}

/**
 * What comes back for each that goes, by its id: what it had taken the place of; the first of them answers for what had nothing in
 * its place.
 */
export function backFor(
  going: readonly string[],
  back: readonly Change[],
  { placeOf }: Formers,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { id } of back) {
    const places = placeOf.get(id) ?? [];
    for (const place of places.length > 0 ? places : going.slice(0, 1))
      found.set(place, [...(found.get(place) ?? []), nextId(id)]);
  }
  return found;
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
    const was = wasOf(change);
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

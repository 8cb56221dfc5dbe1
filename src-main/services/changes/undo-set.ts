import type { Change } from '../../../src-shared/domain/change.ts';
import type { ChangeNotes } from '../../../src-shared/domain/change-note.ts';
import { type EditDeps, type EditRoom, planIds } from '../edits/edit-room.ts';
import { newChanges, savingCommit } from '../edits/save.ts';
import { submit } from '../edits/submit.ts';
import {
  aliveOf,
  backFor,
  comingBack,
  formersOf,
  isBack,
  replacedBy,
  standingFor,
  standingOf,
} from './made-way.ts';
import { sharedNote } from './note-changes.ts';
import { goesAgainFor } from './plan-bring-back.ts';
import { nextId, restoredDrafts } from './restored.ts';
import {
  broughtBack,
  cameBack,
  madeWay,
  needsTakenBack,
  unknownStep,
  whyNotTakenBack,
} from './undo-words.ts';

/** What undoing a step moved. */
export interface Undone {
  /** Ids of the changes that it was about. */
  readonly asked: readonly string[];
  /** As they stand now, with what went along; what came back for them is left out. */
  readonly moved: readonly Change[];
  /** What came back for what was taken back, as it stands now. */
  readonly back: readonly Change[];
}

/** Takes a set back of which nothing was sent; what had made way for it comes back in the same commit, as it stood. */
async function takeBack(deps: EditDeps, room: EditRoom, alive: readonly Change[]): Promise<Undone> {
  const { outbox, push, overlay } = room;
  const asked = alive.map(({ id }) => id);
  const formers = formersOf(alive, outbox);
  const back = comingBack(formers.changes, new Set(asked), outbox);
  const drafts = restoredDrafts(back, (id) => outbox.get(id) !== null, planIds(deps, room));
  const standing = standingOf(back, drafts, outbox);
  const add = back.flatMap(({ groupId, groupTitle, held, acknowledged }, n) =>
    newChanges(room, drafts.slice(n, n + 1), { groupId, groupTitle, held, acknowledged }),
  );
  const moved = push.discard(
    asked,
    {
      ...savingCommit(room, add),
      steps: [...standing].map(([id, patch]) => ({ id, from: ['pending'], patch })),
    },
    { how: 'undone', places: backFor(asked, back, formers) },
  );
  await overlay.refresh();
  const isBackNow = drafts.flatMap(({ id }) => outbox.get(id) ?? []);
  const goes = isBackNow.some(({ state, held }) => state === 'pending' && !held);
  if (goes && (await deps.sendAutomatically())) push.kick();
  return { asked, moved: moved.filter(({ id }) => !standing.has(id)), back: isBackNow };
}

/** What comes back when a set is brought back, and what goes again for it. */
interface Return {
  readonly coming: readonly Change[];
  /** What came back when the set was taken back, by the id of the one it came back for. */
  readonly goes: ReadonlyMap<string, readonly string[]>;
}

/** Throws where the set cannot come back, as a whole or but for what made way for something that is there. */
function planReturn(room: EditRoom, set: readonly Change[], title: string): Return {
  const { outbox } = room;
  const [{ groupId } = { groupId: '' }] = set;
  if (outbox.group(nextId(groupId)).length > 0) throw broughtBack(title);
  const last = set.filter(({ id }) => !isBack(id, outbox));
  const free = last.filter((change) => standingFor(change, outbox).length === 0);
  const isFree = new Set(free.map(({ id }) => id));
  // Of two of which one took the other's place in the same set, that one comes.
  const coming = free.filter((change) => !replacedBy(change)?.for.some((id) => isFree.has(id)));
  const [instead] = last.flatMap((change) => standingFor(change, outbox));
  if (coming.length === 0) throw instead === undefined ? broughtBack(title) : madeWay(title, instead);
  const goes = new Map(coming.map((change) => [change.id, goesAgainFor(change, change.groupTitle, outbox)]));
  const going = new Set([...goes.values()].flat());
  const formers = formersOf(coming, outbox);
  for (const former of formers.changes) {
    if (formers.placeOf.get(former.id)?.length === 0) continue;
    const there = aliveOf(former, outbox).find(({ id }) => !going.has(id));
    if (there !== undefined) throw cameBack(title, former, there);
  }
  const ids = new Set(coming.map(({ id }) => id));
  for (const id of new Set(coming.flatMap(({ dependsOn }) => dependsOn))) {
    const parent = ids.has(id) ? null : outbox.get(id);
    if (parent?.state === 'cancelled') throw needsTakenBack(title, parent);
  }
  return { coming, goes };
}

/** Brings back a set that was taken back as a whole, once; not what made way for something that is still there. */
async function bringBack(
  deps: EditDeps,
  notes: ChangeNotes,
  room: EditRoom,
  set: readonly Change[],
  title: string,
): Promise<Undone> {
  const { outbox } = room;
  const [{ groupId } = { groupId: '' }] = set;
  const next = nextId(groupId);
  const { coming, goes } = planReturn(room, set, title);
  const drafts = restoredDrafts(coming, (id) => outbox.get(id) !== null, planIds(deps, room)).map(
    (draft, n) => ({ ...draft, instead: goes.get(coming[n]?.id ?? '') ?? [] }),
  );
  const { changes } = await submit(deps, room, {
    title,
    drafts,
    journal: sharedNote(room, notes, coming, { groupId: next, title, drafts }),
    standing: standingOf(coming, drafts, outbox),
    drops: [...goes.values()].flat(),
    acknowledged: [...new Set(coming.flatMap(({ acknowledged }) => acknowledged))],
    // Bringing back is a local step; what was not staged leaves like everything that waits.
    send: undefined,
    bulk: false,
    groupId: next,
    stillHolds: () => void planReturn(room, set, title),
  });
  return { asked: changes.map(({ id }) => id), moved: changes, back: [] };
}

/**
 * Undoes a step: takes back a set that nothing was sent of, and what had made way for it comes back as it stood, unless it was
 * settled otherwise; or brings back one that was taken back as a whole, once. Throws `not-found`/`change-unknown`, and
 * `conflict` with the reason in words.
 */
export async function undoSet(
  deps: EditDeps,
  notes: ChangeNotes,
  room: EditRoom,
  groupId: string,
): Promise<Undone> {
  const set = room.outbox.group(groupId);
  const [first] = set;
  if (first === undefined) throw unknownStep();
  const alive = set.filter(({ state }) => state !== 'cancelled');
  const whyNot = whyNotTakenBack(alive);
  if (whyNot !== null) throw whyNot;
  return alive.length > 0
    ? await takeBack(deps, room, alive)
    : await bringBack(deps, notes, room, set, first.groupTitle);
}

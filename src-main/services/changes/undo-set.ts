import { titleOf } from '../../../src-shared/changes/edit-words.ts';
import type { Change, ChangeState } from '../../../src-shared/domain/change.ts';
import type { ChangeNotes } from '../../../src-shared/domain/change-note.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { type EditDeps, type EditRoom, planIds } from '../edits/edit-room.ts';
import { newChanges, savingCommit } from '../edits/save.ts';
import { submit } from '../edits/submit.ts';
import { cameBack, comingBack, formerOf, insteadOf, madeWayOf, standingOf } from './made-way.ts';
import { sharedNote } from './note-changes.ts';
import { nextGroupId, restoredDrafts } from './restored.ts';

/** What undoing a step moved. */
export interface Undone {
  /** Ids of the changes that it was about. */
  readonly asked: readonly string[];
  /** As they stand now, with what went along; what came back for them is left out. */
  readonly moved: readonly Change[];
}

/** States of a change of which nothing can have reached the tenant. */
const unsent: readonly ChangeState[] = ['pending', 'blocked'];

function refusal(reason: string, message: string, hint: string | null = null): RolebookError {
  return new RolebookError({ kind: 'conflict', origin: 'main', reason, message, hint });
}

const alreadySent = (title: string): RolebookError =>
  refusal(
    'change-already-sent',
    `“${title}” was sent already, at least in part, so it cannot be undone here.`,
    'Do the opposite instead.',
  );

const needsTakenBack = (title: string, parentTitle: string): RolebookError =>
  refusal(
    'needs-taken-back',
    `“${title}” needs “${parentTitle}”, which was taken back, so it cannot be brought back by itself.`,
    'Make it again once what it needs is there.',
  );

const broughtBack = (title: string): RolebookError =>
  refusal('brought-back-already', `“${title}” was brought back already.`);

function madeWay(title: string, { groupTitle, state }: Change): RolebookError {
  return unsent.includes(state)
    ? refusal(
        'made-way',
        `“${title}” made way for “${groupTitle}”, which waits to be sent, so it cannot be brought back beside it.`,
        'Take that back first: what made way for it comes back then.',
      )
    : refusal(
        'made-way',
        `“${title}” made way for “${groupTitle}”, which was sent already, so it cannot be brought back beside it.`,
        'Do the opposite instead.',
      );
}

function former(title: string, there: Change): RolebookError {
  return refusal(
    'came-back',
    `“${title}” had taken the place of “${there.groupTitle}”, which was brought back since, so it cannot come back beside it.`,
    'Change what is there now.',
  );
}

/** Takes a set back of which nothing was sent; what had made way for it comes back in the same commit, as it stood. */
async function takeBack(deps: EditDeps, room: EditRoom, alive: readonly Change[]): Promise<Undone> {
  const { outbox, push, overlay } = room;
  const asked = alive.map(({ id }) => id);
  const back = comingBack(formerOf(alive, outbox), new Set(asked), outbox);
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
    { how: 'undone' },
  );
  await overlay.refresh();
  const goes = [...standing].some(([id, { state }]) => state === 'pending' && outbox.get(id)?.held === false);
  if (goes && (await deps.sendAutomatically())) push.kick();
  return { asked, moved: moved.filter(({ id }) => !standing.has(id)) };
}

/** What goes again when a set comes back whose taking back brought those. Throws where one of them went on otherwise. */
function goesAgain(room: EditRoom, set: readonly Change[]): string[] {
  const own = new Set(set.map(({ id }) => id));
  const goes = new Set<string>();
  for (const change of set) {
    if (change.result?.how !== 'undone') continue;
    for (const id of madeWayOf(change)?.for ?? []) {
      const former = room.outbox.get(id);
      if (former === null) continue;
      const next = former.state === 'cancelled' ? insteadOf(former, own, room.outbox) : former;
      if (next === null) continue;
      if (next !== former || next.state === 'done') throw madeWay(change.groupTitle, next);
      goes.add(id);
    }
  }
  return [...goes];
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
  const next = nextGroupId(groupId);
  if (outbox.group(next).length > 0) throw broughtBack(title);
  const drops = goesAgain(room, set);
  const own = new Set(set.map(({ id }) => id));
  let instead: Change | null = null;
  const coming = set.filter((change) => {
    const there = change.result?.how === 'replaced' ? insteadOf(change, own, outbox) : null;
    if (there !== null && !own.has(there.id)) instead ??= there;
    return there === null;
  });
  if (coming.length === 0 && instead !== null) throw madeWay(title, instead);
  for (const change of formerOf(coming, outbox)) {
    const there = cameBack(change, outbox);
    if (there !== null) throw former(title, there);
  }
  const ids = new Set(coming.map(({ id }) => id));
  for (const id of new Set(coming.flatMap(({ dependsOn }) => dependsOn))) {
    const parent = ids.has(id) ? null : outbox.get(id);
    if (parent?.state === 'cancelled') throw needsTakenBack(title, titleOf(parent.edit));
  }
  const drafts = restoredDrafts(coming, (id) => outbox.get(id) !== null, planIds(deps, room));
  const { changes } = await submit(deps, room, {
    title,
    drafts,
    journal: sharedNote(room, notes, coming, { groupId: next, title, drafts }),
    drops,
    acknowledged: [...new Set(coming.flatMap(({ acknowledged }) => acknowledged))],
    // Bringing back is a local step; what was not staged leaves like everything that waits.
    send: undefined,
    bulk: false,
    groupId: next,
  });
  return { asked: changes.map(({ id }) => id), moved: changes };
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
  if (first === undefined) {
    throw new RolebookError({
      kind: 'not-found',
      origin: 'main',
      reason: 'change-unknown',
      message: 'There is no such step to undo.',
    });
  }
  const alive = set.filter(({ state }) => state !== 'cancelled');
  if (alive.some(({ state }) => !unsent.includes(state))) throw alreadySent(first.groupTitle);
  return alive.length > 0
    ? await takeBack(deps, room, alive)
    : await bringBack(deps, notes, room, set, first.groupTitle);
}

import type { EditDeps, EditRoom } from '../edits/edit-room.ts';
import { planIds } from '../edits/edit-room.ts';
import { type EditDraft, placesOf } from '../edits/edit-draft.ts';
import { fitGrid } from '../edits/fit-grid.ts';
import { refuseMoved, refuseOrphans } from '../edits/moved-meanwhile.ts';
import { refuseOldData } from '../edits/old-data.ts';
import { newChanges, savingCommit } from '../edits/save.ts';
import { isDestructive } from '../edits/submit.ts';
import { standingOf } from './made-way.ts';
import { type BringBackPlan, bringBackLedger, planBringBack } from './plan-bring-back.ts';
import { restoredDrafts } from './restored.ts';
import type { Undone } from './undo-set.ts';
import { movedOn, unknownStep } from './undo-words.ts';

/** Throws where nothing of what was asked for can come, with the reason of the first. */
function planOf({ outbox }: EditRoom, ids: readonly string[]): BringBackPlan {
  const plan = planBringBack(ids, bringBackLedger(outbox));
  if (plan.coming.length > 0) return plan;
  throw plan.refused.get(ids.find((id) => plan.refused.has(id)) ?? '') ?? unknownStep();
}

const sameAs = (one: BringBackPlan, other: BringBackPlan): boolean =>
  [one, other]
    .map(({ coming, goes }) => JSON.stringify([coming.map(({ id }) => id), [...goes]]))
    .every((text, _n, [first]) => text === first);

/**
 * Brings changes back that were taken back, each in its own set and place and as it stood then, in one commit; what came back for
 * them goes again. What cannot come stays away, as {@link planBringBack} says. Throws `not-found`/`change-unknown`, and `conflict`
 * with the reason in words where nothing can.
 */
export async function bringBackChanges(
  deps: EditDeps,
  room: EditRoom,
  ids: readonly string[],
): Promise<Undone> {
  const { outbox, push, overlay } = room;
  const plan = planOf(room, ids);
  const { coming, goes, heirs } = plan;
  const drops = [...new Set([...goes.values()].flat())];
  const isThere = (id: string): boolean => outbox.get(id) !== null;
  const restored = restoredDrafts(coming, isThere, planIds(deps, room), heirs).map((draft, n): EditDraft => ({
    ...draft,
    instead: goes.get(coming[n]?.id ?? '') ?? [],
  }));
  const acknowledged = [...new Set(coming.flatMap((change) => change.acknowledged))];
  const drafts = await fitGrid(room, restored, { acknowledged, drops });
  if (drafts.some(isDestructive)) refuseOldData((await room.mirror.info()).asOf, deps.clock.now());
  if (!sameAs(plan, planOf(room, ids))) throw movedOn();
  const add = coming.flatMap(({ id, groupId, groupTitle, held, acknowledged: accepted }, n) =>
    newChanges(room, drafts.slice(n, n + 1), { groupId, groupTitle, held, acknowledged: accepted }).map(
      (change) => ({ ...change, placeOf: id }),
    ),
  );
  refuseMoved(room, drops);
  refuseOrphans(room, add);
  const standing = standingOf(coming, drafts, outbox);
  const moved = push.discard(
    drops,
    {
      ...savingCommit(room, add),
      steps: [...standing].map(([id, patch]) => ({ id, from: ['pending'], patch })),
    },
    { how: 'replaced', places: placesOf(drafts) },
  );
  await overlay.refresh();
  const back = drafts.flatMap(({ id }) => outbox.get(id) ?? []);
  if (back.some(({ state, held }) => state === 'pending' && !held) && (await deps.sendAutomatically()))
    push.kick();
  const made = new Set(back.map(({ id }) => id));
  return {
    asked: coming.map(({ id }) => id),
    moved: [...coming, ...moved.filter(({ id }) => !made.has(id))],
    back,
  };
}

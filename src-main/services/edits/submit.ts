import { signOf } from '../../../src-shared/changes/edit-words.ts';
import { type Change, secretKinds } from '../../../src-shared/domain/change.ts';
import { toErrorBody } from '../../../src-shared/errors/to-error-body.ts';
import type { SendWhen } from '../../../src-shared/ipc/users-contract.ts';
import type { JournalEntry } from '../../db/journal.ts';
import type { ChangePatch, ChangeStep, NewChange } from '../../db/outbox.ts';
import { type EditDraft, type EditPlan, placesOf } from './edit-draft.ts';
import type { EditDeps, EditRoom } from './edit-room.ts';
import { refuseMoved, refuseOrphans } from './moved-meanwhile.ts';
import { fitGrid } from './fit-grid.ts';
import { refuseOldData } from './old-data.ts';
import { newChanges, savingCommit } from './save.ts';
import { withWhatNeedsThem } from './with-what-needs-them.ts';

/** Bulk edits of more changes than this are staged unless told otherwise. */
const stagedAbove = 20;

/** What is saved together, checked already. */
export interface EditGroup extends EditPlan {
  /** In words, for the list of changes. */
  readonly title: string;
  readonly acknowledged: readonly string[];
  readonly send: SendWhen;
  /** Whether it is about several users, rules or accounts at once. */
  readonly bulk: boolean;
  /** Goes all the way but saves nothing. */
  readonly dryRun?: boolean;
  /** Names the group where that matters; else it gets an id of its own. */
  readonly groupId?: string;
  /** Why `drops` are taken back, as the journal calls it; else `discard`. */
  readonly because?: string;
  /** Kept in the journal in the same commit, beside the rows of what is saved. */
  readonly journal?: readonly JournalEntry[];
  /** How changes stand once they are saved, by the ids of their drafts; else they wait to be sent. */
  readonly standing?: ReadonlyMap<string, ChangePatch & Pick<Change, 'state'>>;
  /** Asked right before the commit: throws where the plan does not hold any more. */
  readonly stillHolds?: () => void;
}

/** What a group came to. */
export interface Submitted {
  readonly groupId: string;
  /** The changes as they stand now, in the order of the plan. */
  readonly changes: readonly Change[];
  /** What was taken back for it. */
  readonly dropped: readonly Change[];
  /** Requests that sending took; 0 when nothing was sent. */
  readonly requests: number;
}

/** Each once, as the commit left it. */
const asTheyEnded = (moved: readonly Change[]): readonly Change[] => [
  ...new Map(moved.map((change) => [change.id, change])).values(),
];

/** Takes changes back and saves others instead, in one commit: a crash or a full disk leaves both as they were. */
function replace(
  room: EditRoom,
  { drafts, drops, ahead = [], because, journal = [], standing = new Map(), stillHolds }: EditGroup,
  instead: readonly NewChange[],
): { readonly saved: readonly Change[]; readonly dropped: readonly Change[] } {
  const wanted = [...new Set(drops)];
  refuseMoved(room, wanted);
  refuseOrphans(room, instead);
  stillHolds?.();
  const behind = ahead.length === 0 ? [] : withWhatNeedsThem(room.outbox.open(), ahead, wanted);
  const planned = savingCommit(room, instead, behind);
  const saving = {
    ...planned,
    steps: [...standing].map(([id, patch]): ChangeStep => ({ id, from: ['pending'], patch })),
    journal: [...(planned.journal ?? []), ...journal],
  };
  if (wanted.length === 0)
    return { saved: instead.length === 0 ? [] : asTheyEnded(room.outbox.commit(saving)), dropped: [] };
  const made = new Set(instead.map(({ id }) => id));
  const places = placesOf(drafts);
  const moved = asTheyEnded(room.push.discard(wanted, saving, { why: because, how: 'replaced', places }));
  return {
    saved: moved.filter(({ id }) => made.has(id)),
    dropped: moved.filter(({ id }) => !made.has(id)),
  };
}

/** Whether an edit takes something away that cannot simply be given back. */
export const isDestructive = ({ edit }: Pick<EditDraft, 'edit'>): boolean =>
  signOf(edit) === '-' ||
  edit.kind === 'service-account.rotate' ||
  ((edit.kind === 'service-account.set-enabled' || edit.kind === 'role.set-enabled') && !edit.enabled);

/** The changes named and those they wait for, as far as they are open and may go by themselves. */
function withParents(room: EditRoom, changes: readonly Change[]): string[] {
  const wanted = new Set(changes.map((change) => change.id));
  for (const id of wanted)
    for (const parent of room.outbox.get(id)?.dependsOn ?? []) {
      const change = room.outbox.get(parent);
      if (change !== null && !change.held && change.state !== 'done') wanted.add(parent);
    }
  return [...wanted];
}

/** Whether one of these issues a secret that those who made `changes` do not wait for: it would be lost (I18). */
function issuesMore(room: EditRoom, ids: readonly string[], changes: readonly Change[]): boolean {
  const asked = new Set(changes.map((change) => change.id));
  return ids.some((id) => {
    const change = asked.has(id) ? null : room.outbox.get(id);
    return change !== null && secretKinds.has(change.edit.kind);
  });
}

/**
 * Sends what was just saved where the tenant is within reach, and answers how many requests that took. What keeps it at home
 * is no failure of the act.
 */
export async function sendNow(deps: EditDeps, room: EditRoom, changes: readonly Change[]): Promise<number> {
  const { link } = room.session.link();
  if (link !== 'online' && link !== 'connecting') return 0;
  const ids = withParents(room, changes);
  if (deps.trayEndsWithAct?.() === true && issuesMore(room, ids, changes)) return 0;
  try {
    const run = await room.push.drain({
      ids,
      signal: new AbortController().signal,
    });
    return run.requests;
  } catch (error) {
    deps.log.info('edits.wait', { reason: toErrorBody(error).reason, changes: changes.length });
    return 0;
  }
}

/**
 * Saves a group of edits: durable, with its journal rows in the same commit, then shown, then sent if the tenant is
 * within reach and nothing says that it should wait. Throws `storage` when it cannot be saved (then nothing was), and
 * `unavailable`/`data-too-old` for a destructive one on a mirror that is too old.
 */
export async function submit(deps: EditDeps, room: EditRoom, group: EditGroup): Promise<Submitted> {
  const drafts = await fitGrid(room, group.drafts, group);
  if (group.drafts.some(isDestructive)) refuseOldData((await room.mirror.info()).asOf, deps.clock.now());
  const groupId = group.groupId ?? deps.random.uuid();
  if (group.dryRun === true) return { groupId, changes: [], dropped: [], requests: 0 };
  const held =
    group.send === 'staged' || (group.send === undefined && group.bulk && group.drafts.length > stagedAbove);
  const { saved, dropped } = replace(
    room,
    group,
    newChanges(room, drafts, {
      groupId,
      groupTitle: group.title,
      held,
      acknowledged: [...group.acknowledged],
    }),
  );
  if (saved.length > 0 || dropped.length > 0) await room.overlay.refresh();
  const going = saved.filter(({ held: isHeld, state }) => !isHeld && state === 'pending');
  const goes = going.length > 0 && (group.send === 'now' || (await deps.sendAutomatically()));
  const requests = goes ? await sendNow(deps, room, going) : 0;
  return {
    groupId,
    changes: saved.map((change) => room.outbox.get(change.id) ?? change),
    dropped,
    requests,
  };
}

import type { Change } from '../../../src-shared/domain/change.ts';
import type { SessionState } from '../../../src-shared/domain/sync-state.ts';
import type {
  ChangesMoved,
  PlannedChange,
  StepUndone,
  TimelineEntry,
} from '../../../src-shared/ipc/changes-contract.ts';
import type { Journal as Chain } from '../../db/journal.ts';
import type { ActGate } from '../act-gate.ts';
import type { ChangesService } from '../changes-service.ts';
import { type EditDeps, type EditRoom, openRoom, sameRoom } from '../edits/edit-room.ts';
import { bringBackChanges } from './bring-back.ts';
import { changesByHand } from './by-hand.ts';
import { chooseAnother, previewAnother } from './choose-another.ts';
import { exportPlan, type PlanFileDeps } from './export-plan.ts';
import { importPlan } from './import-plan.ts';
import { heldUp } from './held-up.ts';
import { newOrder } from './new-order.ts';
import { noteChanges } from './note-changes.ts';
import { createLane } from '../../sync/push/lane.ts';
import { dependentsOf, plannedChangeOf, type PlanViewFacts } from './plan-view.ts';
import { askedAnew, searchEnded, searchMore } from './search-ended.ts';
import { type Undone, undoSet } from './undo-set.ts';
import { undoView } from './undo-view.ts';

/** What the service needs. */
export interface ChangesServiceDeps extends EditDeps, PlanFileDeps {
  readonly acts: ActGate;
  /** Of the open tenant. Throws `no-tenant-open`. */
  chain(): Pick<Chain, 'notes'>;
  state(): SessionState;
  /** Runs of sync that ended, newest first. Throws `no-tenant-open`. */
  timeline(limit: number): readonly TimelineEntry[];
  /** Lets everything else have its turn between two parts of long work. */
  breathe(): Promise<void>;
}

/** Changes that are read as a whole before the next breath: a few milliseconds. */
const readAtOnce = 100;

function viewFacts(
  deps: ChangesServiceDeps,
  room: EditRoom,
  sendAutomatically: boolean,
  undoOf = undoView(room.outbox),
): PlanViewFacts {
  const { link, workOffline } = deps.state();
  const behind = heldUp(room.outbox.open(), room.outbox.get);
  return {
    now: deps.clock.now(),
    link,
    workOffline,
    sendAutomatically,
    find: (id) => room.outbox.get(id),
    heldUpBy: (id) => behind.get(id) ?? null,
    line: room.session.describe().productLine,
    dependents: dependentsOf(room.outbox.open()),
    notes: deps.chain().notes(),
    undoOf,
  };
}

const movedOf = (room: EditRoom, asked: readonly string[], moved: readonly Change[]): ChangesMoved => {
  const wanted = new Set(asked);
  const ids = moved.map((change) => change.id);
  return {
    moved: ids.filter((id) => wanted.has(id)),
    along: ids.filter((id) => !wanted.has(id)),
    counts: room.outbox.counts(),
  };
};

const undoneOf = (room: EditRoom, { asked, moved, back }: Undone): StepUndone => ({
  ...movedOf(room, asked, moved),
  back: back.map(({ id, state, held }) => ({ id, state, held })),
});

async function send(deps: ChangesServiceDeps, wanted: readonly string[] | null): Promise<ChangesMoved> {
  const room = openRoom(deps);
  const { outbox, push } = room;
  const before = new Map(outbox.open().map((change) => [change.id, change.state]));
  let ids: readonly string[] | null = null;
  if (wanted !== null) {
    // What the chosen ones need goes with them: alone they could not go.
    const all = new Set(wanted);
    for (const id of all)
      for (const parent of outbox.get(id)?.dependsOn ?? []) if (before.has(parent)) all.add(parent);
    ids = [...all].filter((id) => before.has(id));
  }
  await push.drain({ ids, signal: new AbortController().signal });
  const moved = [...before].flatMap(([id, state]) => {
    const now = outbox.get(id);
    return now === null || now.state === state ? [] : [now];
  });
  return movedOf(room, ids ?? [...before.keys()], moved);
}

/** What the window and the terminal do with the outbox of the open tenant. Every call throws RolebookErrors only. */
export function createChangesService(deps: ChangesServiceDeps): ChangesService {
  const imports = createLane();
  const planned = (
    room: EditRoom,
    changes: readonly Change[],
    automatic: boolean,
    undoOf?: PlanViewFacts['undoOf'],
  ): PlannedChange[] => {
    const facts = viewFacts(deps, room, automatic, undoOf);
    return changes.map((change) => plannedChangeOf(change, facts));
  };
  const plannedParts = async (room: () => EditRoom, ids: readonly string[]): Promise<PlannedChange[]> => {
    const automatic = await deps.sendAutomatically();
    const changes: PlannedChange[] = [];
    // What moves meanwhile has the list asked for anew.
    const undoOf = undoView(room().outbox);
    for (let at = 0; at < ids.length; at += readAtOnce) {
      if (at > 0) await deps.breathe();
      const now = room();
      const part = ids.slice(at, at + readAtOnce).flatMap((id) => now.outbox.get(id) ?? []);
      changes.push(...planned(now, part, automatic, undoOf));
    }
    return changes;
  };
  /** How often something was sought among the ended ones: what is not the last is not wanted any more. */
  let searches = 0;
  const newSearch = () => {
    searches += 1;
    const mine = searches;
    const open = sameRoom(deps);
    const room = (): EditRoom => {
      if (mine !== searches) throw askedAnew();
      return open();
    };
    return { room, outbox: () => room().outbox, breathe: deps.breathe };
  };
  return {
    async list({ which, from, limit }) {
      const automatic = await deps.sendAutomatically();
      const room = openRoom(deps);
      const open = which === 'ended' ? [] : room.outbox.open();
      const behind = Math.max(0, from - open.length);
      const left = limit - open.slice(from, from + limit).length;
      const ended = which === 'open' || left === 0 ? [] : room.outbox.ended(left, behind);
      const endedTotal = which === 'open' ? 0 : room.outbox.endedCount();
      return {
        changes: planned(room, [...open.slice(from, from + limit), ...ended], automatic),
        total: open.length + endedTotal,
        counts: room.outbox.counts(),
      };
    },
    async ended(question) {
      const source = newSearch();
      const { ids, ...counted } = await searchEnded(source, question);
      return { changes: await plannedParts(source.room, ids), ...counted };
    },
    async endedMore(question) {
      const source = newSearch();
      const { ids, next } = await searchMore(source, question);
      return { changes: await plannedParts(source.room, ids), next };
    },
    async get({ id }) {
      const automatic = await deps.sendAutomatically();
      const room = openRoom(deps);
      const change = room.outbox.get(id);
      if (change === null) return null;
      const [only] = planned(room, [change], automatic);
      return only ?? null;
    },
    send: ({ ids }) => deps.acts.during(() => send(deps, ids)),
    discard: ({ ids }) =>
      deps.acts.during(async () => {
        const room = openRoom(deps);
        const dropped = room.push.discard(ids);
        await room.overlay.refresh();
        return movedOf(room, ids, dropped);
      }),
    undo: ({ groupId }) =>
      deps.acts.during(async () => {
        const room = openRoom(deps);
        return undoneOf(room, await undoSet(deps, deps.chain().notes(), room, groupId));
      }),
    bringBack: ({ ids }) =>
      deps.acts.during(async () => {
        const room = openRoom(deps);
        return undoneOf(room, await bringBackChanges(deps, room, ids));
      }),
    async reorder({ id, before }) {
      const room = openRoom(deps);
      const order = newOrder(room.outbox.open(), id, before);
      if (order.length > 0) {
        room.outbox.commit({ reorder: order });
        // A push that is under way goes by the order in which it began.
        room.push.kick();
      }
      return { moved: order.length > 0 ? [id] : [], along: [], counts: room.outbox.counts() };
    },
    async note(input) {
      noteChanges(openRoom(deps), deps.chain().notes(), input);
      return null;
    },
    resolve: ({ id, choice, email, name }) =>
      deps.acts.during(async () => {
        const room = openRoom(deps);
        const moved = room.push.resolve(id, choice, {
          email,
          name,
          secretsWait: deps.trayEndsWithAct?.() === true,
        });
        await room.overlay.refresh();
        if (await deps.sendAutomatically()) room.push.kick();
        return movedOf(room, [id], moved);
      }),
    anotherPreview: async (input) => previewAnother(openRoom(deps), input),
    another: (input) => deps.acts.during(() => chooseAnother(deps, deps.chain().notes(), input)),
    byHand: async ({ ids }) => changesByHand(openRoom(deps), ids),
    exportPlan: ({ ids }) => deps.acts.during(() => exportPlan(deps, openRoom(deps), ids)),
    importPlan: () => deps.acts.during(() => importPlan(deps, openRoom(deps), imports)),
    timeline: async ({ limit }) => [...deps.timeline(limit)],
  };
}

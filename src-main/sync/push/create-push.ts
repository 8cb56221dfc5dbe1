import type { Change } from '../../../src-shared/domain/change.ts';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import { toErrorBody } from '../../../src-shared/errors/to-error-body.ts';
import { timestamp } from '../../../src-shared/ports/clock.ts';
import type { OutboxCommit } from '../../db/outbox.ts';
import { createAsked } from './asked.ts';
import { retryDelay } from './backoff.ts';
import { createLane } from './lane.ts';
import { createLookout } from './lookout.ts';
import type { Ending } from './outcome.ts';
import { nextTry } from './next-try.ts';
import { createNoteQueue } from './note-queue.ts';
import { createOpenChanges, type OpenChanges } from './open-changes.ts';
import { retryLater } from './outcomes/retry-later.ts';
import { isOvertaken, pick, type Picked } from './pick.ts';
import type { Push } from './push.ts';
import type { PushDeps } from './push-deps.ts';
import { closing } from './push-errors.ts';
import { countMoved, createRun, nothingUsed, type Run, usageFromNow } from './push-run.ts';
import { createReconnect } from './reconnect.ts';
import { createJustMade } from './rests-on.ts';
import { createRoleReadings } from './role-readings.ts';
import { createRuleBatches } from './rule-batches.ts';
import { readChange } from './read-lost.ts';
import { type RunChangeDeps, sendChange } from './run-change.ts';
import { createSchedule } from './schedule.ts';
import { createSettle } from './settle.ts';
import { tidy } from './tidy.ts';
import { createWire } from './wire.ts';
import { createWaiters } from './waiters.ts';

/** Requests of changes at once (tenant-api §5.12). */
const places = 4;

/** Builds the push of one tenant and account. Nothing happens before it is asked. */
export function createPush(deps: PushDeps): Push {
  const { outbox, clock, log } = deps;
  const schedule = createSchedule(clock);
  const lane = createLane();
  const wire = createWire(places, () => settle.nudge());
  const notes = createNoteQueue(deps, wire);
  const lookout = createLookout({ clock, wire, places, pick: (free) => pickable(free) });
  const reconnect = createReconnect(deps);
  const justMade = createJustMade(clock);
  const inFlight = new Map<string, Promise<void>>();
  /** Of those, the ones that only have to be written down. */
  const answered = new Set<string>();
  /** Let go by the user, whatever the settings say, until they end. */
  const released = new Set<string>();
  /** Those that a bug of ours stumbles over; left alone until the next start. */
  const poisoned = new Set<string>();
  /** Some that are done, which is for ever. */
  const done = new Set<string>();
  let index: OpenChanges | null = null;
  let run: Run | null = null;
  let working: Promise<void> | null = null;
  let askedAgain = false;
  let stopped = false;
  let inARow = 0;
  /** How often somebody may have altered the order, and how often when each that is in flight was picked. */
  let stirs = 0;
  const ordered = new Map<string, number>();
  let cancelTimer: (() => void) | null = null;
  /** What ended the last push does not pass by itself (a sign-in is needed): what is due waits until somebody calls. */
  let barred = false;

  /** Whether something moved since waiters were last told. */
  let news = true;
  const stirred = (): void => {
    news = true;
    lookout.stirred();
  };
  const open = (): OpenChanges => (index ??= createOpenChanges(outbox.open(), outbox.get));
  const commit = (wanted: OutboxCommit): readonly Change[] => {
    const moved = outbox.commit(wanted);
    index?.take(moved);
    justMade.take(moved);
    stirred();
    for (const { id, state } of moved) {
      if (state === 'done') done.add(id);
      if (state === 'done' || state === 'cancelled') released.delete(id);
    }
    if (run !== null) countMoved(run, moved);
    deps.onChanged();
    return moved;
  };
  const waiters = createWaiters({
    clock,
    stateOf: (id) => (done.has(id) ? 'done' : outbox.get(id)?.state),
    usage: () => run?.usage() ?? nothingUsed,
    onGivenUp: (ids) => {
      for (const id of ids) released.delete(id);
    },
  });
  const settle = createSettle({
    deps,
    schedule,
    notes,
    open,
    commit,
    keepsBusy: () => wire.waiting() > 0,
    onTrouble(error) {
      if (run !== null) run.error ??= error;
    },
  });

  function heard(end: Ending): void {
    schedule.pause(end.pauseMs);
    if (end.endsRun !== null && run !== null) run.error ??= end.endsRun;
    if (end.endsRun === null) reconnect.arrived();
    inARow = end.outcome === 'lost' || end.outcome === 'retry-later' ? inARow + 1 : 0;
    // A tenant that fails everybody is not asked once for each change that waits (I13).
    if (inARow >= places) schedule.pause(retryDelay(inARow - places + 1, null, deps.random));
  }

  const allowed = (change: Change): boolean =>
    !poisoned.has(change.id) &&
    (change.state === 'unknown' || released.has(change.id) || (deps.automatic() && !change.held));

  /** Its place in the order was taken while it was looked at. */
  const overtaken = (change: Change): boolean =>
    change.state === 'pending' && ordered.get(change.id) !== stirs && isOvertaken(change, open());

  function pickable(free: number): Picked[] {
    if (schedule.paused() > 0) return [];
    return pick(open(), {
      binding: deps.binding,
      places: free,
      inFlight,
      allowed,
      due: (change) => schedule.wait(change) === 0,
      isDone: (id) => done.has(id) || outbox.get(id)?.state === 'done',
    });
  }

  function begin(): Promise<void> {
    cancelTimer?.();
    cancelTimer = null;
    working ??= Promise.resolve()
      .then(work)
      .catch((error: unknown) => log.error('push.crashed', { reason: toErrorBody(error).reason }))
      .finally(() => {
        working = null;
        if (stopped) return;
        if (askedAgain) void begin();
        else wakeLater();
      });
    return working;
  }

  async function work(): Promise<void> {
    askedAgain = false;
    stirred();
    const mine = createRun(timestamp(clock));
    run = mine;
    try {
      if (stopped) throw closing();
      index = null;
      settle.catchUp();
      tidy({ deps, notes, open, commit, isInFlight: (id) => inFlight.has(id) });
      if (pickable(1).length > 0) {
        const client = await deps.client();
        mine.usage = usageFromNow(client);
        const roles = createRoleReadings({ client, clock });
        const goesOn = (change: Change): boolean =>
          mine.error === null && !stopped && schedule.paused() === 0 && allowed(change) && !overtaken(change);
        await send(
          {
            deps,
            client,
            roles,
            lane,
            settle,
            wire,
            justMade,
            batches: createRuleBatches({ deps, client, roles, wire, goesOn, heard }),
            goesOn,
            heard,
            answered(id) {
              answered.add(id);
              lookout.answered();
              mine.wake();
            },
          },
          mine,
        );
      }
    } catch (error) {
      mine.error ??= toErrorBody(error);
    }
    await notes.idle();
    // Whatever it was that an earlier push waited for, one that was not ended met nothing of it.
    if (mine.error === null) reconnect.arrived();
    else {
      log.info('push.ended-early', { reason: mine.error.reason });
      reconnect.failed(mine.error);
    }
    barred = mine.error !== null && reconnect.wait() === null;
    const { startedAt, stuck } = mine;
    const used = mine.usage();
    if (used.requests > 0)
      deps.onEnded(
        { startedAt, endedAt: timestamp(clock), ...used, done: mine.done, stuck },
        mine.error ?? mine.putOff,
      );
    // Whoever came too late for this one is served by the next, which begins at once.
    if (!askedAgain || stopped) waiters.endAll(mine.error);
    run = null;
  }

  async function send(changeDeps: RunChangeDeps, mine: Run): Promise<void> {
    for (;;) {
      // Once for all that ended since the last time; most that wakes us is a reply that is not written down yet.
      if (news) {
        news = false;
        waiters.look();
      }
      if (mine.error === null && !stopped) {
        askedAgain = false;
        for (const picked of lookout.ready(inFlight.size - answered.size)) start(changeDeps, mine, picked);
      }
      if (inFlight.size === 0) return;
      await new Promise<void>((resolve) => {
        mine.wake = resolve;
      });
    }
  }

  function start(changeDeps: RunChangeDeps, mine: Run, { change, act }: Picked): void {
    const { id } = change;
    ordered.set(id, stirs);
    const worked = act === 'send' ? sendChange(changeDeps, id) : readChange(changeDeps, id);
    const job = worked
      .catch((thrown: unknown) => {
        const error = toErrorBody(thrown);
        log.error('push.change-failed', { reason: error.reason, kind: change.edit.kind });
        // Without a disk nothing may go; a bug of ours that one change meets must not hold up the others (rule 8).
        if (error.kind === 'storage') mine.error ??= error;
        else setAside(id, error);
      })
      .finally(() => {
        inFlight.delete(id);
        ordered.delete(id);
        answered.delete(id);
        // Somebody may have altered it without a word, and nothing of it was sent: it is not to be picked as it was.
        const now = done.has(id) ? null : outbox.get(id);
        if (now !== null) {
          index?.take([now]);
          stirred();
        }
        mine.wake();
      });
    inFlight.set(id, job);
  }

  function setAside(id: string, error: ErrorBody): void {
    const change = outbox.get(id);
    if (change?.state === 'pending')
      void settle(change, change.edit, retryLater(change, error, deps.random), null);
    else poisoned.add(id);
  }

  const soonest = () => nextTry(open(), { binding: deps.binding, schedule, reconnect, allowed });

  function wakeLater(): void {
    cancelTimer?.();
    cancelTimer = null;
    try {
      // Time passes while the mirror takes its facts: what has come due meanwhile waits for nothing more.
      const away = reconnect.wait();
      const due = !barred && away === null && pickable(1).length > 0;
      const wait = due ? 0 : (soonest()?.wait ?? away);
      if (wait !== null) cancelTimer = clock.after(Math.max(1, Math.ceil(wait)), () => void begin());
    } catch (error) {
      log.error('push.outbox-unreadable', { reason: toErrorBody(error).reason });
    }
  }

  async function quiet(): Promise<void> {
    if (working === null) return;
    await working;
    await quiet();
  }

  /** Somebody outside may have changed the outbox. */
  function stir(): void {
    barred = false;
    stirs += 1;
    index = null;
    stirred();
    askedAgain = true;
    if (run === null) void begin();
    else run.wake();
  }

  return {
    ...createAsked({
      deps,
      notes,
      waiters,
      released,
      reconnect,
      open,
      lookAnew() {
        index = null;
      },
      commit,
      stir,
      isStopped: () => stopped,
    }),

    next() {
      const next = soonest();
      return next === null ? null : { at: new Date(clock.now() + next.wait).toISOString(), why: next.why };
    },

    isRunning: () => run !== null,

    async stop() {
      stopped = true;
      cancelTimer?.();
      await quiet();
    },
  };
}

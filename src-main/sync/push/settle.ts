import type { Base, Change, Edit } from '../../../src-shared/domain/change.ts';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import { toErrorBody } from '../../../src-shared/errors/to-error-body.ts';
import type { JournalEntry } from '../../db/journal.ts';
import type { MirrorChange } from '../../db/mirror.ts';
import type { ChangeStep, OutboxCommit } from '../../db/outbox.ts';
import { type BuildCommit, createCommitQueue } from './commit-queue.ts';
import { blockedWith, freedWith } from './dependents.ts';
import { endedRows } from './journal-rows.ts';
import type { Seen } from './look-before.ts';
import { keepingLost } from './lost-reply.ts';
import { mirrorFacts } from './mirror-facts.ts';
import { nextState } from './next-state.ts';
import type { NoteQueue } from './note-queue.ts';
import type { OpenChanges } from './open-changes.ts';
import type { Ending } from './outcome.ts';
import type { PushDeps } from './push-deps.ts';
import { rebased } from './rebase.ts';
import { beginsAhead } from './wire.ts';
import type { Schedule } from './schedule.ts';

/** Writes the steps of a change into the outbox, each as one durable commit with its journal rows. */
export interface Settle {
  /**
   * Ends a step: the change, what depends on it, what compares with it, and the journal (rule 2). Answers the change as it
   * is then, or null where nothing had to be written or nothing could be. Never rejects: an end that the disk refuses is
   * kept and written before anything else is done.
   */
  (
    change: Change,
    edit: Edit,
    end: Ending,
    removed: { readonly seen: Seen; readonly rules: readonly number[] } | null,
  ): Promise<Change | null>;
  /**
   * `sending`, durable before the socket is touched (rule 1). Null when it is not wanted any more as it was; rejects when
   * it cannot be written: then nothing may go.
   */
  begin(change: Change, row: JournalEntry, stillWanted: () => boolean, seen: Seen): Promise<Change | null>;
  /** What a change that waits rests on from now on; the change as it is then. Null where it moved meanwhile; rejects as `begin`. */
  rest(change: Change, base: Base): Promise<Change | null>;
  /** Facts of a change that is done, for the mirror. */
  note(change: Change, edit: Edit, more: MirrorChange): void;
  /** The wire has nothing more to do: what waits to be written is written. */
  nudge(): void;
  /** Writes ends that could not be written before. Throws when that fails again. */
  catchUp(): void;
}

/** What {@link createSettle} needs. */
export interface SettleDeps {
  readonly deps: PushDeps;
  readonly schedule: Schedule;
  readonly notes: NoteQueue;
  /** The index as it stands. */
  open(): OpenChanges;
  /** Commits, and keeps the index up to date. */
  commit(commit: OutboxCommit): readonly Change[];
  /** Whether the wire has enough to do until the next commit. */
  keepsBusy(): boolean;
  /** A commit failed. */
  onTrouble(error: ErrorBody): void;
}

/** When the tenant says that the thing was last changed; null where it does not say, or the edit is not read against it. */
function changedAt(edit: Edit, seen: Seen): string | null {
  if (seen.of === 'role') return seen.role?.updatedAt ?? null;
  if (seen.of !== 'service-account' || edit.kind !== 'service-account.set-enabled') return null;
  return seen.account?.updatedAt ?? null;
}

/** What the tenant said of the thing right before it is sent stays with the change: a lost reply is read against it (I2). */
function sentAgainst({ base, edit }: Change, seen: Seen): Change['base'] {
  const at = changedAt(edit, seen);
  return base === null || at === null ? null : { ...base, sentAgainst: at };
}

const failed: readonly Change['state'][] = ['conflict', 'rejected', 'blocked'];

/** Makes a {@link Settle}. */
export function createSettle({
  deps,
  schedule,
  notes,
  open,
  commit,
  onTrouble,
  keepsBusy,
}: SettleDeps): Settle {
  const queue = createCommitQueue({
    commit,
    clock: deps.clock,
    breath: deps.breath ?? (() => Promise.resolve()),
    keepsBusy,
  });
  const owed = new Map<string, BuildCommit>();

  /**
   * What keeps its place on the wire until it is written must not gather: those who wait for a place would wait for it, and
   * it for them.
   */
  const write = (change: Change, build: BuildCommit): Promise<Change | null> => {
    const written = queue.add(build);
    if (change.state === 'unknown' || !beginsAhead(change)) queue.nudge();
    return written;
  };

  const holds = ({ id, from }: ChangeStep): boolean => {
    const now = deps.outbox.get(id);
    return now !== null && from.includes(now.state);
  };

  /** Steps of others, checked against the outbox: somebody may have moved them since. */
  function along(change: Change, edit: Edit, end: Ending): ChangeStep[] {
    const state = nextState(change.state, end.event);
    const steps: ChangeStep[] = [];
    if (state === 'done') {
      steps.push(...freedWith(change.id, open()));
      const facts = end.patch.result?.facts ?? { rules: [] };
      steps.push(...rebased(edit, facts, open().touching(change)));
    }
    if (failed.includes(state)) steps.push(...blockedWith(change, open()));
    return steps.length === 0 ? steps : joined(steps).filter(holds);
  }

  const settle = async (
    change: Change,
    edit: Edit,
    end: Ending,
    removed: { readonly seen: Seen; readonly rules: readonly number[] } | null,
  ): Promise<Change | null> => {
    if (end.learned !== null) notes.add(null, end.learned);
    if (removed !== null && removed.rules.length > 0) notes.add(null, { removedRuleIds: removed.rules });
    const state = nextState(change.state, end.event);
    // A lost connection says nothing of the change.
    if (end.outcome === 'connection-lost' && state === change.state && end.patch.attempts === undefined)
      return null;
    const nextAt = schedule.later(change.id, end.retryMs);
    const { error } = end.patch;
    const kept = error === undefined || state === 'done' ? {} : { error: keepingLost(change, error) };
    const mine: ChangeStep = {
      id: change.id,
      from: [change.state],
      patch: { ...end.patch, ...kept, nextAt, state },
    };
    const tells =
      change.state === 'sending' || state === 'done' || (change.state === 'unknown' && state !== 'unknown');
    const journal = tells ? endedRows(deps.actor(), change, edit, end, removed) : [];
    const build: BuildCommit = () =>
      holds(mine) ? { steps: [mine, ...along(change, edit, end)], journal } : null;
    try {
      return await write(change, build);
    } catch (error) {
      onTrouble(toErrorBody(error));
      deps.log.error('push.end-unwritten', { reason: toErrorBody(error).reason, state });
      owed.set(change.id, build);
      return null;
    }
  };

  return Object.assign(settle, {
    begin(change: Change, row: JournalEntry, stillWanted: () => boolean, seen: Seen): Promise<Change | null> {
      const state = nextState(change.state, 'picked');
      const base = sentAgainst(change, seen);
      const step: ChangeStep = {
        id: change.id,
        from: [change.state],
        patch: { state, ...(base === null ? {} : { base }) },
      };
      return write(change, () => (holds(step) && stillWanted() ? { steps: [step], journal: [row] } : null));
    },
    rest(change: Change, base: Base): Promise<Change | null> {
      const step: ChangeStep = { id: change.id, from: [change.state], patch: { base } };
      return write({ ...change, base }, () => (holds(step) ? { steps: [step], journal: [] } : null));
    },
    note(change: Change, edit: Edit, more: MirrorChange): void {
      const known = mirrorFacts(change, edit);
      notes.add(change.id, {
        ...known,
        ...(more.users === undefined || more.users.length === 0 ? {} : { users: more.users }),
        ...(more.serviceAccounts === undefined || more.serviceAccounts.length === 0
          ? {}
          : { serviceAccounts: more.serviceAccounts }),
      });
    },
    nudge: () => queue.nudge(),
    catchUp(): void {
      for (const [id, build] of owed) {
        const whole = build();
        if (whole !== null) commit(whole);
        owed.delete(id);
      }
    },
  });
}

/** One step for each change: a later one adds to what an earlier one says. */
function joined(steps: readonly ChangeStep[]): ChangeStep[] {
  const byId = new Map<string, ChangeStep>();
  for (const step of steps) {
    const before = byId.get(step.id);
    byId.set(step.id, before === undefined ? step : { ...before, patch: { ...before.patch, ...step.patch } });
  }
  return [...byId.values()];
}

import type { Change } from '../../../src-shared/domain/change.ts';
import { toErrorBody } from '../../../src-shared/errors/to-error-body.ts';
import type { Clock } from '../../../src-shared/ports/clock.ts';
import type { OutboxCommit } from '../../db/outbox.ts';

/** What is to be written for one change, as things stand when it is asked; null: it is not to be written any more. */
export type BuildCommit = () => OutboxCommit | null;

/**
 * Writes steps of several changes as one durable commit: a disk takes its time for each, whatever is in it. Ends and
 * beginnings that come together in one breath go together.
 */
export interface CommitQueue {
  /** Resolves with the change of the first step once that is durable, or null where nothing was to be written. */
  add(build: BuildCommit): Promise<Change | null>;
  /** There is no reason to wait any longer. */
  nudge(): void;
}

interface Waiting {
  readonly build: BuildCommit;
  readonly resolve: (change: Change | null) => void;
  readonly reject: (error: unknown) => void;
}

interface Built {
  readonly waiting: Waiting;
  readonly commit: OutboxCommit;
}

/** So many changes in one commit, and so many milliseconds for the first of them to wait, at most. */
const most = 400;
const longestMs = 100;

/** Makes a {@link CommitQueue}. `breath` resolves when what has arrived by now was heard. */
export function createCommitQueue(parts: {
  commit(commit: OutboxCommit): readonly Change[];
  breath(): Promise<void>;
  readonly clock: Pick<Clock, 'after'>;
  /** Whether there is enough to do without what waits here: then it gathers for a moment. */
  keepsBusy(): boolean;
}): CommitQueue {
  let queue: Waiting[] = [];
  let soon = false;
  let cancelTimer: (() => void) | null = null;

  function built(waiting: Waiting): Built | null {
    try {
      const commit = waiting.build();
      if (commit !== null) return { waiting, commit };
      waiting.resolve(null);
    } catch (error) {
      waiting.reject(error);
    }
    return null;
  }

  function write(batch: readonly Built[]): void {
    if (batch.length === 0) return;
    try {
      const moved = parts.commit({
        steps: batch.flatMap(({ commit }) => commit.steps ?? []),
        journal: batch.flatMap(({ commit }) => commit.journal ?? []),
      });
      let at = 0;
      for (const { waiting, commit } of batch) {
        waiting.resolve(moved[at] ?? null);
        at += commit.steps?.length ?? 0;
      }
    } catch (error) {
      // One that cannot be written must not take the others with it; a disk that takes nothing takes none of them.
      if (batch.length > 1 && toErrorBody(error).kind !== 'storage') for (const one of batch) write([one]);
      else for (const { waiting } of batch) waiting.reject(error);
    }
  }

  function nudge(): void {
    if (soon || queue.length === 0) return;
    soon = true;
    void parts.breath().then(flush);
  }

  function flush(): void {
    soon = false;
    cancelTimer?.();
    cancelTimer = null;
    const all = queue;
    queue = [];
    let batch: Built[] = [];
    const touched = new Set<string>();
    for (const waiting of all) {
      let next = built(waiting);
      if (next?.commit.steps?.some(({ id }) => touched.has(id)) === true) {
        // It builds on what another one of the batch alters.
        write(batch);
        batch = [];
        touched.clear();
        next = built(waiting);
      }
      if (next === null) continue;
      batch.push(next);
      for (const { id } of next.commit.steps ?? []) touched.add(id);
    }
    write(batch);
  }

  return {
    nudge,
    add: (build) =>
      new Promise((resolve, reject) => {
        queue.push({ build, resolve, reject });
        if (queue.length >= most || !parts.keepsBusy()) nudge();
        else cancelTimer ??= parts.clock.after(longestMs, nudge);
      }),
  };
}

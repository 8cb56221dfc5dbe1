import { existsSync, renameSync, rmSync } from 'node:fs';
import type { SyncRun } from '../../src-shared/domain/sync-state.ts';
import type { ErrorBody } from '../../src-shared/errors/error-body.ts';
import { toErrorBody } from '../../src-shared/errors/to-error-body.ts';
import type { Clock } from '../../src-shared/ports/clock.ts';
import { timestamp } from '../../src-shared/ports/clock.ts';
import type { TenantClient } from '../cloud/tenant-client.ts';
import type { RebuildableMirror } from '../db/create-mirror.ts';
import type { Log } from '../log/log.ts';
import { heldRemoval } from './brake.ts';
import { holdBack } from './hold-back.ts';
import type { KindEnd } from './outcome.ts';
import { outcomeOf } from './outcome.ts';
import type { NamedPull, PullOptions, PullRun } from './pull.ts';
import { type EventsRead, runDelta } from './delta/run-delta.ts';
import { pullFiles } from './pull-files.ts';
import { lockPull } from './pull-lock.ts';
import { PullProgress } from './pull-progress.ts';
import { resumableMilliseconds } from './resume-plan.ts';
import { type PullThreads, SweepFailure, type Swept, openPullThreads, sweepTenant } from './sweep-tenant.ts';

/** What a pull needs. */
export interface PullDeps {
  /** The client while online; rejects with a RolebookError otherwise. */
  client(): Promise<TenantClient>;
  readonly mirror: RebuildableMirror;
  /** `pull-worker.ts`, or what it was bundled to. */
  readonly workerUrl: URL;
  readonly clock: Clock;
  readonly log: Log;
  /** What a delta read of the tenant's event history, for who keeps it. */
  readonly onEvents?: (read: EventsRead) => void;
  /** Where pages are taken, if not in threads: the simulator, whose time is not ours, takes them in process. */
  readonly openThreads?: typeof openPullThreads;
}

type Result = Pick<SyncRun, 'outcome' | 'added' | 'changed' | 'removed' | 'error' | 'held'>;

/** A build that waits for the user's answer. */
interface HeldBuild {
  readonly result: Result;
  /** Our own clocks when its sweep began, and the wall clock when it ended. */
  readonly began: { readonly monotonic: number; readonly now: number };
  readonly endedAt: number;
}

const nothingChanged = { added: 0, changed: 0, removed: 0, error: null, held: null };

/** What two parts of one run come to: the latter says how it ended. */
function together(first: Result | null, then: Result): Result {
  if (first === null) return then;
  return {
    ...then,
    added: first.added + then.added,
    changed: first.changed + then.changed,
    removed: first.removed + then.removed,
  };
}

/** Kinds that ended so do not make the whole older than it is: what may not be read is no question of age. */
const upToDate: ReadonlySet<KindEnd> = new Set(['complete', 'absent', 'skipped']);

/**
 * The pull of one tenant into one mirror. The new mirror is built beside in two threads and takes the old one's place
 * when it is whole; until then, and after any failure, the old one stays. See the room's README for the way of a page.
 */
export function createPull(deps: PullDeps): NamedPull {
  const files = pullFiles(deps.mirror.path);
  let heldBuild: HeldBuild | null = null;

  async function run(options: PullOptions): Promise<PullRun> {
    let client: TenantClient | null = null;
    let before = { requests: 0, bytes: 0 };
    const usage = (): { requests: number; bytes: number } => {
      const now = client?.usage() ?? before;
      return { requests: now.requests - before.requests, bytes: now.bytes - before.bytes };
    };
    const progress = new PullProgress({ clock: deps.clock, tell: options.onProgress, usage });
    const ended = (result: Result, kind: PullRun['kind'] = 'pull'): PullRun => ({
      kind,
      startedAt: progress.startedAt,
      endedAt: timestamp(deps.clock),
      rows: progress.rows(),
      ...usage(),
      ...result,
    });
    let unlock: (() => void) | null = null;
    let taken: Result | null = null;
    try {
      unlock = lockPull(files.lock, deps.clock);
      if (options.acceptRemovals && heldBuild !== null && existsSync(files.held)) {
        taken = await takeHeld(heldBuild);
        if (taken.outcome !== 'complete') return ended(taken);
      } else await dropHeld();
      client = await deps.client();
      before = client.usage();
      // What was held is as old as the question: what happened since is brought as well (I3).
      if (!options.full || taken !== null) {
        const { clock, mirror, log, onEvents } = deps;
        const { signal } = options;
        const delta = await runDelta({ client, mirror, progress, clock, signal, onEvents });
        if (delta.type === 'ended') return ended(together(taken, { ...delta.run, error: null }), 'delta');
        log.info('delta.sweeps', { why: delta.why });
        progress.set('users', { done: 0, state: 'waiting', note: `All are read: ${delta.why}.` });
        progress.set('access-rules', { done: 0, state: 'waiting' });
      }
      // The answer was about what was shown then; more is asked for again.
      const acceptRemovals = options.acceptRemovals && taken === null;
      return ended(together(taken, await pull(client, progress, { ...options, acceptRemovals })));
    } catch (thrown) {
      const error = options.signal.aborted ? cancelled() : toErrorBody(thrown);
      const outcome = error.kind === 'cancelled' ? 'cancelled' : taken === null ? 'failed' : 'partial';
      deps.log.warn('pull.ended-early', { outcome, reason: error.reason });
      return ended(
        together(taken, { ...nothingChanged, outcome, error: outcome === 'cancelled' ? null : error }),
      );
    } finally {
      unlock?.();
    }
  }

  /** Changes made here while the question was open were remembered, and are written again into what is taken. */
  async function takeHeld({ result, began, endedAt }: HeldBuild): Promise<Result> {
    heldBuild = null;
    try {
      await deps.mirror.swapIn(files.held);
    } catch (thrown) {
      await deps.mirror.endRebuild();
      throw thrown;
    }
    // Stamps of those changes are later than the sweep, so it is as if it had lasted until now. A computer that slept
    // meanwhile has stopped one of the clocks, one that was set the other.
    const { clock } = deps;
    const took = Math.max(clock.monotonic() - began.monotonic, clock.now() - began.now);
    if (result.outcome === 'complete') await deps.mirror.startCursors(took + resumableMilliseconds, endedAt);
    return result;
  }

  async function dropHeld(): Promise<void> {
    rmSync(files.held, { force: true });
    if (heldBuild === null) return;
    heldBuild = null;
    await deps.mirror.endRebuild();
  }

  async function pull(client: TenantClient, progress: PullProgress, options: PullOptions): Promise<Result> {
    const began = { monotonic: deps.clock.monotonic(), now: deps.clock.now() };
    const { asOf } = await deps.mirror.info();
    await deps.mirror.beginRebuild();
    const { origin } = client;
    const open = (): PullThreads =>
      (deps.openThreads ?? openPullThreads)({
        workerUrl: deps.workerUrl,
        files,
        mirrorPath: deps.mirror.path,
        origin,
        log: deps.log,
      });
    const goesOn = [files.log, files.rulesLog].some((log) => existsSync(log));
    const threads =
      asOf === null || goesOn ? open() : holdBack({ before: deps.mirror.pagesBefore(origin), open });
    let keepLog = true;
    try {
      const swept = await sweepTenant({
        client,
        threads,
        progress,
        signal: options.signal,
        clock: deps.clock,
      });
      options.signal.throwIfAborted();
      const { outcome, error } = outcomeOf(swept.ends);
      if (outcome === 'failed') throw new SweepFailure(error);
      const moment = swept.ends.every(({ end }) => upToDate.has(end)) ? timestamp(deps.clock) : asOf;
      // Their memory is free before the new mirror is read into that of its own thread.
      const endThreads = (): Promise<void> => threads.close(true);
      const empty = { ...nothingChanged, outcome, error };
      const result = await finish(swept, endThreads, moment, empty, progress, { ...options, began });
      // What was read since a pull that was broken off is older by up to the hour within which it may be taken over.
      const took = deps.clock.monotonic() - began.monotonic + resumableMilliseconds;
      if (result.outcome === 'complete') await deps.mirror.startCursors(took, deps.clock.now());
      keepLog = false;
      return result;
    } catch (thrown) {
      await deps.mirror.endRebuild();
      throw thrown instanceof SweepFailure ? thrown.asError() : thrown;
    } finally {
      await threads.close(keepLog);
    }
  }

  async function finish(
    swept: Swept,
    endThreads: () => Promise<void>,
    asOf: string | null,
    result: Result,
    progress: PullProgress,
    options: Pick<PullOptions, 'acceptRemovals'> & Pick<HeldBuild, 'began'>,
  ): Promise<Result> {
    progress.enter('indexing');
    const built = await swept.build(asOf);
    if (built === 'unchanged') {
      if (asOf === null) await deps.mirror.endRebuild();
      else await deps.mirror.markFresh(asOf);
      return result;
    }
    const sum = (count: 'added' | 'changed' | 'removed'): number =>
      built.differences.reduce((total, difference) => total + difference[count], 0);
    const counted: Result = {
      ...result,
      added: built.differences.length === 0 ? progress.rows() : sum('added'),
      changed: sum('changed'),
      removed: sum('removed'),
    };
    const held = options.acceptRemovals ? null : heldRemoval(built.differences);
    if (held !== null) {
      renameSync(built.path, files.held);
      heldBuild = { result: counted, began: options.began, endedAt: deps.clock.now() };
      deps.log.warn('pull.held', { kind: held.kind, wouldRemove: held.wouldRemove, of: held.of });
      return { ...nothingChanged, outcome: 'held', held };
    }
    progress.enter('finishing');
    await endThreads();
    await deps.mirror.swapIn(built.path);
    return counted;
  }

  return { run };
}

function cancelled(): ErrorBody {
  return toErrorBody(new DOMException('cancelled', 'AbortError'));
}

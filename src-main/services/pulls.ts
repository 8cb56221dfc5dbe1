import type { SyncProgress, SyncRun } from '../../src-shared/domain/sync-state.ts';
import type { Clock } from '../../src-shared/ports/clock.ts';
import type { Log } from '../log/log.ts';
import { nothingOpen } from './nothing-open.ts';
import type { Known } from './session-state.ts';
import { nextPullIn } from './sync-schedule.ts';
import type { TenantRoom } from './workspace-parts.ts';

type PulledRoom = Pick<TenantRoom<unknown>, 'pull' | 'mirror'>;

/** What the pulls of a workspace go by. */
export interface PullsDeps {
  readonly clock: Clock;
  readonly log: Log;
  /** Pull by itself when the mirror is old. */
  readonly pullByItself: boolean;
  /** What is pulled into. Throws where no tenant is open. */
  room(): PulledRoom;
  /** Whether the open tenant is within reach; null = none is open. */
  online(): boolean | null;
  /** What is known of the open tenant; a pull puts in what it found. */
  known(): Known;
  onProgress(progress: SyncProgress): void;
  /** One has begun, or the user has answered what it asked. */
  onChanged(): void;
  onEnded(): void;
}

/** Reads the open tenant: at most one pull runs at a time; asking again while one runs joins it. */
export class Pulls {
  readonly #deps: PullsDeps;
  #running: { promise: Promise<SyncRun>; abort: AbortController } | null = null;
  #cancelTimer: (() => void) | null = null;
  /** What is open is being closed: nothing begins any more, and no time is set for it. */
  #stopped = false;

  constructor(deps: PullsDeps) {
    this.#deps = deps;
  }

  isRunning(): boolean {
    return this.#running !== null;
  }

  /** Pulls now, or joins the pull that runs. Throws where no tenant is open, or the one that is is being closed. */
  start(options: { full: boolean; acceptRemovals?: boolean }): Promise<SyncRun> {
    const room = this.#deps.room();
    if (this.#stopped) throw nothingOpen();
    if (this.#running !== null) return this.#running.promise;
    const abort = new AbortController();
    const promise = this.#run(room, abort, {
      full: options.full,
      acceptRemovals: options.acceptRemovals ?? false,
    });
    this.#running = { promise, abort };
    this.#deps.onChanged();
    return promise;
  }

  cancel(): void {
    this.#running?.abort.abort();
  }

  /** Cancels what runs and waits for its end, whatever it is; none begins until what is open is forgotten. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.cancel();
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    // How it ended was told to whoever asked for it.
    await this.#running?.promise.catch(() => {});
  }

  /** What was open is closed: nobody joins a pull of it any more. */
  forget(): void {
    this.#running = null;
    this.#stopped = false;
  }

  /**
   * The user's answer to the mass-removal brake. Accepting takes the smaller tenant as true. A pull that runs ends first:
   * its finding replaces what the user was shown, so only as much as was shown, or less, is taken without asking again.
   */
  async resolveHeld(accept: boolean): Promise<void> {
    const shown = this.#deps.known().held;
    const running = this.#running;
    if (accept && running !== null) {
      const { held } = await running.promise;
      if (running.abort.signal.aborted || held === null) return;
      if (shown === null || held.kind !== shown.kind || held.wouldRemove > shown.wouldRemove) return;
    }
    this.#deps.known().held = null;
    if (accept) await this.start({ full: true, acceptRemovals: true });
    else this.#deps.onChanged();
  }

  /** Sets the time of the next pull by what is known now. */
  schedule(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    const { clock, pullByItself } = this.#deps;
    const online = this.#deps.online();
    if (!pullByItself || this.#stopped || online === null) return;
    const { mirrorAsOf, lastEndedAt, followed, held } = this.#deps.known();
    const wait = nextPullIn({
      now: clock.now(),
      asOf: mirrorAsOf,
      lastEndedAt,
      followed,
      online,
      syncing: this.isRunning(),
      held: held !== null,
    });
    if (wait === null) return;
    this.#cancelTimer = clock.after(wait, () => void this.#byItself());
  }

  async #byItself(): Promise<void> {
    try {
      await this.start({ full: false });
    } catch (error) {
      this.#deps.log.error('pull-crashed', { name: error instanceof Error ? error.name : 'unknown' });
    }
  }

  async #run(
    room: PulledRoom,
    abort: AbortController,
    options: { full: boolean; acceptRemovals: boolean },
  ): Promise<SyncRun> {
    const { clock, log } = this.#deps;
    try {
      const run = await room.pull.run({
        ...options,
        signal: abort.signal,
        onProgress: (progress) => this.#deps.onProgress(progress),
      });
      this.#deps.known().lastRun = run;
      this.#deps.known().followed = run.kind === 'delta';
      const info = await room.mirror.info();
      const known = this.#deps.known();
      known.mirrorAsOf = info.asOf;
      known.revision = info.revision;
      known.held = run.held;
      log.info('pull-ended', { outcome: run.outcome, rows: run.rows, requests: run.requests });
      return run;
    } finally {
      this.#running = null;
      this.#deps.known().lastEndedAt = clock.now();
      this.#deps.onEnded();
    }
  }
}

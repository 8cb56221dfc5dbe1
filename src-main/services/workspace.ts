import { noChanges } from '../../src-shared/domain/change.ts';
import type { RecoveryReport } from '../../src-shared/domain/recovery.ts';
import type { SessionState, SyncProgress, SyncRun } from '../../src-shared/domain/sync-state.ts';
import type { ErrorBody } from '../../src-shared/errors/error-body.ts';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { Clock } from '../../src-shared/ports/clock.ts';
import type { ViewName } from '../../src-shared/views/view-query.ts';
import type { Mirror } from '../db/mirror.ts';
import type { Log } from '../log/log.ts';
import type { TenantSession } from '../session/tenant-session.ts';
import type { Pull } from '../sync/pull.ts';
import { nextPullIn } from './sync-schedule.ts';

/** What was kept of a damaged ledger, until the user has seen it. */
export interface Recovery {
  unseen(): RecoveryReport | null;
  markSeen(): void;
}

/** The mirror, the pull and the journal of one tenant, as composition opens them. */
export interface TenantRoom<Journal> {
  readonly mirror: Mirror;
  readonly pull: Pull;
  readonly journal: Journal;
  /** How the last pull before this session ended, or null. */
  readonly lastRun: SyncRun | null;
  readonly recovery: Recovery;
  close(): Promise<void>;
}

/** What a workspace tells whoever listens (the window, the terminal). */
export interface WorkspaceNotices {
  sessionChanged(state: SessionState): void;
  syncProgress(progress: SyncProgress): void;
  mirrorChanged(notice: { revision: number; views: readonly ViewName[] }): void;
}

/** What a workspace is made of. */
export interface WorkspaceDeps<Journal> {
  readonly clock: Clock;
  readonly log: Log;
  readonly notices: WorkspaceNotices;
  readonly keychainAvailable: boolean;
  /** Pull by itself when the mirror is old; the terminal turns this off. */
  readonly pullByItself: boolean;
  /** `folder` is the tenant's own, made already. */
  openRoom(session: TenantSession, folder: string): Promise<TenantRoom<Journal>>;
}

interface Open<Journal> {
  readonly session: TenantSession;
  readonly room: TenantRoom<Journal>;
  readonly undo: readonly (() => void)[];
}

const nothingOpen = (): RolebookError =>
  new RolebookError({
    kind: 'unavailable',
    origin: 'main',
    reason: 'no-tenant-open',
    message: 'No tenant is open.',
    hint: 'Connect to a tenant first.',
  });

/**
 * The one open tenant: its session, its mirror and its pull, and the state that the sync chip shows. At most one
 * pull runs at a time; asking again while one runs joins it.
 */
export class Workspace<Journal> {
  readonly #deps: WorkspaceDeps<Journal>;
  #open: Open<Journal> | null = null;
  #running: { promise: Promise<SyncRun>; abort: AbortController } | null = null;
  #workOffline = false;
  #lastRun: SyncRun | null = null;
  #lastEndedAt: number | null = null;
  #held: SessionState['held'] = null;
  #asOf: string | null = null;
  #revision = 0;
  #cancelTimer: (() => void) | null = null;

  constructor(deps: WorkspaceDeps<Journal>) {
    this.#deps = deps;
  }

  /** Opens the tenant's room; whatever was open before is closed first. */
  async open(session: TenantSession, folder: string): Promise<void> {
    await this.close();
    const room = await this.#deps.openRoom(session, folder);
    const info = await room.mirror.info();
    this.#asOf = info.asOf;
    this.#revision = info.revision;
    this.#lastRun = room.lastRun;
    this.#open = {
      session,
      room,
      undo: [
        session.onLinkChanged(() => this.#changed()),
        room.mirror.onChanged((notice) => {
          this.#revision = notice.revision;
          this.#deps.notices.mirrorChanged(notice);
        }),
      ],
    };
    this.#changed();
  }

  /** Stops a running pull, closes the room and forgets the state. */
  async close(): Promise<void> {
    const open = this.#open;
    if (open === null) return;
    this.cancelPull();
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    await this.#running?.promise;
    this.#open = null;
    this.#running = null;
    this.#workOffline = false;
    this.#lastRun = null;
    this.#lastEndedAt = null;
    this.#held = null;
    this.#asOf = null;
    this.#revision = 0;
    for (const undo of open.undo) undo();
    await open.room.close();
    this.#deps.notices.sessionChanged(this.state());
  }

  /** The session, or null when no tenant is open. */
  session(): TenantSession | null {
    return this.#open?.session ?? null;
  }

  /** Rejects with `no-tenant-open`, which every screen shows the same way. */
  mirror(): Mirror {
    return this.#room().mirror;
  }

  /** See {@link Workspace.mirror}. */
  journal(): Journal {
    return this.#room().journal;
  }

  state(): SessionState {
    const open = this.#open;
    const link = open?.session.link() ?? { link: 'none' as const, problem: null as ErrorBody | null };
    return {
      connectionKey: open?.session.key ?? null,
      link: link.link,
      workOffline: this.#workOffline,
      problem: link.problem,
      syncing: this.#running !== null,
      mirrorAsOf: this.#asOf,
      revision: this.#revision,
      lastRun: this.#lastRun,
      held: this.#held,
      outbox: noChanges,
      nextTry: null,
      recovery: open?.room.recovery.unseen() ?? null,
      keychain: this.#deps.keychainAvailable,
    };
  }

  setWorkOffline(offline: boolean): SessionState {
    this.#room();
    this.#workOffline = offline;
    this.#open?.session.setWorkOffline(offline);
    if (offline) this.cancelPull();
    this.#changed();
    return this.state();
  }

  async retry(): Promise<SessionState> {
    this.#room();
    await this.#open?.session.retry();
    return this.state();
  }

  acknowledgeRecovery(): SessionState {
    this.#room().recovery.markSeen();
    this.#changed();
    return this.state();
  }

  /** Pulls now, or joins the pull that runs. */
  pull(options: { full: boolean; acceptRemovals?: boolean }): Promise<SyncRun> {
    const room = this.#room();
    if (this.#running !== null) return this.#running.promise;
    const abort = new AbortController();
    const promise = this.#run(room, abort, {
      full: options.full,
      acceptRemovals: options.acceptRemovals ?? false,
    });
    this.#running = { promise, abort };
    this.#changed();
    return promise;
  }

  cancelPull(): void {
    this.#running?.abort.abort();
  }

  /**
   * The user's answer to the mass-removal brake. Accepting takes the smaller tenant as true. A pull that runs ends first:
   * its finding replaces what the user was shown, so only as much as was shown, or less, is taken without asking again.
   */
  async resolveHeld(accept: boolean): Promise<void> {
    const shown = this.#held;
    const running = this.#running;
    if (accept && running !== null) {
      const { held } = await running.promise;
      if (running.abort.signal.aborted || held === null) return;
      if (shown === null || held.kind !== shown.kind || held.wouldRemove > shown.wouldRemove) return;
    }
    this.#held = null;
    if (accept) await this.pull({ full: true, acceptRemovals: true });
    else this.#changed();
  }

  async #run(
    room: TenantRoom<Journal>,
    abort: AbortController,
    options: { full: boolean; acceptRemovals: boolean },
  ): Promise<SyncRun> {
    try {
      const run = await room.pull.run({
        ...options,
        signal: abort.signal,
        onProgress: (progress) => this.#deps.notices.syncProgress(progress),
      });
      this.#lastRun = run;
      const info = await room.mirror.info();
      this.#asOf = info.asOf;
      this.#revision = info.revision;
      this.#held = run.held;
      this.#deps.log.info('pull-ended', { outcome: run.outcome, rows: run.rows, requests: run.requests });
      return run;
    } finally {
      this.#running = null;
      this.#lastEndedAt = this.#deps.clock.now();
      this.#changed();
    }
  }

  #room(): TenantRoom<Journal> {
    if (this.#open === null) throw nothingOpen();
    return this.#open.room;
  }

  #changed(): void {
    this.#deps.notices.sessionChanged(this.state());
    this.#schedule();
  }

  #schedule(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    if (!this.#deps.pullByItself || this.#open === null) return;
    const wait = nextPullIn({
      now: this.#deps.clock.now(),
      asOf: this.#asOf,
      lastEndedAt: this.#lastEndedAt,
      online: this.#open.session.link().link === 'online',
      syncing: this.#running !== null,
      held: this.#held !== null,
    });
    if (wait === null) return;
    this.#cancelTimer = this.#deps.clock.after(wait, () => {
      this.pull({ full: false }).catch((error: unknown) => {
        this.#deps.log.error('pull-crashed', { name: error instanceof Error ? error.name : 'unknown' });
      });
    });
  }
}

import { viewNames } from '../../src-shared/views/view-query.ts';
import type { SessionState, SyncRun } from '../../src-shared/domain/sync-state.ts';
import { toErrorBody } from '../../src-shared/errors/to-error-body.ts';
import type { TimelineEntry } from '../../src-shared/ipc/changes-contract.ts';
import type { Campaigns } from '../db/campaigns.ts';
import type { History } from '../db/history/history-protocol.ts';
import type { Mirror } from '../db/mirror.ts';
import type { Unhanded } from '../db/unhanded.ts';
import type { TenantSession } from '../session/tenant-session.ts';
import type { EditRoom } from './edits/edit-room.ts';
import { nothingOpen } from './nothing-open.ts';
import { openAnswering } from './open-answering.ts';
import { Pulls } from './pulls.ts';
import { Reopening } from './reopening.ts';
import { nothingKnown, sessionStateOf } from './session-state.ts';
import { createThrottle, type Throttle } from './throttle.ts';
import type { TenantRoom, WorkspaceDeps } from './workspace-parts.ts';

/** Milliseconds between two notices about changes. */
const changesNoticeEvery = 100;

interface Open<Journal> {
  readonly session: TenantSession;
  readonly room: TenantRoom<Journal>;
  readonly folder: string;
  readonly undo: readonly (() => void)[];
}

/** The one open tenant: its session, its files and its pulls, and the state that the sync chip shows. */
export class Workspace<Journal> {
  readonly #deps: WorkspaceDeps<Journal>;
  #open: Open<Journal> | null = null;
  #known = nothingKnown();
  readonly #reopening: Reopening;
  readonly #pulls: Pulls;
  /** Sending a thousand changes makes thousands of commits; nobody reads as many notices. */
  readonly #changesNotice: Throttle;

  constructor(deps: WorkspaceDeps<Journal>) {
    const { clock, log, pullByItself } = deps;
    this.#deps = deps;
    this.#reopening = new Reopening(log);
    this.#pulls = new Pulls({
      clock,
      log,
      pullByItself,
      room: () => this.#room(),
      online: () => (this.#open === null ? null : this.#open.session.link().link === 'online'),
      known: () => this.#known,
      onProgress: (progress) => deps.notices.syncProgress(progress),
      onChanged: () => this.#changed(),
      onEnded: () => {
        this.#send();
        this.#changed();
      },
    });
    this.#changesNotice = createThrottle(deps.clock, changesNoticeEvery, () => {
      const { outbox } = this.#open?.room ?? {};
      if (outbox !== undefined)
        this.#quietly(() => this.#deps.notices.changesChanged({ counts: outbox.counts() }));
      this.#tell();
    });
  }

  /** Opens the tenant's room; whatever was open before is closed first. */
  async open(session: TenantSession, folder: string): Promise<void> {
    await this.close();
    // Before anything else: what waits must not leave because the app was started again.
    const offline = await this.#deps.offlineChoice.of(session.key);
    session.setWorkOffline(offline);
    const { room, info, cutOff } = await openAnswering(
      () =>
        this.#deps.openRoom(session, folder, {
          onChanges: () => this.#changesNotice.ask(),
          onToday: () => this.#looked(),
        }),
      this.#deps.log,
    );
    this.#known.mirrorAsOf = info.asOf;
    this.#known.revision = info.revision;
    this.#known.workOffline = offline;
    this.#known.lastRun = room.lastRun;
    this.#reopening.forgetTrouble();
    this.#open = {
      session,
      room,
      folder,
      undo: [
        session.onLinkChanged(({ link }) => {
          if (link === 'online') this.#send();
          this.#changed();
        }),
        room.mirror.onChanged((notice) => {
          this.#known.revision = notice.revision;
          this.#deps.notices.mirrorChanged(notice);
        }),
      ],
    };
    // Also without a network: what was cut off in the middle by the end of the app shows as unknown from here on.
    if (this.#deps.pullByItself || cutOff) room.push.kick();
    this.#changed();
  }

  /**
   * Closes the files and opens them anew under the same session, which mends what was found damaged in them; what was kept
   * is in the state then. Rejects with why they cannot be opened: then nothing is open, and the state says so.
   */
  async reopen(): Promise<void> {
    const open = this.#open;
    if (open === null) return;
    const { session, folder } = open;
    try {
      await this.#reopening.run(session, {
        shut: () => this.#shut(open),
        open: () => this.open(session, folder),
      });
    } finally {
      this.#tell();
    }
    // Whatever was asked in between found nothing open.
    this.#deps.notices.mirrorChanged({ revision: this.#known.revision, views: viewNames });
    this.#changesNotice.ask();
  }

  /** Stops a running pull, lets what is on the wire end, closes the room and forgets the state. */
  async close(): Promise<void> {
    const open = this.#open;
    this.#reopening.forgetTrouble();
    if (open === null) return;
    try {
      await this.#shut(open);
    } finally {
      this.#tell();
    }
  }

  async #shut(open: Open<Journal>): Promise<void> {
    await this.#pulls.stop();
    await open.room.push.stop();
    this.#changesNotice.stop();
    this.#open = null;
    this.#pulls.forget();
    this.#known = nothingKnown();
    for (const undo of open.undo) undo();
    await open.room.close();
  }

  /** The session, or null when no tenant is open. */
  session(): TenantSession | null {
    return this.#open?.session ?? this.#reopening.session();
  }

  /** What screens ask, of now or of the moment that is looked at. Throws `no-tenant-open`, which every screen shows the same way. */
  mirror(): Mirror {
    const { past, mirror } = this.#room();
    return past.looked()?.mirror ?? mirror;
  }

  /** The mirror of now, whatever is looked at. See {@link Workspace.mirror}. */
  today(): Mirror {
    return this.#room().mirror;
  }

  /** See {@link Workspace.mirror}. */
  journal(): Journal {
    return this.#room().journal;
  }

  /** See {@link Workspace.mirror}. */
  history(): History {
    return this.#room().history;
  }

  /** Shows an earlier moment, or now again (null). Rejects with `moment-unknown` or `storage`. */
  async lookAt(moment: number | null): Promise<SessionState> {
    await this.#room().past.lookAt(moment);
    this.#looked();
    return this.state();
  }

  /** Another moment, or today, is on the screens. */
  #looked(): void {
    this.#deps.notices.mirrorChanged({ revision: this.#known.revision, views: viewNames });
    this.#changed();
  }

  /** {@link Workspace.editRoom} for questions: its mirror is that of the moment that is looked at. */
  askRoom(): EditRoom | null {
    const room = this.editRoom();
    return room === null ? null : { ...room, mirror: this.mirror() };
  }

  /** The marks of secrets that were not handed over. See {@link Workspace.mirror}. */
  unhanded(): Unhanded {
    return this.#room().unhanded;
  }

  /** See {@link Workspace.mirror}. */
  campaigns(): Campaigns {
    return this.#room().campaigns;
  }

  /** The parts that edits go through, or null when no tenant is open. */
  editRoom(): EditRoom | null {
    this.#reopening.refuseMeanwhile();
    if (this.#open === null) return null;
    const { session, room } = this.#open;
    const { mirror, outbox, push, overlay } = room;
    return { session, mirror, outbox, push, overlay };
  }

  /** Runs of sync that ended, newest first. See {@link Workspace.mirror}. */
  timeline(limit: number): readonly TimelineEntry[] {
    return this.#room().timeline(limit);
  }

  /** The run that the mirror comes from; null: none is known. See {@link Workspace.mirror}. */
  lastLook(): SyncRun | null {
    return this.#room().lastLook();
  }

  /** Lets what is on the wire end and starts nothing new, before the tenant is closed. */
  async stopSending(): Promise<void> {
    await this.#open?.room.push.stop();
  }

  /** Sends what may go by itself, after the setting for it was switched on. */
  sendByItself(): void {
    this.#send();
  }

  state(): SessionState {
    return sessionStateOf(
      { session: this.session(), room: this.#open?.room ?? null, trouble: this.#reopening.trouble() },
      this.#known,
      { syncing: this.#pulls.isRunning(), keychain: this.#deps.keychainAvailable },
    );
  }

  /** In effect at once, and kept for the next start as far as the disk allows. */
  async setWorkOffline(offline: boolean): Promise<SessionState> {
    this.#room();
    const key = this.#open?.session.key ?? null;
    this.#known.workOffline = offline;
    this.#open?.session.setWorkOffline(offline);
    if (offline) this.cancelPull();
    this.#changed();
    try {
      if (key !== null) await this.#deps.offlineChoice.keep(key, offline);
    } catch (error) {
      this.#deps.log.warn('offline-choice.not-kept', { reason: toErrorBody(error).reason });
    }
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
    return this.#pulls.start(options);
  }

  cancelPull(): void {
    this.#pulls.cancel();
  }

  /** See {@link Pulls.resolveHeld}. */
  async resolveHeld(accept: boolean): Promise<void> {
    await this.#pulls.resolveHeld(accept);
  }

  #send(): void {
    if (this.#deps.pullByItself) this.#open?.room.push.kick();
  }

  #room(): TenantRoom<Journal> {
    this.#reopening.refuseMeanwhile();
    if (this.#open === null) throw nothingOpen();
    return this.#open.room;
  }

  #changed(): void {
    this.#tell();
    this.#pulls.schedule();
  }

  #tell(): void {
    this.#quietly(() => this.#deps.notices.sessionChanged(this.state()));
  }

  /** A notice that cannot be made, because the file it tells of cannot be read, is nobody's failure but the file's. */
  #quietly(notice: () => void): void {
    try {
      notice();
    } catch (error) {
      this.#deps.log.warn('notice.not-made', { reason: toErrorBody(error).reason });
    }
  }
}

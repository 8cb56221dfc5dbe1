import type { OutboxCounts } from '../../src-shared/domain/change.ts';
import type { MendReport } from '../../src-shared/domain/recovery.ts';
import type { SessionState, SyncProgress, SyncRun } from '../../src-shared/domain/sync-state.ts';
import type { TimelineEntry } from '../../src-shared/ipc/changes-contract.ts';
import type { Clock } from '../../src-shared/ports/clock.ts';
import type { ViewName } from '../../src-shared/views/view-query.ts';
import type { Campaigns } from '../db/campaigns.ts';
import type { History } from '../db/history/history-protocol.ts';
import type { PastMirror } from './history/past-mirror.ts';
import type { Mirror } from '../db/mirror.ts';
import type { Unhanded } from '../db/unhanded.ts';
import type { Log } from '../log/log.ts';
import type { TenantSession } from '../session/tenant-session.ts';
import type { Pull } from '../sync/pull.ts';
import type { EditRoom } from './edits/edit-room.ts';

/** What was kept of a damaged ledger or history, until the user has seen it. */
export interface Recovery {
  unseen(): MendReport | null;
  markSeen(): void;
}

/** The mirror, the pull and the journal of one tenant, as composition opens them. */
export interface TenantRoom<Journal> {
  readonly mirror: Mirror;
  readonly pull: Pull;
  readonly journal: Journal;
  /** Earlier versions of the facts. */
  readonly history: History;
  readonly past: PastMirror;
  /** How the last pull before this session ended, or null. */
  readonly lastRun: SyncRun | null;
  readonly recovery: Recovery;
  /** Secrets that came and were not handed over. */
  readonly unhanded: Unhanded;
  /** Reviews, and what happened in them. */
  readonly campaigns: Campaigns;
  /** What waits to be sent, and what sends it. */
  readonly outbox: EditRoom['outbox'];
  readonly push: EditRoom['push'];
  readonly overlay: EditRoom['overlay'];
  /** Runs of sync that ended, newest first. */
  timeline(limit: number): readonly TimelineEntry[];
  /** The run that the mirror comes from, whole or not; null: none is known. */
  lastLook(): SyncRun | null;
  /** Whatever is on the wire has ended when this is called. */
  close(): Promise<void>;
}

/** What a workspace tells whoever listens (the window, the terminal). */
export interface WorkspaceNotices {
  sessionChanged(state: SessionState): void;
  syncProgress(progress: SyncProgress): void;
  mirrorChanged(notice: { revision: number; views: readonly ViewName[] }): void;
  changesChanged(notice: { counts: OutboxCounts }): void;
}

/** What a room tells its workspace. */
export interface RoomNotices {
  /** After each commit of its outbox. */
  onChanges(): void;
  /** After a moment that was looked at was left by itself: the screens show today. */
  onToday(): void;
}

/** What a workspace is made of. */
export interface WorkspaceDeps<Journal> {
  readonly clock: Clock;
  readonly log: Log;
  readonly notices: WorkspaceNotices;
  readonly keychainAvailable: boolean;
  /** Pull by itself when the mirror is old, and send what waits; the terminal does both when told to. */
  readonly pullByItself: boolean;
  /** The choice to work offline on a tenant, by the key of its connection; it outlasts the app. */
  readonly offlineChoice: {
    of(key: string): Promise<boolean>;
    /** Rejects with `storage`. */
    keep(key: string, offline: boolean): Promise<void>;
  };
  /** `folder` is the tenant's own, made already. */
  openRoom(session: TenantSession, folder: string, told: RoomNotices): Promise<TenantRoom<Journal>>;
}

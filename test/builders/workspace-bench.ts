import type { RecoveryReport } from '../../src-shared/domain/recovery.ts';
import { noChanges, type OutboxCounts } from '../../src-shared/domain/change.ts';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { SessionState, SyncRun } from '../../src-shared/domain/sync-state.ts';
import { silentLog } from '../../src-main/log/log.ts';
import type { Campaigns } from '../../src-main/db/campaigns.ts';
import type { History } from '../../src-main/db/history/history-protocol.ts';
import type { Mirror, MirrorInfo } from '../../src-main/db/mirror.ts';
import type { Outbox } from '../../src-main/db/outbox.ts';
import type { OverlayKeeper } from '../../src-main/services/edits/overlay-keeper.ts';
import type { Push } from '../../src-main/sync/push/push.ts';
import { Workspace } from '../../src-main/services/workspace.ts';
import type { TenantRoom } from '../../src-main/services/workspace-parts.ts';
import type { LinkState, TenantSession } from '../../src-main/session/tenant-session.ts';
import type { PullOptions } from '../../src-main/sync/pull.ts';

/** A pull that found nothing new. */
export const emptyRun: SyncRun = {
  startedAt: '2026-03-03T12:00:00.000Z',
  endedAt: '2026-03-03T12:00:01.000Z',
  outcome: 'complete',
  rows: 10,
  requests: 3,
  bytes: 100,
  added: 10,
  changed: 0,
  removed: 0,
  error: null,
  held: null,
};

/** A pull that ends when the test says so. */
function heldPull() {
  const runs: { options: PullOptions; end(run: SyncRun): void; fail(error: Error): void }[] = [];
  return {
    runs,
    run: (options: PullOptions) => new Promise<SyncRun>((end, fail) => runs.push({ options, end, fail })),
  };
}

/** A workspace over parts with a hand on them. */
export function workspaceSetting(
  options: { pullByItself: boolean; link?: LinkState['link'] } = { pullByItself: false },
) {
  const states: SessionState[] = [];
  const timers: { milliseconds: number; run(): void; cancelled: boolean }[] = [];
  const pull = heldPull();
  let info: MirrorInfo = { revision: 1, asOf: null, counts: {} as MirrorInfo['counts'] };
  let closed = 0;
  let linkListener: ((state: LinkState) => void) | null = null;
  let link: LinkState = { link: options.link ?? 'online', problem: null };
  const mirror = {
    info: () => (damage.mirror === null ? Promise.resolve(info) : Promise.reject(damage.mirror)),
    onChanged: () => () => {},
  } as unknown as Mirror;
  let unseen: RecoveryReport | null = null;
  let diskFull = false;
  const recovery = {
    unseen: () => unseen,
    markSeen: () => {
      unseen = null;
    },
  };
  const opened: string[] = [];
  /** What opening and closing a room end with, and the first questions to it. */
  const damage: Record<'opening' | 'closing' | 'mirror' | 'outbox', Error | null> = {
    opening: null,
    closing: null,
    mirror: null,
    outbox: null,
  };
  const changeNotices: OutboxCounts[] = [];
  const told = { changes: (): void => {} };
  const counts: OutboxCounts = { ...noChanges, pending: 2 };
  const pushed: string[] = [];
  /** What the push ends before it stops. */
  let stopping = async (): Promise<void> => {};
  const wished: boolean[] = [];
  const kept = new Map<string, boolean>();
  const push = {
    kick: () => void pushed.push('kick'),
    stop: async () => {
      pushed.push('stop');
      await stopping();
    },
    next: () => null,
  } as unknown as Push;
  const room: TenantRoom<string> = {
    mirror,
    pull,
    journal: 'the journal',
    history: {} as unknown as History,
    past: { looked: () => null, lookAt: async () => {} },
    lastRun: null,
    outbox: {
      open: () => {
        if (damage.outbox !== null) throw damage.outbox;
        return [];
      },
      counts: () => counts,
    } as unknown as Outbox,
    push,
    overlay: { refresh: async () => {} } as unknown as OverlayKeeper,
    timeline: () => [],
    lastLook: () => null,
    recovery,
    campaigns: {} as unknown as Campaigns,
    unhanded: { list: () => [], end: () => {}, noteDone: () => {}, note: () => {} },
    close: () => {
      closed += 1;
      return damage.closing === null ? Promise.resolve() : Promise.reject(damage.closing);
    },
  };
  const session = {
    key: 'k1',
    link: () => link,
    retry: () => Promise.resolve(),
    setWorkOffline: (offline: boolean) => void wished.push(offline),
    onLinkChanged: (listener: (state: LinkState) => void) => {
      linkListener = listener;
      return () => {
        linkListener = null;
      };
    },
  } as unknown as TenantSession;
  const workspace = new Workspace<string>({
    clock: {
      now: () => Date.parse('2026-03-03T12:00:00Z'),
      monotonic: () => 0,
      after: (milliseconds, run) => {
        const timer = { milliseconds, run, cancelled: false };
        timers.push(timer);
        return () => {
          timer.cancelled = true;
        };
      },
    },
    log: silentLog,
    notices: {
      sessionChanged: (state) => states.push(state),
      syncProgress: () => {},
      mirrorChanged: () => {},
      changesChanged: (notice) => changeNotices.push(notice.counts),
    },
    keychainAvailable: true,
    pullByItself: options.pullByItself,
    offlineChoice: {
      of: async (key) => kept.get(key) === true,
      keep: async (key, offline) => {
        if (diskFull)
          throw new RolebookError({ kind: 'storage', origin: 'file', reason: 'disk-full', message: 'Full.' });
        kept.set(key, offline);
      },
    },
    openRoom: (_session, folder, { onChanges }) => {
      opened.push(folder);
      if (damage.opening !== null) return Promise.reject(damage.opening);
      told.changes = onChanges;
      return Promise.resolve(room);
    },
  });
  return {
    workspace,
    session,
    pushed,
    pushStops: (until: () => Promise<void>) => {
      stopping = until;
    },
    wished,
    kept,
    fillDisk: () => {
      diskFull = true;
    },
    changeNotices,
    told,
    pull,
    states,
    setUnseen: (report: RecoveryReport) => {
      unseen = report;
    },
    timers,
    closedRooms: () => closed,
    opened,
    damage,
    setInfo: (next: MirrorInfo) => {
      info = next;
    },
    setLink: (next: LinkState) => {
      link = next;
      linkListener?.(next);
    },
  };
}

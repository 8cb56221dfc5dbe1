import { describe, expect, it } from 'vitest';
import type { RecoveryReport } from '../../../src-shared/domain/recovery.ts';
import { noChanges, type OutboxCounts } from '../../../src-shared/domain/change.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { SessionState, SyncRun } from '../../../src-shared/domain/sync-state.ts';
import { silentLog } from '../../../src-main/log/log.ts';
import type { Mirror, MirrorInfo } from '../../../src-main/db/mirror.ts';
import type { Outbox } from '../../../src-main/db/outbox.ts';
import type { OverlayKeeper } from '../../../src-main/services/edits/overlay-keeper.ts';
import type { Push } from '../../../src-main/sync/push/push.ts';
import { Workspace, type TenantRoom } from '../../../src-main/services/workspace.ts';
import type { LinkState, TenantSession } from '../../../src-main/session/tenant-session.ts';
import type { PullOptions } from '../../../src-main/sync/pull.ts';

const emptyRun: SyncRun = {
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
  const runs: { options: PullOptions; end(run: SyncRun): void }[] = [];
  return {
    runs,
    run: (options: PullOptions) => new Promise<SyncRun>((end) => runs.push({ options, end })),
  };
}

function setting(options: { pullByItself: boolean; link?: LinkState['link'] } = { pullByItself: false }) {
  const states: SessionState[] = [];
  const timers: { milliseconds: number; run(): void; cancelled: boolean }[] = [];
  const pull = heldPull();
  let info: MirrorInfo = { revision: 1, asOf: null, counts: {} as MirrorInfo['counts'] };
  let closed = 0;
  let linkListener: ((state: LinkState) => void) | null = null;
  let link: LinkState = { link: options.link ?? 'online', problem: null };
  const mirror = { info: () => Promise.resolve(info), onChanged: () => () => {} } as unknown as Mirror;
  let unseen: RecoveryReport | null = null;
  let diskFull = false;
  const recovery = {
    unseen: () => unseen,
    markSeen: () => {
      unseen = null;
    },
  };
  const changeNotices: OutboxCounts[] = [];
  const told = { changes: (): void => {} };
  const counts: OutboxCounts = { ...noChanges, pending: 2 };
  const pushed: string[] = [];
  const wished: boolean[] = [];
  const kept = new Map<string, boolean>();
  const push = {
    kick: () => void pushed.push('kick'),
    stop: async () => void pushed.push('stop'),
    next: () => null,
  } as unknown as Push;
  const room: TenantRoom<string> = {
    mirror,
    pull,
    journal: 'the journal',
    lastRun: null,
    outbox: { open: () => [], counts: () => counts } as unknown as Outbox,
    push,
    overlay: { refresh: async () => {} } as unknown as OverlayKeeper,
    timeline: () => [],
    recovery,
    unhanded: { list: () => [], end: () => {}, noteDone: () => {} },
    close: () => {
      closed += 1;
      return Promise.resolve();
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
    openRoom: (_session, _folder, onChanges) => {
      told.changes = onChanges;
      return Promise.resolve(room);
    },
  });
  return {
    workspace,
    session,
    pushed,
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
    setInfo: (next: MirrorInfo) => {
      info = next;
    },
    setLink: (next: LinkState) => {
      link = next;
      linkListener?.(next);
    },
  };
}

describe('a ledger that had to be recovered', () => {
  it('is told until the user has seen what was kept', async () => {
    const { workspace, session, states, setUnseen } = setting();
    const report: RecoveryReport = {
      at: '2026-03-03T12:00:00.000Z',
      cause: 'damaged',
      keptIn: '/profile/damaged/2026',
      changes: { kept: 2, fromBackup: 0, backupOf: null, held: ['c1'], lost: [{ from: 3, to: 3 }] },
      journal: { kept: 4, fromBackup: 0, lost: [] },
      runs: { kept: 1, fromBackup: 0 },
    };
    setUnseen(report);
    expect(workspace.state().recovery).toBeNull();
    await workspace.open(session, '/tenant');
    expect(states.at(-1)?.recovery).toEqual(report);
    expect(workspace.acknowledgeRecovery().recovery).toBeNull();
    expect(states.at(-1)?.recovery).toBeNull();
  });
});

describe('the open tenant', () => {
  it('says that nothing is open before anything is', () => {
    const { workspace } = setting();
    expect(workspace.state()).toMatchObject({
      connectionKey: null,
      link: 'none',
      syncing: false,
      mirrorAsOf: null,
    });
    expect(() => workspace.mirror()).toThrow('No tenant is open.');
  });

  it('joins a pull that runs instead of starting a second one', async () => {
    const { workspace, session, pull } = setting();
    await workspace.open(session, 'folder');
    const first = workspace.pull({ full: false });
    const second = workspace.pull({ full: true });
    expect(pull.runs).toHaveLength(1);
    expect(workspace.state().syncing).toBe(true);
    pull.runs[0]?.end(emptyRun);
    expect(await first).toBe(emptyRun);
    expect(await second).toBe(emptyRun);
    expect(workspace.state()).toMatchObject({ syncing: false, lastRun: emptyRun });
  });

  it('cancels the pull when the user goes offline, and when the tenant is closed', async () => {
    const { workspace, session, pull, closedRooms } = setting();
    await workspace.open(session, 'folder');
    const first = workspace.pull({ full: false });
    void workspace.setWorkOffline(true);
    expect(pull.runs[0]?.options.signal.aborted).toBe(true);
    pull.runs[0]?.end({ ...emptyRun, outcome: 'cancelled' });
    await first;
    void workspace.pull({ full: false });
    const closing = workspace.close();
    expect(pull.runs[1]?.options.signal.aborted).toBe(true);
    expect(closedRooms()).toBe(0);
    pull.runs[1]?.end({ ...emptyRun, outcome: 'cancelled' });
    await closing;
    expect(closedRooms()).toBe(1);
    expect(workspace.state().link).toBe('none');
  });

  it('keeps the brake until the user answers, and pulls with removals accepted when told to', async () => {
    const { workspace, session, pull } = setting();
    await workspace.open(session, 'folder');
    const held = { kind: 'users' as const, wouldRemove: 90, of: 100 };
    const first = workspace.pull({ full: true });
    pull.runs[0]?.end({ ...emptyRun, outcome: 'held', held });
    await first;
    expect(workspace.state().held).toEqual(held);
    const answer = workspace.resolveHeld(true);
    expect(pull.runs[1]?.options).toMatchObject({ full: true, acceptRemovals: true });
    pull.runs[1]?.end(emptyRun);
    await answer;
    expect(workspace.state().held).toBeNull();
  });

  const heldRun = (wouldRemove: number): SyncRun => ({
    ...emptyRun,
    outcome: 'held',
    held: { kind: 'users', wouldRemove, of: 100 },
  });
  const someTurns = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };

  it('lets a pull that runs end before it takes the accepted one', async () => {
    const { workspace, session, pull } = setting();
    await workspace.open(session, 'folder');
    const first = workspace.pull({ full: true });
    pull.runs[0]?.end(heldRun(90));
    await first;
    void workspace.pull({ full: true });
    const answer = workspace.resolveHeld(true);
    await someTurns();
    expect(pull.runs).toHaveLength(2);
    pull.runs[1]?.end(heldRun(90));
    await someTurns();
    expect(pull.runs[2]?.options).toMatchObject({ full: true, acceptRemovals: true });
    pull.runs[2]?.end(emptyRun);
    await answer;
    expect(workspace.state().held).toBeNull();
  });

  it('asks again when more would go than was accepted', async () => {
    const { workspace, session, pull } = setting();
    await workspace.open(session, 'folder');
    const first = workspace.pull({ full: true });
    pull.runs[0]?.end(heldRun(90));
    await first;
    void workspace.pull({ full: true });
    const answer = workspace.resolveHeld(true);
    pull.runs[1]?.end(heldRun(91));
    await answer;
    expect(pull.runs).toHaveLength(2);
    expect(workspace.state().held).toMatchObject({ wouldRemove: 91 });
  });

  it('takes nothing for a tenant that was closed meanwhile', async () => {
    const { workspace, session, pull } = setting();
    await workspace.open(session, 'folder');
    void workspace.pull({ full: true });
    const answer = workspace.resolveHeld(true);
    const closing = workspace.close();
    pull.runs[0]?.end({ ...emptyRun, outcome: 'cancelled' });
    await Promise.all([answer, closing]);
    expect(pull.runs).toHaveLength(1);
  });

  it('pulls by itself once online and never twice at once', async () => {
    const { workspace, session, pull, timers, setLink } = setting({ pullByItself: true, link: 'connecting' });
    await workspace.open(session, 'folder');
    expect(timers.filter((timer) => !timer.cancelled)).toHaveLength(0);
    setLink({ link: 'online', problem: null });
    const waiting = timers.filter((timer) => !timer.cancelled);
    expect(waiting.map((timer) => timer.milliseconds)).toEqual([0]);
    waiting[0]?.run();
    expect(pull.runs).toHaveLength(1);
    setLink({ link: 'online', problem: null });
    expect(timers.filter((timer) => !timer.cancelled && timer !== waiting[0])).toHaveLength(0);
  });

  it('sends by itself when it opens, when the tenant is back, and after a pull; the terminal does not', async () => {
    const { workspace, session, pushed, pull, setLink } = setting({ pullByItself: true, link: 'offline' });
    await workspace.open(session, 'folder');
    expect(pushed).toEqual(['kick']);
    setLink({ link: 'online', problem: null });
    expect(pushed).toEqual(['kick', 'kick']);
    const running = workspace.pull({ full: false });
    pull.runs[0]?.end(emptyRun);
    await running;
    expect(pushed).toEqual(['kick', 'kick', 'kick']);

    const terminal = setting({ pullByItself: false });
    await terminal.workspace.open(terminal.session, 'folder');
    terminal.setLink({ link: 'online', problem: null });
    expect(terminal.pushed).toEqual([]);
  });

  it('lets the push end before the room is closed', async () => {
    const { workspace, session, pushed, closedRooms } = setting();
    await workspace.open(session, 'folder');
    await workspace.close();
    expect(pushed).toEqual(['stop']);
    expect(closedRooms()).toBe(1);
    expect(workspace.editRoom()).toBeNull();
  });

  it('tells of changes at once, then as seldom as anyone can read', async () => {
    const { workspace, session, told, timers, changeNotices } = setting();
    await workspace.open(session, 'folder');
    expect(workspace.state().outbox.pending).toBe(2);
    for (let n = 0; n < 100; n += 1) told.changes();
    expect(changeNotices).toHaveLength(1);
    timers.findLast((timer) => !timer.cancelled)?.run();
    expect(changeNotices).toHaveLength(2);
    expect(changeNotices[1]).toMatchObject({ pending: 2 });
  });
});

describe('the choice to work offline', () => {
  it('outlasts the room, and is in effect before it opens', async () => {
    const { workspace, session, wished, kept } = setting({ pullByItself: true });
    await workspace.open(session, 'folder');
    expect((await workspace.setWorkOffline(true)).workOffline).toBe(true);
    expect(kept.get('k1')).toBe(true);
    await workspace.close();
    expect(workspace.state().workOffline).toBe(false);
    wished.length = 0;
    await workspace.open(session, 'folder');
    expect(wished).toEqual([true]);
    expect(workspace.state().workOffline).toBe(true);
    await workspace.setWorkOffline(false);
    expect(kept.get('k1')).toBe(false);
  });

  it('is in effect though it cannot be kept', async () => {
    const { workspace, session, kept, fillDisk } = setting();
    await workspace.open(session, 'folder');
    fillDisk();
    expect((await workspace.setWorkOffline(true)).workOffline).toBe(true);
    expect(kept.size).toBe(0);
  });
});

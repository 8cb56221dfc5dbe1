import { describe, expect, it } from 'vitest';
import type { RecoveryReport } from '../../../src-shared/domain/recovery.ts';
import type { SyncRun } from '../../../src-shared/domain/sync-state.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { emptyRun, workspaceSetting } from '../../builders/workspace-bench.ts';

describe('a ledger that had to be recovered', () => {
  it('is told until the user has seen what was kept', async () => {
    const { workspace, session, states, setUnseen } = workspaceSetting();
    const report: RecoveryReport = {
      at: '2026-03-03T12:00:00.000Z',
      cause: 'damaged',
      keptIn: '/profile/damaged/2026',
      changes: {
        kept: 2,
        fromBackup: 0,
        backupOf: null,
        held: ['c1'],
        lost: [{ from: 3, to: 3 }],
        openEnded: false,
      },
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

describe('files that were found damaged while in use', () => {
  const damaged = new RolebookError({
    kind: 'storage',
    origin: 'db',
    reason: 'disk-full',
    message: 'The disk is full.',
  });

  it('are closed, however badly, and opened anew under the same session; it was open all the while', async () => {
    const { workspace, session, opened, damage, states, closedRooms } = workspaceSetting();
    await workspace.open(session, '/tenant');
    const before = states.length;
    damage.closing = new Error('malformed');
    const mending = workspace.reopen();
    expect(() => workspace.mirror()).toThrow('is being mended');
    expect(() => workspace.editRoom()).toThrow('is being mended');
    expect(workspace.session()).toBe(session);
    expect(workspace.state()).toMatchObject({ connectionKey: 'k1', link: 'online' });
    await mending;
    expect([closedRooms(), opened]).toEqual([1, ['/tenant', '/tenant']]);
    expect(states.slice(before).every(({ connectionKey }) => connectionKey === 'k1')).toBe(true);
    expect(workspace.mirror()).toBeDefined();
  });

  it('wait for a pull that runs, whatever its end', async () => {
    const { workspace, session, pull, opened } = workspaceSetting();
    await workspace.open(session, '/tenant');
    const first = workspace.pull({ full: false });
    const failed = expect(first).rejects.toThrow('malformed');
    const mending = workspace.reopen();
    expect(opened).toHaveLength(1);
    pull.runs[0]?.fail(new Error('malformed'));
    await Promise.all([failed, mending]);
    expect(opened).toHaveLength(2);
  });

  it('that cannot be opened leave nothing open, and the state says why', async () => {
    const { workspace, session, damage, states } = workspaceSetting();
    await workspace.open(session, '/tenant');
    damage.opening = damaged;
    await expect(workspace.reopen()).rejects.toBe(damaged);
    expect(states.at(-1)).toMatchObject({
      connectionKey: null,
      link: 'none',
      problem: { reason: 'disk-full' },
    });
    expect(() => workspace.mirror()).toThrow('No tenant is open.');
    damage.opening = null;
    await workspace.open(session, '/tenant');
    expect(workspace.state()).toMatchObject({ connectionKey: 'k1', problem: null });
  });
});

describe('a tenant whose files open, but answer nothing', () => {
  it.each(['mirror', 'outbox'] as const)('is closed again, however badly (%s)', async (part) => {
    const { workspace, session, damage, closedRooms, opened } = workspaceSetting();
    const broken = new Error('malformed');
    damage[part] = broken;
    damage.closing = new Error('this neither');
    await expect(workspace.open(session, '/tenant')).rejects.toBe(broken);
    expect(closedRooms()).toBe(1);
    expect(workspace.session()).toBeNull();
    expect(() => workspace.mirror()).toThrow('No tenant is open.');
    // Nobody holds the files: they can be opened once they are sound.
    damage[part] = null;
    damage.closing = null;
    await workspace.open(session, '/tenant');
    expect([closedRooms(), opened.length]).toEqual([1, 2]);
    expect(workspace.session()).toBe(session);
  });

  it.each(['mirror', 'outbox'] as const)('leaves nothing open after mending either (%s)', async (part) => {
    const { workspace, session, damage, closedRooms, states } = workspaceSetting();
    await workspace.open(session, '/tenant');
    const broken = new Error('malformed');
    damage[part] = broken;
    await expect(workspace.reopen()).rejects.toBe(broken);
    expect(closedRooms()).toBe(2);
    expect(states.at(-1)).toMatchObject({ connectionKey: null, link: 'none' });
    expect(() => workspace.mirror()).toThrow('No tenant is open.');
  });
});

describe('the open tenant', () => {
  it('says that nothing is open before anything is', () => {
    const { workspace } = workspaceSetting();
    expect(workspace.state()).toMatchObject({
      connectionKey: null,
      link: 'none',
      syncing: false,
      mirrorAsOf: null,
    });
    expect(() => workspace.mirror()).toThrow('No tenant is open.');
  });

  it('joins a pull that runs instead of starting a second one', async () => {
    const { workspace, session, pull } = workspaceSetting();
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
    const { workspace, session, pull, closedRooms } = workspaceSetting();
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
    const { workspace, session, pull } = workspaceSetting();
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
    const { workspace, session, pull } = workspaceSetting();
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
    const { workspace, session, pull } = workspaceSetting();
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
    const { workspace, session, pull } = workspaceSetting();
    await workspace.open(session, 'folder');
    void workspace.pull({ full: true });
    const answer = workspace.resolveHeld(true);
    const closing = workspace.close();
    pull.runs[0]?.end({ ...emptyRun, outcome: 'cancelled' });
    await Promise.all([answer, closing]);
    expect(pull.runs).toHaveLength(1);
  });

  it('pulls by itself once online and never twice at once', async () => {
    const { workspace, session, pull, timers, setLink } = workspaceSetting({
      pullByItself: true,
      link: 'connecting',
    });
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
    const { workspace, session, pushed, pull, setLink } = workspaceSetting({
      pullByItself: true,
      link: 'offline',
    });
    await workspace.open(session, 'folder');
    expect(pushed).toEqual(['kick']);
    setLink({ link: 'online', problem: null });
    expect(pushed).toEqual(['kick', 'kick']);
    const running = workspace.pull({ full: false });
    pull.runs[0]?.end(emptyRun);
    await running;
    expect(pushed).toEqual(['kick', 'kick', 'kick']);

    const terminal = workspaceSetting({ pullByItself: false });
    await terminal.workspace.open(terminal.session, 'folder');
    terminal.setLink({ link: 'online', problem: null });
    expect(terminal.pushed).toEqual([]);
  });

  it('lets the push end before the room is closed', async () => {
    const { workspace, session, pushed, closedRooms } = workspaceSetting();
    await workspace.open(session, 'folder');
    await workspace.close();
    expect(pushed).toEqual(['stop']);
    expect(closedRooms()).toBe(1);
    expect(workspace.editRoom()).toBeNull();
  });

  it('tells of changes at once, then as seldom as anyone can read', async () => {
    const { workspace, session, told, timers, changeNotices } = workspaceSetting();
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
    const { workspace, session, wished, kept } = workspaceSetting({ pullByItself: true });
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
    const { workspace, session, kept, fillDisk } = workspaceSetting();
    await workspace.open(session, 'folder');
    fillDisk();
    expect((await workspace.setWorkOffline(true)).workOffline).toBe(true);
    expect(kept.size).toBe(0);
  });
});

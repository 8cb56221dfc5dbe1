import { Worker } from 'node:worker_threads';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { Clock } from '../../src-shared/ports/clock.ts';
import { timestamp } from '../../src-shared/ports/clock.ts';
import type { Log } from '../log/log.ts';
import type { PagesBefore } from './build/pages-before.ts';
import type { Mirror, MirrorInfo } from './mirror.ts';
import type { DeltaEnd, DeltaStart, MirrorDelta } from './mirror-delta.ts';
import type { MirrorMessage, MirrorMethods, MirrorWorkerData } from './mirror-protocol.ts';
import { createThreadCalls } from './thread-calls.ts';

/** What a pull may do with a mirror, beyond what services may. */
export interface RebuildableMirror extends Mirror {
  readonly path: string;
  /** Pages that a sweep of this tenant may be compared with; null where equal ones prove nothing. */
  pagesBefore(origin: string): Promise<PagesBefore | null>;
  /** Remembers changes from now on, until one of the next three; a build that is held back keeps them remembered. */
  beginRebuild(): Promise<void>;
  /** The pull came to nothing: the mirror stays as it is. */
  endRebuild(): Promise<void>;
  /** The tenant is as it was: only the age of the data is new. */
  markFresh(asOf: string): Promise<void>;
  /** Takes a built file in the mirror's place; windows are answered from the facts before until it is read. */
  swapIn(builtPath: string): Promise<MirrorInfo>;
  /** What a delta can go on from, or null; what acts of ours touch from now on stays as they write it. */
  beginDelta(): Promise<DeltaStart | null>;
  /** Which of these users the tenant had when it was last read. */
  knownUsers(ids: readonly string[]): Promise<readonly string[]>;
  /** Writes what has changed at the tenant, all of it or nothing. */
  applyDelta(delta: MirrorDelta): Promise<DeltaEnd>;
  /** A complete sweep has ended, at `endedAt`, that took so many milliseconds: deltas may go on from where it began. */
  startCursors(took: number, endedAt: number): Promise<void>;
  /**
   * Tells the e-mails of users who were deleted, as the history knows them: what a rule for one of them comes to is another
   * thing than for an e-mail never seen. Kept in memory alone.
   */
  setDeparted(emails: readonly string[]): Promise<void>;
}

/** What opening a mirror needs. */
export interface MirrorDeps {
  /** Where `mirror.db` is or will be; its folder is made 0700. */
  readonly path: string;
  /** `mirror-worker.ts`, or what it was bundled to. */
  readonly workerUrl: URL;
  readonly clock: Clock;
  readonly log: Log;
}

function stopped(): RolebookError {
  return new RolebookError({
    kind: 'storage',
    origin: 'db',
    reason: 'mirror-stopped',
    message: 'The local copy of the tenant is closed.',
    hint: 'Open the tenant again.',
  });
}

/**
 * Opens the mirror of one tenant in a thread of its own. Rejects with a `storage` RolebookError when the file belongs
 * to something else, comes from a newer edition, or the disk does not let us; a damaged file is set aside instead.
 */
export async function createMirror(deps: MirrorDeps): Promise<RebuildableMirror> {
  const workerData: MirrorWorkerData = { path: deps.path, now: timestamp(deps.clock) };
  const worker = new Worker(deps.workerUrl, { workerData, name: 'mirror' });
  let closing: Promise<void> | null = null;
  const listeners = new Set<Parameters<Mirror['onChanged']>[0]>();
  const { ask, settle, giveUp } = createThreadCalls<MirrorMethods>(worker, (trace) =>
    deps.log.error('mirror.failed', { trace }),
  );
  const gone = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      giveUp(stopped());
      resolve();
    });
  });

  await new Promise<void>((resolve, reject) => {
    worker.on('message', (message: MirrorMessage) => {
      if (message.type === 'open') resolve();
      else if (message.type === 'failed') {
        if (message.trace !== null) deps.log.error('mirror.failed', { trace: message.trace });
        reject(new RolebookError(message.error));
      } else if (message.type === 'changed') for (const listener of listeners) listener(message);
      else settle(message.answer);
    });
    worker.on('error', (error: Error) => {
      deps.log.error('mirror.thread-failed', { name: error.name });
      giveUp(error);
      reject(error);
    });
  });

  return {
    path: deps.path,
    info: () => ask('info', []),
    window: (request) => ask('window', [request, deps.clock.now()]),
    record: (view, id) => ask('record', [view, id]),
    roles: () => ask('roles', []),
    permissionSets: () => ask('permissionSets', []),
    listed: (kind) => ask('listed', [kind]),
    scopeTree: (counts) => ask('scopeTree', [counts]),
    users: (ids) => ask('users', [ids]),
    usersLike: (email) => ask('usersLike', [email]),
    rules: (ids) => ask('rules', [ids]),
    serviceAccounts: (ids) => ask('serviceAccounts', [ids]),
    rulesOf: (subject) => ask('rulesOf', [subject]),
    rulesOfRole: (roleId) => ask('rulesOfRole', [roleId]),
    access: {
      subject: (question) => ask('access.subject', [question]),
      whoCan: (question) => ask('access.whoCan', [question]),
      explain: (question) => ask('access.explain', [question]),
      whatIf: (question) => ask('access.whatIf', [question]),
      compare: (question) => ask('access.compare', [question]),
      followUps: (question) => ask('access.followUps', [question]),
      matrix: (question) => ask('access.matrix', [question]),
      freeze: (question) => ask('access.freeze', [question]),
      frozenRows: (window) => ask('access.frozenRows', [window]),
      roster: (question) => ask('access.roster', [question]),
      rosterRows: (window) => ask('access.rosterRows', [window]),
    },
    apply: (change) => ask('apply', [change, deps.clock.now()]),
    pagesBefore: (origin) => ask('pagesBefore', [origin]),
    beginRebuild: () => ask('beginRebuild', []),
    endRebuild: () => ask('endRebuild', []),
    markFresh: (asOf) => ask('markFresh', [asOf]),
    swapIn: (builtPath) => ask('swapIn', [builtPath]),
    beginDelta: () => ask('beginDelta', []),
    knownUsers: (ids) => ask('knownUsers', [ids]),
    applyDelta: (delta) => ask('applyDelta', [delta]),
    startCursors: (took, endedAt) => ask('startCursors', [took, endedAt]),
    setDeparted: (emails) => ask('setDeparted', [emails]),
    onChanged(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      // Closing twice is closing once. The thread ends in any case, and only then is the file free.
      closing ??= ask('close', []).finally(() => gone);
      await closing;
    },
  };
}

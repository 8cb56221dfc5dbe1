import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SyncRun } from '../src-shared/domain/sync-state.ts';
import type { ErrorBody } from '../src-shared/errors/error-body.ts';
import { toErrorBody } from '../src-shared/errors/to-error-body.ts';
import type { Clock } from '../src-shared/ports/clock.ts';
import type { Random } from '../src-shared/ports/random.ts';
import { type RebuildableMirror, createMirror } from './db/create-mirror.ts';
import { createHistory } from './db/history/create-history.ts';
import type { Journal } from './db/journal.ts';
import { openLedger } from './db/ledger.ts';
import { takeOwnership } from './db/ownership.ts';
import { watched } from './db/watched.ts';
import type { Log } from './log/log.ts';
import type { CredentialTray } from './services/credential-tray.ts';
import { createOverlayKeeper, looksDifferent } from './services/edits/overlay-keeper.ts';
import { createSendGuard } from './services/edits/send-guard.ts';
import type { Writers } from './files/start-writing.ts';
import { settleInterrupted } from './services/journal-book/settle-interrupted.ts';
import { createDepartedUsers } from './services/history/departed-users.ts';
import { noteBegunAnew } from './services/history/note-begun-anew.ts';
import { createMendHistory } from './services/history/mend-history.ts';
import { createHistoryKeeper } from './services/history/history-keeper.ts';
import { type Closing, createClosing } from './services/closing.ts';
import type { Mended } from './services/mending.ts';
import { noticedOutbox } from './services/noticed-outbox.ts';
import { createPastMirror } from './services/history/past-mirror.ts';
import type { TenantRoom } from './services/workspace-parts.ts';
import type { TenantSession } from './session/tenant-session.ts';
import { createPull } from './sync/create-pull.ts';
import { createPush } from './sync/push/create-push.ts';
import type { PushRun } from './sync/push/push.ts';
import type { IssuedSecret } from './sync/push/push-deps.ts';
import { workerUrl } from './system/worker-url.ts';
import type { AppRoot } from './system/app-root.ts';

/** What a tenant's room is made of. */
export interface TenantRoomParts extends Mended {
  readonly session: TenantSession;
  /** The tenant's own folder; both its files lie in it. */
  readonly folder: string;
  readonly root: AppRoot;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly tray: CredentialTray;
  /** When this process started, RFC 3339. */
  readonly startedAt: string;
  readonly writers: Pick<Writers, 'writtenBefore' | 'settled'>;
  /** Whether a command of the terminal opens it, which asks and goes. */
  readonly forTerminal: boolean;
  /** Whether changes that are not staged go by themselves. */
  automatic(): boolean;
  /** After each commit of the outbox. */
  onChanges(): void;
  /** After the history has grown. */
  onMoment(): void;
  /** After a moment that was looked at was left by itself: the screens show today. */
  onToday(): void;
}

/** A push as the timeline tells of it; its rows are the changes that went through. */
function asSyncRun({ done, stuck, ...run }: PushRun, error: ErrorBody | null): SyncRun {
  const short = error !== null && done === 0 ? 'failed' : 'partial';
  const ended = error === null && stuck === 0 ? 'complete' : short;
  const outcome = error?.kind === 'cancelled' ? 'cancelled' : ended;
  return { ...run, outcome, rows: done, added: 0, changed: done, removed: 0, error, held: null };
}

/** Secrets of this tenant go into the tray with its name on them. */
function takeSecrets({ session, tray }: TenantRoomParts): (issued: IssuedSecret) => string {
  return ({ secret, mailed = false, ...about }) => {
    const { connection, actor } = session.describe();
    const info = tray.add({ ...about, tenantUrl: connection.url, tenantLabel: connection.label }, secret, {
      key: session.key,
      actor,
    });
    if (mailed) tray.markHandedOver([info.id]);
    return info.id;
  };
}

/**
 * Opens the files of a tenant and connects pull and push to them. Rejects with `storage` RolebookErrors; then no thread of it
 * runs any more, and its files and its folder are free.
 */
export async function openTenantRoom(parts: TenantRoomParts): Promise<TenantRoom<Journal>> {
  const closing = createClosing();
  try {
    return await openAll(parts, closing);
  } catch (error) {
    await closing
      .close()
      .catch((trouble: unknown) =>
        parts.log.warn('room.closed-badly', { reason: toErrorBody(trouble).reason }),
      );
    throw error;
  }
}

async function openAll(parts: TenantRoomParts, closing: Closing): Promise<TenantRoom<Journal>> {
  const { session, folder, root, clock, random, log } = parts;
  closing.add(takeOwnership(folder));
  // Nothing is sent any more from files that were found damaged while in use (reliability §2.4): opening mends them.
  let stopSending = (): void => {};
  const told = new Set<'ledger' | 'mirror'>();
  const damaged = (file: 'ledger' | 'mirror') => (): void => {
    stopSending();
    if (!told.has(file)) parts.onDamage();
    told.add(file);
  };
  const onDamage = damaged('ledger');
  const ledger = openLedger(join(folder, 'ledger.db'), { clock, log, onDamage });
  closing.add(() => ledger.close());
  const openMirror = (path: string): Promise<RebuildableMirror> =>
    createMirror({ path, workerUrl: workerUrl(root, 'db/mirror-worker'), clock, log });
  const opened = await openMirror(join(folder, 'mirror.db'));
  closing.add(() => opened.close());
  const mirror = watched(opened, damaged('mirror'));
  const historyPath = join(folder, 'history.db');
  const asked = createHistory({
    path: historyPath,
    mirrorPath: mirror.path,
    workerUrl: workerUrl(root, 'db/history/history-worker'),
    suspect: parts.historySuspect,
    onLookedThrough: () => parts.historyLookedThrough(),
    clock,
    log,
    onBegunAnew(report) {
      noteBegunAnew({ ...ledger, log }, report);
      parts.onChanges();
      parts.onMoment();
      // The moment that is looked at is none of this history.
      if (past.looked() !== null) void past.lookAt(null).then(() => parts.onToday());
    },
  });
  closing.add(() => asked.close());
  const mendHistory = createMendHistory({
    history: asked,
    mayMend: () => parts.historyDamaged(),
    onMended() {
      void keeper.before().then(() => departed.again());
    },
    log,
  });
  const history = watched(asked, mendHistory);
  const past = createPastMirror({ history, folder, open: openMirror });
  closing.add(() => past.lookAt(null));
  const keeper = createHistoryKeeper({
    history,
    client: () => session.client(),
    mirror,
    clock,
    log,
    onMoment: () => {
      departed.again();
      parts.onMoment();
    },
  });
  // A look is brought to its end: the terminal closes right after its sync.
  closing.add(() => keeper.stop());
  const departed = createDepartedUsers({
    history,
    mirror,
    ready: () => existsSync(historyPath) && !keeper.looking(),
    usersWait: parts.forTerminal,
    log,
  });
  const pull = createPull({
    client: () => session.client(),
    mirror,
    workerUrl: workerUrl(root, 'sync/pull-worker'),
    clock,
    log,
    onEvents: (read) => keeper.keep(read),
  });
  const { outbox } = ledger;
  settleInterrupted({
    journal: ledger.journal,
    startedAt: parts.startedAt,
    isChange: (act) => outbox.get(act) !== null,
    written: parts.writers.writtenBefore,
    settled: (packageId) => void parts.writers.settled(packageId),
    log,
  });
  const actor = (): string => session.describe().actor;
  const overlay = createOverlayKeeper({ mirror, outbox, actor, log, clock });
  // What goes through is laid over together with its facts; what meets trouble, or comes to nothing, is shown here.
  const ofPush = noticedOutbox(outbox, (moved) => {
    if (looksDifferent(moved)) void overlay.refresh();
  });
  const push = createPush({
    outbox: ofPush,
    client: () => session.client(),
    binding: session.key,
    actor,
    clock,
    random,
    log,
    credentials: { take: takeSecrets(parts) },
    mirror: { note: (change, noted) => overlay.note(change, noted) },
    guard: createSendGuard({ mirror, session }),
    breath: () => new Promise((resolve) => void setImmediate(resolve)),
    automatic: () => parts.automatic(),
    onChanged: () => parts.onChanges(),
    onEnded: (run, error) => {
      ledger.syncRuns.add(asSyncRun(run, error), 'push');
      parts.onChanges();
    },
  });
  stopSending = () => void push.stop();
  // A first question, which opens it: what is damaged is set aside, and what the tenant is like begins another.
  if (parts.historySuspect) void keeper.before();
  if (outbox.open().length > 0) await overlay.refresh();
  return {
    mirror: departed.mirror,
    pull: {
      async run(options) {
        await keeper.before();
        departed.once();
        const run = await pull.run(options);
        ledger.syncRuns.add(run, run.kind);
        keeper.after(run);
        return run;
      },
    },
    history,
    past,
    journal: ledger.journal,
    lastRun: ledger.syncRuns.latest(),
    recovery: ledger.recoveries,
    unhanded: ledger.unhanded,
    campaigns: ledger.campaigns,
    outbox: noticedOutbox(outbox, () => parts.onChanges()),
    push,
    overlay,
    timeline: (limit) => ledger.syncRuns.list(limit),
    lastLook: () => ledger.syncRuns.latestLook(),
    close: () => closing.close(),
  };
}

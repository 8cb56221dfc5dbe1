import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from '../../../src-shared/domain/tenant.ts';
import type { Clock } from '../../../src-shared/ports/clock.ts';
import type { Random } from '../../../src-shared/ports/random.ts';
import type { TenantClient } from '../../../src-main/cloud/tenant-client.ts';
import type { Transport } from '../../../src-main/cloud/transport.ts';
import { createJournal, type Journal } from '../../../src-main/db/journal.ts';
import { type Outbox, createOutbox } from '../../../src-main/db/outbox.ts';
import type { takeOwnership } from '../../../src-main/db/ownership.ts';
import { createSyncRuns } from '../../../src-main/db/sync-runs.ts';
import type { Log } from '../../../src-main/log/log.ts';
import { CredentialTray } from '../../../src-main/services/credential-tray.ts';
import { createSendGuard } from '../../../src-main/services/edits/send-guard.ts';
import {
  createOverlayKeeper,
  looksDifferent,
  type OverlayKeeper,
} from '../../../src-main/services/edits/overlay-keeper.ts';
import { noticedOutbox } from '../../../src-main/services/noticed-outbox.ts';
import { type OpenedSession, createTenantSession } from '../../../src-main/session/create-tenant-session.ts';
import type { KnownTenant } from '../../../src-main/session/known-tenant.ts';
import type { SignInMeans } from '../../../src-main/session/sign-in-means.ts';
import type { createTokenKeeper } from '../../../src-main/session/token-keeper.ts';
import { createPull } from '../../../src-main/sync/create-pull.ts';
import type { PullMethods } from '../../../src-main/sync/pull-protocol.ts';
import type { Pull } from '../../../src-main/sync/pull.ts';
import { createPush } from '../../../src-main/sync/push/create-push.ts';
import type { Push } from '../../../src-main/sync/push/push.ts';
import type { PushDeps } from '../../../src-main/sync/push/push-deps.ts';
import { ActGate } from '../../../src-main/services/act-gate.ts';
import type { EditDeps, EditRoom } from '../../../src-main/services/edits/edit-room.ts';
import type { Disk } from '../world/disk.ts';
import type { PlanStick } from '../world/plan-stick.ts';
import type { ComputerClock } from '../world/virtual-time.ts';
import { type Desk, createDesk } from './desk.ts';
import { type Gate, guarded } from './gate.ts';
import { type LocalTrouble, meansInTrouble } from './local-trouble.ts';
import { type InProcessMirror, openInProcessMirror } from './in-process-mirror.ts';
import { createInProcessThreads } from './in-process-threads.ts';
import { createStickFiles, type StickFiles } from './stick-files.ts';

/** What a computer remembers of a tenant besides its two files. */
export interface Kept {
  /** In the keychain. */
  means: SignInMeans | null;
  known: KnownTenant | null;
}

/** Who looks on at one start of the app. */
export interface AppWatch {
  /** `dropping`: the user is just taking something back, or answering a question. */
  committed(disk: Disk, commit: Parameters<Outbox['commit']>[0], dropping: boolean): void;
  mirrorChanged(disk: Disk): void;
  mirrorSwaps(disk: Disk): void;
  secretTaken(disk: Disk, secret: string): void;
  /** Something is wrong with the computer itself, and the app has met it. */
  met(trouble: string): void;
}

/** What can be put in the place of a part, for a planted bug. The product's own parts when nothing is. */
export interface Swaps {
  readonly outbox?: (
    outbox: Outbox,
    disk: Disk,
    clock: Pick<Clock, 'now'>,
    others: readonly Disk[],
  ) => Outbox;
  readonly transport?: (transport: Transport) => Transport;
  readonly push?: (deps: PushDeps) => Partial<PushDeps>;
  readonly client?: (client: TenantClient) => TenantClient;
  readonly keeper?: typeof createTokenKeeper;
  readonly pull?: (methods: PullMethods) => PullMethods;
  /** How a tenant's folder is taken for one program alone. */
  readonly own?: typeof takeOwnership;
  /** The program ended in the middle. */
  readonly killed?: (disk: Disk, now: number) => void;
  /** The user signed out. */
  readonly signedOut?: (disk: Disk) => void;
}

/** Everything one start of the app is made of. */
export interface AppParts {
  readonly disk: Disk;
  readonly kept: Kept;
  readonly gate: Gate;
  readonly clock: ComputerClock;
  readonly random: Random;
  readonly log: Log;
  readonly transport: Transport;
  readonly automatic: () => boolean;
  /** What is wrong with the computer itself. */
  readonly trouble: Pick<LocalTrouble, 'keychain'>;
  readonly watch: AppWatch;
  readonly swaps: Swaps;
  /** Where plan files lie. */
  readonly stick: PlanStick;
  /** Other disks of the computer. */
  readonly others: readonly Disk[];
}

/** One start of the app with one tenant open: the product's own parts, joined as composition joins them. */
export interface RunningApp {
  readonly disk: Disk;
  readonly gate: Gate;
  readonly desk: Desk;
  readonly files: StickFiles;
  readonly session: OpenedSession;
  readonly mirror: InProcessMirror;
  readonly outbox: Outbox;
  /** The outbox as those see it who only look on. */
  readonly shown: Pick<Outbox, 'counts' | 'open' | 'ended'>;
  readonly journal: Journal;
  readonly overlay: OverlayKeeper;
  readonly push: Push;
  readonly pull: Pull;
  readonly tray: CredentialTray;
  readonly random: Random;
  readonly clock: ComputerClock;
  readonly log: Log;
}

/** The connection of a disk, as the product would have saved it. */
function connectionOf(disk: Disk, kept: Kept): Connection {
  return {
    key: disk.binding,
    url: disk.tenant.origin,
    label: new URL(disk.tenant.origin).host,
    account: disk.account.means.account,
    method: disk.account.means.method,
    isDemo: false,
    productLine: kept.known?.productLine ?? null,
    hasSecret: kept.means !== null,
  };
}

/** Starts the app on a disk. Nothing is sent before somebody asks. */
export function startApp(parts: AppParts): RunningApp {
  const { disk, kept, gate, random, log, watch, swaps } = parts;
  mkdirSync(disk.folder, { recursive: true, mode: 0o700 });
  const clock: ComputerClock = {
    now: () => parts.clock.now(),
    monotonic: () => parts.clock.monotonic(),
    jump: (milliseconds) => parts.clock.jump(milliseconds),
    after: (milliseconds, run) =>
      parts.clock.after(milliseconds, () => {
        if (gate.alive()) run();
      }),
  };
  const journal = createJournal(disk.ledger, clock);
  const stored = createOutbox(disk.ledger, { clock, journal });
  let dropping = false;
  const watched: Outbox = {
    ...stored,
    commit(commit) {
      const answer = stored.commit(commit);
      watch.committed(disk, commit, dropping);
      return answer;
    },
  };
  const outbox = guarded(gate, 'outbox', swaps.outbox?.(watched, disk, clock, parts.others) ?? watched);
  const syncRuns = guarded(gate, 'syncRuns', createSyncRuns(disk.ledger));
  const mirror = openInProcessMirror({
    path: join(disk.folder, 'mirror.db'),
    gate,
    now: () => clock.now(),
    onChange: () => watch.mirrorChanged(disk),
    onSwap: () => watch.mirrorSwaps(disk),
  });
  const session = createTenantSession({
    connection: connectionOf(disk, kept),
    known: kept.known,
    means() {
      const { keychain } = parts.trouble;
      if (keychain === null) return gate.later('keychain.get', () => kept.means);
      watch.met(`keychain ${keychain}`);
      return meansInTrouble(keychain, { clock, log, key: disk.binding, hasSecret: kept.means !== null });
    },
    transport: swaps.transport?.(parts.transport) ?? parts.transport,
    clock,
    random,
    log,
    ...(swaps.keeper === undefined ? {} : { keeper: swaps.keeper }),
    onKnown: (known) => {
      if (gate.alive()) kept.known = known;
    },
  });
  const tray = new CredentialTray({ clock, random, onChanged: () => {} });
  const actor = (): string => session.describe().actor;
  const overlay = createOverlayKeeper({ mirror, outbox, actor, log, clock });
  const swapped = async (): Promise<TenantClient> => {
    const client = await session.client();
    return swaps.client?.(client) ?? client;
  };
  const deps: PushDeps = {
    outbox: noticedOutbox(outbox, (moved) => {
      if (looksDifferent(moved)) void overlay.refresh();
    }),
    client: swapped,
    binding: disk.binding,
    actor,
    clock,
    random,
    log,
    credentials: {
      take(issued) {
        const { secret, ...about } = issued;
        const { url, label } = session.describe().connection;
        const info = tray.add({ ...about, tenantUrl: url, tenantLabel: label }, secret, {
          key: disk.binding,
          actor: actor(),
        });
        watch.secretTaken(disk, secret);
        return info.id;
      },
    },
    mirror: {
      note: (change, noted) => overlay.note(change, noted),
    },
    guard: createSendGuard({ mirror, session }),
    automatic: parts.automatic,
    onChanged: () => {},
    onEnded: () => {},
  };
  const engine = createPush({ ...deps, ...swaps.push?.(deps) });
  const asUser = <Answer>(act: () => Answer): Answer => {
    dropping = true;
    try {
      return act();
    } finally {
      dropping = false;
      void overlay.refresh();
    }
  };
  const push: Push = {
    ...engine,
    discard: (...args) => asUser(() => engine.discard(...args)),
    resolve: (id, choice, edit) => asUser(() => engine.resolve(id, choice, edit)),
  };
  session.onLinkChanged(({ link }) => {
    if (link === 'online') push.kick();
  });
  const pull = createPull({
    client: swapped,
    mirror,
    workerUrl: new URL('file:///nowhere'),
    clock,
    log,
    openThreads: createInProcessThreads((name, run) => gate.later(name, run), swaps.pull),
  });
  const acts = new ActGate();
  const files = createStickFiles(disk, parts.stick, gate);
  const room: EditRoom = { session, mirror, outbox, push, overlay };
  const edits: EditDeps = {
    room: () => room,
    tray,
    random,
    clock,
    log,
    sendAutomatically: () => Promise.resolve(parts.automatic()),
  };
  return {
    disk,
    gate,
    desk: createDesk({ edits, acts, session, journal, files: files.deps }),
    files,
    session,
    mirror,
    outbox,
    shown: stored,
    journal,
    overlay,
    push,
    pull: {
      async run(options) {
        const { kind, ...run } = await pull.run(options);
        syncRuns.add(run, kind);
        return run;
      },
    },
    tray,
    random,
    clock,
    log,
  };
}

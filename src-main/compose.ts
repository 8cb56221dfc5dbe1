import { mkdir } from 'node:fs/promises';
import { toErrorBody } from '../src-shared/errors/to-error-body.ts';
import type { AppInfo } from '../src-shared/ipc/app-contract.ts';
import type { EventChannel } from '../src-shared/ipc/channels.ts';
import type { CallInput, EventPayload, Handlers } from '../src-shared/ipc/contract.ts';
import type { Settings } from '../src-shared/ipc/settings-contract.ts';
import { type Clock, timestamp } from '../src-shared/ports/clock.ts';
import type { Random } from '../src-shared/ports/random.ts';
import type { Transport } from './cloud/transport.ts';
import { composeCredentials } from './compose-credentials.ts';
import { createDemo } from './compose-demo.ts';
import { readTextFile } from './files/read-text-file.ts';
import { startWriting } from './files/start-writing.ts';
import { createHandlers } from './ipc/handlers.ts';
import { gateHandlers } from './ipc/lock-gate.ts';
import { gatePast } from './ipc/past-gate.ts';
import type { Log } from './log/log.ts';
import { composeReviews } from './compose-reviews.ts';
import { openTenantRoom } from './compose-tenant-room.ts';
import type { Journal } from './db/journal.ts';
import { lockAccount } from './secrets/lock-entry.ts';
import { createKeytarKeychain } from './secrets/keytar-keychain.ts';
import { openKeychain } from './secrets/open-keychain.ts';
import { createOwnKeysService } from './services/access-keys/own-keys-service.ts';
import { createAccessService } from './services/access/access-service.ts';
import { ActGate } from './services/act-gate.ts';
import { createChangesService } from './services/changes/create-changes-service.ts';
import type { AskWhich } from './services/changes/export-plan.ts';
import type { AskWhichFiles } from './services/reviews/import-answers.ts';
import { createConnectionsFile } from './services/connections-file.ts';
import { CredentialTray } from './services/credential-tray.ts';
import type { AskWhere, SecretClipboard } from './services/credentials-service.ts';
import { handOversOf } from './services/hand-overs/hand-overs-of.ts';
import { createHistoryService } from './services/history/history-service.ts';
import { createJournalService } from './services/journal-book/journal-service.ts';
import { createDraftBox } from './services/drafts/draft-box.ts';
import { createLedgerJournal } from './services/ledger-journal.ts';
import { lockCallsOf } from './services/lock/lock-calls.ts';
import { createLockMark } from './services/lock/lock-mark.ts';
import { createLockService, type LockService } from './services/lock/lock-service.ts';
import { createRolesService } from './services/roles-service.ts';
import { createRulesService } from './services/rules-service.ts';
import { createServiceAccountsService } from './services/service-accounts-service.ts';
import { createSettingsService } from './services/settings-service.ts';
import { createTenantsService } from './services/tenants-service.ts';
import { createSignOnService } from './services/sign-on-service.ts';
import { createUsersService } from './services/users-service.ts';
import { createMending } from './services/mending.ts';
import { Workspace } from './services/workspace.ts';
import { createTenantSession } from './session/create-tenant-session.ts';
import type { AppRoot } from './system/app-root.ts';

/** What differs between the window, the terminal and tests. */
export interface RolebookOptions {
  /** Everything of one user of the app: connections, settings, one folder a tenant. Made when missing. */
  readonly profileDir: string;
  readonly root: AppRoot;
  readonly appInfo: AppInfo;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly transport: Transport;
  readonly clipboard: SecretClipboard;
  readonly askWhere: AskWhere;
  readonly askWhich: AskWhich;
  readonly askWhichFiles: AskWhichFiles;
  openLink(link: CallInput<'app.openLink'>['link']): Promise<void>;
  /** Pull by itself when the mirror is old, and send what waits. The terminal does both when told to. */
  readonly pullByItself: boolean;
  /** No tenant is asked anything, whatever was chosen before: the profile is a copy of one that is in use. */
  readonly offline?: boolean;
  /** Gets every notice. */
  emit<E extends EventChannel>(channel: E, payload: EventPayload<E>): void;
  /** The app has locked itself: nothing of what its pages show may stay. */
  onLocked(): void;
}

/** The app without a face. */
export interface Rolebook {
  readonly handlers: Handlers;
  /** Opens what was open last, if anything. Never rejects. */
  restore(): Promise<void>;
  /** Whether quitting now would lose a credential nobody has. */
  hasUnhandedCredentials(): boolean;
  /** Takes back a copied secret: at lock, suspend and quit. */
  clearClipboard(): Promise<void>;
  /** The lock; open until its `start`, which only the window calls. */
  readonly lock: Pick<LockService, 'start' | 'lock' | 'locked'>;
  /** The settings in force, also while locked. */
  settings(): Settings;
  close(): Promise<void>;
}

/** Builds and connects everything. The one place that does. */
export async function createRolebook(options: RolebookOptions): Promise<Rolebook> {
  const { profileDir, root, clock, random, log } = options;
  await mkdir(profileDir, { recursive: true, mode: 0o700 });
  const startedAt = timestamp(clock);
  const writers = await startWriting(profileDir, { random, platform: process.platform });
  const { writeFile, writeFolder, writeProfileFile } = writers;
  const settings = createSettingsService({ folder: profileDir, writeFile: writeProfileFile, clock, log });
  const system = createKeytarKeychain({ clock });
  const keychain = await openKeychain(system, { random, log });
  const keychainAvailable = await keychain.available();
  let inForce = await settings.get();
  const drafts = createDraftBox({ tenant: () => workspace.session()?.key ?? null });
  const lock = createLockService({
    keychain,
    system,
    mark: createLockMark({ folder: profileDir, writeFile: writeProfileFile }),
    account: lockAccount(profileDir),
    clock,
    random,
    log,
    onChanged: (state) => options.emit('lock.changed', state),
    onLocked: () => {
      credentials
        .clearClipboard()
        .catch((error: unknown) =>
          log.error('clipboard.clear-failed', { reason: toErrorBody(error).reason }),
        );
      drafts.locked();
      reviews.locked();
      options.onLocked();
    },
  });
  // A locked window is told nothing but that it is; unlocked, it asks for everything anew.
  const emit: RolebookOptions['emit'] = (channel, payload) => {
    if (!lock.locked()) options.emit(channel, payload);
  };

  const connections = createConnectionsFile({ folder: profileDir, writeFile: writeProfileFile, clock, log });
  const tray = new CredentialTray({
    clock,
    random,
    onChanged: (list) => emit('credentials.changed', [...list]),
  });
  const mendingOf = createMending({ clock, reopen: () => void tenants.reopen() });
  const workspace = new Workspace<Journal>({
    clock,
    log,
    keychainAvailable,
    pullByItself: options.pullByItself,
    // The terminal says at each command whether it is to leave.
    offlineChoice: {
      of: async (key) =>
        options.offline === true ||
        (options.pullByItself && (await connections.find(key))?.workOffline === true),
      keep: async (key, workOffline) => {
        if (options.pullByItself) await connections.change(key, { workOffline });
      },
    },
    notices: {
      sessionChanged: (state) => emit('session.changed', state),
      syncProgress: (progress) => emit('sync.progress', progress),
      mirrorChanged: ({ revision, views }) => emit('mirror.changed', { revision, views: [...views] }),
      changesChanged: (notice) => emit('changes.changed', notice),
    },
    openRoom: (session, folder, { onChanges, onToday }) =>
      openTenantRoom({
        session,
        folder,
        root,
        clock,
        random,
        log,
        tray,
        startedAt,
        writers,
        forTerminal: !options.pullByItself,
        // The terminal sends what it is told to send.
        automatic: () => options.pullByItself && inForce.sendAutomatically,
        onChanges,
        onToday,
        onMoment: () => emit('history.changed', {}),
        ...mendingOf(folder),
      }),
  });

  const acts = new ActGate();
  const demo = createDemo(options);
  const tenants = createTenantsService({
    folder: profileDir,
    connections,
    keychain,
    log,
    openSession: (given) =>
      createTenantSession({ ...given, transport: options.transport, clock, random, log }),
    startDemoTenant: () => demo.start(),
    onOpened: (session, folder) => workspace.open(session, folder),
    onClosed: async () => {
      await workspace.stopSending();
      await acts.idle();
      await workspace.close();
    },
    onAgain: async () => {
      await workspace.stopSending();
      await acts.idle();
      await workspace.reopen();
    },
  });

  const actor = (): string => workspace.session()?.describe().actor ?? '';
  const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const journal = createLedgerJournal({ rows: () => workspace.journal(), actor });
  const edits = {
    room: () => workspace.editRoom(),
    tray,
    random,
    clock,
    log,
    acts,
    sendAutomatically: async () => inForce.sendAutomatically,
    trayEndsWithAct: () => !options.pullByItself,
  };
  const users = createUsersService({ ...edits, journal });
  const changes = createChangesService({
    ...edits,
    journal,
    state: () => workspace.state(),
    timeline: (limit) => workspace.timeline(limit),
    chain: () => workspace.journal(),
    breathe,
    askWhere: options.askWhere,
    askWhich: options.askWhich,
    writeFile,
    readFile: readTextFile,
  });
  const credentials = composeCredentials({
    ...options,
    workspace,
    actor,
    tray,
    writeFile,
    writeFolder,
    settled: (packageId) => writers.settled(packageId),
    emit,
  });

  /** For what people save as files of their own. */
  const saving = { journal, random, clock, log, askWhere: options.askWhere, writeFile };
  const reviews = composeReviews({
    ...options,
    ...saving,
    edits,
    workspace,
    keychain,
    writeFolder,
    actor,
    breathe,
    emit,
  });
  const handlers = createHandlers({
    app: { info: () => options.appInfo, openLink: (link) => options.openLink(link) },
    tenants,
    workspace,
    users,
    accessKeys: createOwnKeysService({ ...edits, journal, unhanded: () => workspace.unhanded() }),
    credentials,
    changes,
    rules: createRulesService(edits),
    serviceAccounts: createServiceAccountsService(edits),
    roles: createRolesService({ ...edits, room: () => workspace.askRoom() }),
    access: createAccessService({
      ...edits,
      room: () => workspace.askRoom(),
      journal,
      askWhere: options.askWhere,
      writeFile,
    }),
    journal: createJournalService({
      ...saving,
      chain: () => workspace.journal(),
      breathe,
    }),
    handOvers: handOversOf({
      ...saving,
      workspace,
      tray,
      breathe,
      remindAfterDays: () => inForce.remindAfterDays,
    }),
    history: createHistoryService({
      history: () => workspace.history(),
      tenantName: () => workspace.session()?.describe().connection.label ?? '',
      ...saving,
      chain: () => workspace.journal(),
      breathe,
    }),
    reviews: reviews.service,
    signOn: createSignOnService({ ...edits, journal }),
    settings: {
      get: () => settings.get(),
      set: async (patch) => {
        inForce = await settings.set(patch);
        if (patch.sendAutomatically === true) workspace.sendByItself();
        return inForce;
      },
    },
    drafts,
    lock: lockCallsOf(lock, () => inForce),
  });

  return {
    handlers: gateHandlers(
      gatePast(handlers, () => workspace.state().lookingBack !== undefined),
      () => lock.locked(),
    ),
    lock,
    settings: () => inForce,
    restore: async () => void (await tenants.restoreLast()),
    hasUnhandedCredentials: () => credentials.hasUnhanded(),
    clearClipboard: () => credentials.clearClipboard(),
    async close() {
      // Each of these must have its turn, whatever becomes of the others.
      const ends = [() => credentials.close(), () => tenants.close(), () => demo.stop()];
      for (const end of ends) {
        await end().catch((error: unknown) =>
          log.error('close-failed', { reason: toErrorBody(error).reason }),
        );
      }
      options.transport.close();
    },
  };
}

import { randomUUID } from 'node:crypto';
import { createFileWriter } from '../../src-main/files/atomic-write.ts';
import { readTextFile } from '../../src-main/files/read-text-file.ts';
import type { TenantClient } from '../../src-main/cloud/tenant-client.ts';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import {
  createOwnKeysService,
  type OwnKeysService,
} from '../../src-main/services/access-keys/own-keys-service.ts';
import { createLedgerJournal } from '../../src-main/services/ledger-journal.ts';
import { ActGate } from '../../src-main/services/act-gate.ts';
import type { CredentialInfo } from '../../src-shared/domain/credential.ts';
import type { Abilities, ProductLine } from '../../src-shared/domain/tenant.ts';
import type { OpenTenant } from '../../src-shared/ipc/tenants-contract.ts';
import { CredentialTray } from '../../src-main/services/credential-tray.ts';
import Sqlite from 'better-sqlite3';
import {
  createJournal as createLedgerRows,
  type Journal as LedgerJournal,
} from '../../src-main/db/journal.ts';
import type { SessionState, SyncRun } from '../../src-shared/domain/sync-state.ts';
import { ledgerMigrations } from '../../src-main/db/ledger.ts';
import { migrate } from '../../src-main/db/migrate.ts';
import { createUnhanded, type Unhanded } from '../../src-main/db/unhanded.ts';
import { createOutbox, type Outbox } from '../../src-main/db/outbox.ts';
import type {
  ChangesService,
  RulesService,
  ServiceAccountsService,
} from '../../src-main/services/changes-service.ts';
import type { AskWhich } from '../../src-main/services/changes/export-plan.ts';
import type { AskWhere } from '../../src-main/services/credentials-service.ts';
import { createChangesService } from '../../src-main/services/changes/create-changes-service.ts';
import type { EditRoom } from '../../src-main/services/edits/edit-room.ts';
import { createOverlayKeeper } from '../../src-main/services/edits/overlay-keeper.ts';
import { createSendGuard } from '../../src-main/services/edits/send-guard.ts';
import { createRolesService, type RolesService } from '../../src-main/services/roles-service.ts';
import { createSignOnService, type SignOnService } from '../../src-main/services/sign-on-service.ts';
import { type AccessService, createAccessService } from '../../src-main/services/access/access-service.ts';
import { createRulesService } from '../../src-main/services/rules-service.ts';
import { createServiceAccountsService } from '../../src-main/services/service-accounts-service.ts';
import { createUsersService, type UsersService } from '../../src-main/services/users-service.ts';
import { createPush } from '../../src-main/sync/push/create-push.ts';
import type { Push } from '../../src-main/sync/push/push.ts';
import { type LogFields, silentLog } from '../../src-main/log/log.ts';
import type { TenantSession } from '../../src-main/session/tenant-session.ts';
import { allAllowed } from './all-allowed.ts';
import { countingByItself } from './counting-random.ts';
import { aRole, aRule, aServiceAccount, aUser } from './facts.ts';
import { quietState } from './quiet-state.ts';
import { HandClock } from './hand-clock.ts';
import { MemoryJournal } from './memory-journal.ts';
import { MemoryMirror, type MemoryMirrorFacts } from './memory-mirror.ts';
import { type ReviewsBench, reviewsBench } from './reviews-bench.ts';
import { ScriptedTenant, unreachable } from './scripted-tenant.ts';

/** The ledger's journal of a bench: what edits and sends wrote, whoever wrote it. */
export interface LedgerLines {
  /** `verb result`, oldest first. */
  lines(): string[];
  text(): string;
}

export const systemAdministrator = aRole(1, 'System administrator');
export const researcher = aRole(5, 'L1 researcher');
export const viewer = aRole(7, 'Viewer');
export const departmentAdministrator = aRole(1710, 'Department administrator');
const roles = [systemAdministrator, researcher, viewer, departmentAdministrator];
const tenant = { type: 'tenant', id: '7', name: 'Acme' };

const diskFull = (): RolebookError =>
  new RolebookError({ kind: 'storage', origin: 'db', reason: 'disk-full', message: 'The disk is full.' });

/** Everything one test of the services over the outbox looks at. */
export interface UsersBench extends ReviewsBench {
  readonly service: UsersService;
  readonly rules: RulesService;
  readonly access: AccessService;
  readonly signOn: SignOnService;
  readonly ownKeys: OwnKeysService;
  readonly serviceAccounts: ServiceAccountsService;
  readonly roles: RolesService;
  readonly changes: ChangesService;
  readonly tenant: ScriptedTenant;
  readonly mirror: MemoryMirror;
  readonly journal: MemoryJournal;
  readonly chain: LedgerJournal;
  readonly ledger: LedgerLines;
  readonly outbox: Outbox;
  readonly unhanded: Unhanded;
  readonly push: Push;
  readonly room: EditRoom;
  /** What is open: {@link UsersBench.room}, until a test says otherwise. */
  roomNow: () => EditRoom | null;
  /** Closes the tenant, and the files under those who still have its room. */
  closeFiles(): void;
  /** The acts under way, for which a tenant waits before its files are closed. */
  readonly acts: ActGate;
  readonly clock: HandClock;
  readonly tray: CredentialTray;
  readonly traySeen: CredentialInfo[][];
  /** Every field that was logged, as text. */
  readonly logged: string[];
  readonly session: TenantSession;
  /** Answer the dialogs for plan files. */
  askWhere: AskWhere;
  askWhich: AskWhich;
  online: boolean;
  workOffline: boolean;
  automatic: boolean;
  /** Whether anything is sent without being told to, as the window does and the terminal does not. */
  byItself: boolean;
  /** Refuses every commit of the outbox. */
  diskFull: boolean;
  abilities: Abilities;
  /** What the session says otherwise than it is here. */
  sessionState: Partial<SessionState>;
  /** The run of sync that the mirror comes from. */
  lastLook: SyncRun | null;
  /** What happens while long work lets others have their turn. */
  onBreath: () => void;
  /** Lets everything that is under way come to rest, without moving the clock. */
  rest(): Promise<void>;
}

/**
 * Two administrators (root, who is signed in, and ada), a local user bob and an SSO user eve in group vision; mirror
 * and tenant agree at the start. Edits go through a real outbox and a real push.
 */
export function usersBench(
  more: MemoryMirrorFacts & { client?: TenantClient; actor?: string; productLine?: ProductLine } = {},
): UsersBench {
  const users = more.users ?? [
    aUser('root'),
    aUser('ada'),
    aUser('bob'),
    aUser('eve', { isLocal: false, groups: ['vision'] }),
  ];
  const rules = more.rules ?? [
    aRule(1, 'root@example.com', systemAdministrator, tenant),
    aRule(2, 'ada@example.com', systemAdministrator, tenant),
    aRule(3, 'bob@example.com', viewer, { type: 'project', id: 'p-cats', name: 'cats' }),
  ];
  const accounts = more.serviceAccounts ?? [
    aServiceAccount('sa1', { name: 'robot', clientId: 'robot-client' }),
    aServiceAccount('sa2', { name: 'crawler', clientId: 'crawler-client' }),
  ];
  const cloud = new ScriptedTenant({ users, rules, roles, serviceAccounts: accounts });
  const mirror = new MemoryMirror({
    ...more,
    users: [...users],
    rules: [...rules],
    roles: more.roles ?? roles,
    serviceAccounts: accounts,
  });
  const journal = new MemoryJournal();
  const clock = new HandClock(Date.UTC(2026, 0, 2, 3, 4, 5));
  const database = new Sqlite(':memory:');
  migrate(database, ledgerMigrations);
  const rows = createLedgerRows(database, clock);
  const stored = createOutbox(database, { clock, journal: rows });
  const outbox: Outbox = {
    ...stored,
    commit(commit) {
      if (bench.diskFull) throw diskFull();
      return stored.commit(commit);
    },
  };
  const unhanded = createUnhanded(database);
  const traySeen: CredentialInfo[][] = [];
  const logged: string[] = [];
  const keep = (event: string, of: LogFields = {}): void => void logged.push(event, JSON.stringify(of));
  const log = { ...silentLog, error: keep, warn: keep, info: keep, debug: keep };
  const random = countingByItself();
  const tray = new CredentialTray({ clock, random, onChanged: (list) => traySeen.push([...list]) });
  const describe = (): OpenTenant => ({
    connection: {
      key: 'k1',
      url: cloud.origin,
      label: 'Acme',
      account: 'root@example.com',
      method: 'password',
      isDemo: false,
      productLine: more.productLine ?? '3.0',
      hasSecret: false,
    },
    productLine: more.productLine ?? '3.0',
    productText: 'Run:ai 3.0',
    actor: more.actor ?? 'root@example.com',
    tenantId: '7',
    abilities: bench.abilities,
  });
  const session: TenantSession = {
    key: 'k1',
    describe,
    link: () => ({ link: bench.online && !bench.workOffline ? 'online' : 'offline', problem: null }),
    client: async () => {
      if (!bench.online || bench.workOffline) throw unreachable();
      return more.client ?? cloud;
    },
    retry: async () => {},
    setWorkOffline: () => {},
    onLinkChanged: () => () => {},
    close: async () => {},
  };
  const actor = (): string => describe().actor;
  const overlay = createOverlayKeeper({ mirror, outbox, actor, log });
  const push = createPush({
    outbox,
    client: () => session.client(),
    binding: session.key,
    actor,
    clock,
    random,
    log,
    credentials: {
      take({ secret, mailed = false, ...about }) {
        const of = { tenantUrl: cloud.origin, tenantLabel: 'Acme' };
        const { id } = tray.add({ ...about, ...of }, secret, { key: session.key, actor: actor() });
        if (mailed) tray.markHandedOver([id]);
        return id;
      },
    },
    mirror: { note: (change, noted) => overlay.note(change, noted) },
    guard: createSendGuard({ mirror, session }),
    automatic: () => bench.byItself && bench.automatic,
    onChanged: () => void overlay.refresh(),
    onEnded: () => {},
  });
  const room: EditRoom = { session, mirror, outbox, push, overlay };
  const edits = {
    room: () => bench.roomNow(),
    tray,
    random,
    clock,
    log,
    acts: new ActGate(),
    sendAutomatically: async () => bench.automatic,
    trayEndsWithAct: () => !bench.byItself,
  };
  const exporting = {
    ...edits,
    journal,
    askWhere: (question: Parameters<AskWhere>[0]) => bench.askWhere(question),
    writeFile: createFileWriter({ random: { uuid: () => randomUUID() }, platform: 'linux' }),
  };
  const sessionState = (): SessionState =>
    quietState(session, { workOffline: bench.workOffline, mirrorAsOf: mirror.asOf });
  const bench: UsersBench = {
    tenant: cloud,
    mirror,
    journal,
    chain: rows,
    ledger: {
      lines: () =>
        rows
          .list()
          .toReversed()
          .map(({ verb, detail }) => `${verb} ${String(detail['result'])}`),
      text: () => JSON.stringify(rows.list()),
    },
    outbox,
    unhanded,
    ...reviewsBench({
      ...edits,
      database,
      journal: rows,
      actor,
      state: () => ({ ...sessionState(), ...bench.sessionState }),
      lastLook: () => bench.lastLook,
    }),
    push,
    room,
    roomNow: () => room,
    closeFiles() {
      database.close();
      bench.roomNow = () => null;
    },
    acts: edits.acts,
    clock,
    tray,
    traySeen,
    logged,
    session,
    askWhere: async () => null,
    askWhich: async () => null,
    online: true,
    workOffline: false,
    automatic: true,
    byItself: true,
    diskFull: false,
    abilities: allAllowed,
    sessionState: {},
    lastLook: null,
    onBreath: () => {},
    service: createUsersService({ ...edits, journal }),
    rules: createRulesService(edits),
    serviceAccounts: createServiceAccountsService(edits),
    roles: createRolesService(edits),
    access: createAccessService(exporting),
    signOn: createSignOnService({ ...edits, journal }),
    ownKeys: createOwnKeysService({
      ...edits,
      // What became of keys is read from the ledger later.
      journal: createLedgerJournal({ rows: () => rows, actor }),
      unhanded: () => unhanded,
    }),
    changes: createChangesService({
      ...exporting,
      state: () => sessionState(),
      timeline: () => [],
      chain: () => rows,
      breathe: async () => bench.onBreath(),
      askWhich: (question) => bench.askWhich(question),
      readFile: readTextFile,
    }),
    async rest() {
      do for (let turn = 0; turn < 60; turn += 1) await Promise.resolve();
      while (push.isRunning());
    },
  };
  return bench;
}

import { noChanges, type OutboxCounts } from '../../src-shared/domain/change.ts';
import { randomUUID } from 'node:crypto';
import type { MendReport } from '../../src-shared/domain/recovery.ts';
import type { SyncRun } from '../../src-shared/domain/sync-state.ts';
import type { ErrorBody } from '../../src-shared/errors/error-body.ts';
import type { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { EventChannel } from '../../src-shared/ipc/channels.ts';
import type { EventPayload, ParsedInput } from '../../src-shared/ipc/contract.ts';
import { settingsSchema } from '../../src-shared/ipc/settings-contract.ts';
import type { OpenTenant } from '../../src-shared/ipc/tenants-contract.ts';
import type { Application, ApplicationOptions } from '../../src-main/cli/application.ts';
import type { CliIo } from '../../src-main/cli/cli-io.ts';
import { runCli } from '../../src-main/cli/program.ts';
import { createFolderWriter } from '../../src-main/files/atomic-folder.ts';
import { createFileWriter } from '../../src-main/files/atomic-write.ts';
import { checkRecipients } from '../../src-main/files/containers/check-recipients.ts';
import { readBytes } from '../../src-main/files/read-bytes.ts';
import { createHandlers } from '../../src-main/ipc/handlers.ts';
import { silentLog } from '../../src-main/log/log.ts';
import { createHandOversService } from '../../src-main/services/hand-overs/hand-overs-service.ts';
import { createLedgerJournal } from '../../src-main/services/ledger-journal.ts';
import { createHistoryService } from '../../src-main/services/history/history-service.ts';
import { createJournalService } from '../../src-main/services/journal-book/journal-service.ts';
import { createCredentialsService } from '../../src-main/services/credentials-service.ts';
import { goodPull, neverLocked, progress } from './cli-answers.ts';
import { HandClock } from './hand-clock.ts';
import { memoryHistory } from './memory-history.ts';
import { countingRandom } from './counting-random.ts';
import { type UsersBench, usersBench } from './users-bench.ts';
import type { Journal } from '../../src-main/services/journal.ts';
import { quickFileMaker } from './quick-files.ts';

/** How one command line ended. */
export interface CliEnd {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A command line over the real services, a tenant and a mirror in memory. */
export interface CliBench {
  readonly bench: UsersBench;
  readonly connects: ParsedInput<'tenants.connect'>[];
  readonly signIns: ParsedInput<'tenants.signIn'>[];
  readonly signOuts: ParsedInput<'tenants.signOut'>[];
  /** How often the application was opened and closed. */
  readonly lives: { opened: number; closed: number };
  readonly files: Record<string, string>;
  readonly history: ReturnType<typeof memoryHistory>;
  /** Permissions of those that others may read. */
  readonly openTo: Record<string, string>;
  /** What waits for Ctrl+C. */
  readonly interrupts: Set<() => void>;
  stdin: string;
  /** How the next sign-ins fail; null = they go well. */
  signInProblem: RolebookError | null;
  /** The result of the next pull. */
  pull: Partial<SyncRun>;
  connected: boolean;
  /** What was kept of a damaged ledger, until it was seen. */
  recovery: MendReport | null;
  /** What the state says of open changes. */
  counts: OutboxCounts;
  /** Why tenants are missing from the list, or null. */
  listTrouble: ErrorBody | null;
  terminal: boolean;
  run(...args: string[]): Promise<CliEnd>;
}

/** See {@link CliBench}. */
export function cliBench(facts: Parameters<typeof usersBench>[0] = {}): CliBench {
  const users = usersBench(facts);
  users.byItself = false;
  const listeners = new Set<readonly [EventChannel, (payload: never) => void]>();
  const tell = <E extends EventChannel>(channel: E, payload: EventPayload<E>): void => {
    for (const [one, told] of listeners)
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the channel is compared
      if (one === channel) (told as (payload: EventPayload<E>) => void)(payload);
  };
  const state = () => ({
    connectionKey: 'k1',
    link: users.session.link().link,
    workOffline: users.workOffline,
    problem: null,
    syncing: false,
    mirrorAsOf: '2026-01-02T00:00:00Z',
    revision: 1,
    lastRun: { ...goodPull, ...cli.pull },
    held: null,
    outbox: cli.counts,
    nextTry: null,
    recovery: cli.recovery,
    keychain: false,
  });
  const describe = (): OpenTenant => users.session.describe();
  // One for all commands: what they do is told apart by its id.
  const random = countingRandom();

  const open = async (options: Omit<ApplicationOptions, 'profile'>): Promise<Application> => {
    cli.lives.opened += 1;
    users.workOffline = false;
    users.askWhere = options.askWhere;
    users.askWhich = options.askWhich;
    // What is done with secrets stands in the ledger, and in a list that tests look at.
    const ledger = createLedgerJournal({ rows: () => users.chain, actor: () => 'root@example.com' });
    const journal: Journal = {
      append(entry) {
        users.journal.append(entry);
        return ledger.append(entry);
      },
    };
    const saving = {
      journal,
      breathe: async () => {},
      random: countingRandom(),
      clock: new HandClock(),
      log: silentLog,
      askWhere: options.askWhere,
      writeFile: createFileWriter({ random: { uuid: () => randomUUID() }, platform: 'linux' }),
    };
    const handlers = createHandlers({
      app: {
        info: () => ({ version: '1', shell: 'electron', platform: 'linux', canBlockCapture: false }),
        openLink: async () => {},
      },
      tenants: {
        list: async () => ({
          connections: cli.connected ? [describe().connection] : [],
          trouble: cli.listTrouble,
        }),
        connect: async (input) => {
          cli.connects.push(input);
          return describe();
        },
        connectDemo: async () => describe(),
        cancelConnect: () => {},
        open: async () => describe(),
        signIn: async (input) => {
          cli.signIns.push(input);
          if (cli.signInProblem !== null) throw cli.signInProblem;
          return describe();
        },
        signOut: async (input) => void cli.signOuts.push(input),
        current: () => describe(),
      },
      workspace: {
        mirror: () => users.mirror,
        state,
        setWorkOffline: async (offline) => {
          users.workOffline = offline;
          return state();
        },
        retry: async () => state(),
        pull: async () => {
          tell('sync.progress', progress);
          return { ...goodPull, ...cli.pull };
        },
        cancelPull: () => {},
        acknowledgeRecovery: () => {
          cli.recovery = null;
          return state();
        },
        lookAt: async (moment) => {
          cli.history.asked.push(`look at ${moment}`);
          return state();
        },
        resolveHeld: async () => {
          cli.pull = {};
        },
      },
      users: users.service,
      accessKeys: users.ownKeys,
      changes: users.changes,
      rules: users.rules,
      serviceAccounts: users.serviceAccounts,
      roles: users.roles,
      access: users.access,
      signOn: users.signOn,
      reviews: users.reviews,
      credentials: createCredentialsService({
        tray: users.tray,
        ledgers: {
          journal: () => journal,
          endMarks: (_, ids) => users.unhanded.end(ids),
        },
        openTenant: () => ({
          owner: { key: 'k1', actor: 'root@example.com' },
          marks: users.unhanded.list(),
          changes: () => users.outbox.open(),
        }),
        revealHandsOver: true,
        random,
        clock: new HandClock(),
        log: silentLog,
        clipboard: { writeSecret: async () => {}, clearIfOurs: async () => {} },
        chain: () => users.chain,
        readBytes,
        askWhich: options.askWhich,
        askWhere: options.askWhere,
        writeFile: createFileWriter({ random: { uuid: () => randomUUID() }, platform: 'linux' }),
        writeFolder: createFolderWriter({ random: { uuid: () => randomUUID() }, platform: 'linux' }),
        settled: async () => {},
        makeFile: quickFileMaker(),
        checkRecipients: (seal) => checkRecipients(seal, new Date(Date.UTC(2026, 0, 2))),
        onExporting: (payload) => tell('credentials.exporting', payload),
        sender: () => null,
      }),
      settings: { get: async () => settingsSchema.parse({}), set: async () => settingsSchema.parse({}) },
      journal: createJournalService({
        chain: () => users.chain,
        ...saving,
      }),
      handOvers: createHandOversService({
        chain: () => users.chain,
        mirror: () => users.mirror,
        marks: () => users.unhanded.list(),
        changes: () => users.outbox.open(),
        inTray: () => users.tray.list(),
        productLine: () => describe().productLine,
        remindAfterDays: () => 3,
        ...saving,
      }),
      history: createHistoryService({
        history: () => cli.history,
        tenantName: () => 'Example',
        chain: () => users.chain,
        ...saving,
      }),
      drafts: { keep: () => null, drop: () => null, takeBack: () => [] },
      lock: neverLocked,
    });
    return {
      handlers,
      onEvent: (channel, listener) => {
        const one = [channel, listener] as const;
        listeners.add(one);
        return () => void listeners.delete(one);
      },
      restoreLast: async () => (cli.connected ? describe() : null),
      close: async () => void (cli.lives.closed += 1),
    };
  };

  const cli: CliBench = {
    bench: users,
    connects: [],
    signIns: [],
    signOuts: [],
    lives: { opened: 0, closed: 0 },
    files: {},
    history: memoryHistory(),
    openTo: {},
    interrupts: new Set(),
    stdin: '',
    signInProblem: null,
    pull: {},
    connected: true,
    recovery: null,
    counts: noChanges,
    listTrouble: null,
    terminal: false,
    async run(...args) {
      const text = { out: '', err: '' };
      const io: CliIo = {
        out: { write: (more) => void (text.out += more) },
        err: { write: (more) => void (text.err += more) },
        width: cli.terminal ? 60 : null,
        errIsTerminal: cli.terminal,
        stdinIsTerminal: false,
        readInput: async () => cli.stdin,
        readHidden: async () => cli.stdin,
        readFile: async (path) => {
          const content = cli.files[path];
          if (content === undefined) throw new Error(`no file ${path}`);
          return content;
        },
        readSecretFile: async (path) => {
          const text = cli.files[path];
          if (text === undefined) throw new Error(`no file ${path}`);
          return { text, openTo: cli.openTo[path] ?? null };
        },
        now: () => Date.parse('2026-01-02T00:05:00Z'),
        after: (milliseconds, next) => users.clock.after(milliseconds, next),
        onInterrupt: (listener) => {
          cli.interrupts.add(listener);
          return () => void cli.interrupts.delete(listener);
        },
      };
      const code = await runCli(args, { io, openApplication: open, version: '9.9.9' });
      return { code, ...text };
    },
  };
  return cli;
}

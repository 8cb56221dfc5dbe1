import type { Connection } from '../../src-shared/domain/tenant.ts';
import type { ErrorKind } from '../../src-shared/errors/error-body.ts';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { CallChannel } from '../../src-shared/ipc/channels.ts';
import { type CallInput, type CallOutput, calls, type ParsedInput } from '../../src-shared/ipc/contract.ts';
import type { OpenTenant } from '../../src-shared/ipc/tenants-contract.ts';
import type { AskWhere } from '../services/credentials-service.ts';
import type { Application, ApplicationOptions, OpenApplication } from './application.ts';
import type { CliIo } from './cli-io.ts';
import { findMoment } from './find-moment.ts';
import { inputProblem } from './input-problem.ts';
import { note } from './output.ts';
import { readingChannels } from './reading-channels.ts';
import { noteRecovery } from './recovery-note.ts';
import { readSecret, type SecretSource } from './secret-input.ts';
import { usageError } from './usage-error.ts';

/** Options that every command takes. */
export interface GlobalOptions extends SecretSource {
  readonly profile?: string;
  readonly tenant?: string;
  readonly json?: boolean;
  readonly format?: 'table' | 'json' | 'csv';
  readonly offline?: boolean;
  /** The moment of the history that is looked at. */
  readonly asOf?: string;
}

/** One run of the command: the terminal, the options, and the application, opened when first needed. */
export interface CliRun {
  readonly io: CliIo;
  readonly globals: GlobalOptions;
  readonly format: 'table' | 'json' | 'csv';
  application(): Promise<Application>;
  /** A call of the contract, its input checked as if it came from the window. */
  call<C extends CallChannel>(channel: C, input: CallInput<C>): Promise<CallOutput<C>>;
  /**
   * Opens the tenant meant by `--tenant`, or the last one, and signs in with a secret that was given. Where the tenant
   * cannot be reached it says so and goes on with the mirror. Rejects with `auth` when there is no tenant yet, or the
   * secret is refused.
   */
  openTenant(): Promise<OpenTenant>;
  /** Does an act whose question for a place, or for a file to read, is answered with this path. */
  exportTo<T>(place: { path: string; mayReplace: boolean }, act: () => Promise<T>): Promise<T>;
  /** Does an act whose question for files to read is answered with these paths. */
  reading<T>(paths: readonly string[], act: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

function matches(connection: Connection, text: string): boolean {
  const folded = text.toLowerCase().replace(/\/+$/, '');
  return [connection.key, connection.url, connection.label, `${connection.account}@${connection.label}`].some(
    (one) => one.toLowerCase() === folded,
  );
}

function pick(connections: readonly Connection[], text: string): Connection {
  const found = connections.filter((connection) => matches(connection, text));
  const [only] = found;
  if (found.length === 1 && only !== undefined) return only;
  throw usageError(
    found.length === 0
      ? `There is no connected tenant “${text}”. See: rolebook tenants`
      : `“${text}” means ${found.length} connections. Name one by its key; see: rolebook tenants --json`,
  );
}

/** Errors that say nothing against the secret: the tenant was not asked, or could not answer. */
const outOfReach: ReadonlySet<ErrorKind> = new Set(['network', 'not-a-tenant', 'tenant']);

const noTenant = (): RolebookError =>
  new RolebookError({
    kind: 'auth',
    origin: 'cli',
    reason: 'no-tenant-yet',
    message: 'No tenant is connected yet.',
    hint: 'Run: rolebook connect https://tenant.example.com --user you@example.com --password-stdin',
  });

/** Starts a run; nothing is opened yet. */
export function createRun(io: CliIo, globals: GlobalOptions, open: OpenApplication): CliRun {
  let application: Promise<Application> | null = null;
  /** Why only a copy is read: another Rolebook has the tenant open. */
  let elsewhere: RolebookError | null = null;
  let place: Awaited<ReturnType<AskWhere>> = null;
  let toRead: readonly string[] | null = null;

  const run: CliRun = {
    io,
    get globals() {
      // Of a copy no tenant is asked anything.
      return elsewhere === null ? globals : { ...globals, offline: true };
    },
    format: globals.json === true ? 'json' : (globals.format ?? 'table'),

    application() {
      application ??= open(asked());
      return application;
    },

    async call<C extends CallChannel>(channel: C, input: CallInput<C>): Promise<CallOutput<C>> {
      const parsed = calls[channel].input.safeParse(input);
      if (!parsed.success) throw usageError(inputProblem(parsed.error));
      if (elsewhere !== null && !readingChannels.has(channel)) throw elsewhere;
      const { handlers } = await run.application();
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- parsed by this channel's own schema above
      return await handlers[channel](parsed.data as ParsedInput<C>);
    },

    async openTenant() {
      const opened = await openToday();
      await noteRecovery(run);
      if (globals.asOf === undefined) return opened;
      const { id, at } = await findMoment(run, globals.asOf);
      await run.call('history.lookAt', { moment: id });
      note(io, `As it was seen at ${new Date(at).toISOString()}.`);
      return opened;
    },

    async exportTo(answer, act) {
      place = answer;
      try {
        return await act();
      } finally {
        place = null;
      }
    },

    async reading(paths, act) {
      toRead = paths;
      try {
        return await act();
      } finally {
        toRead = null;
      }
    },

    async close() {
      // One that could not be opened was reported by whoever asked for it, and there is nothing to close.
      const opened = await application?.catch(() => null);
      await opened?.close();
    },
  };
  return run;

  function asked(): ApplicationOptions {
    return {
      profile: globals.profile ?? null,
      askWhere: async () => place,
      askWhich: async () => place,
      askWhichFiles: async () => toRead?.map((path) => ({ path })) ?? null,
    };
  }

  /** Opens the tenant; where another Rolebook has it open, a copy of its files to read. */
  async function openKey(key: string): Promise<OpenTenant> {
    try {
      return await run.call('tenants.open', { key });
    } catch (error) {
      if (!(error instanceof RolebookError) || error.body.reason !== 'tenant-open-elsewhere') throw error;
      await run.close();
      application = open({ ...asked(), copyOf: key });
      elsewhere = error;
      const opened = await run.call('tenants.open', { key });
      note(
        io,
        `${error.body.message} This is a copy of its data made just now, to read; nothing can be changed from here.`,
      );
      return opened;
    }
  }

  async function openToday(): Promise<OpenTenant> {
    const app = await run.application();
    const { connections, trouble } = await run.call('tenants.list', {});
    if (trouble !== null && connections.length === 0) throw new RolebookError(trouble);
    const wanted = globals.tenant === undefined ? null : pick(connections, globals.tenant);
    const secret = await readSecret(io, globals, 'Secret');
    const [only] = connections;
    let opened: OpenTenant | null;
    if (wanted !== null) opened = await openKey(wanted.key);
    else opened = await app.restoreLast();
    if (opened === null && connections.length === 1 && only !== undefined) {
      opened = await openKey(only.key);
    }
    if (opened === null) {
      throw connections.length === 0
        ? noTenant()
        : usageError('Several tenants are connected. Choose one with --tenant; see: rolebook tenants');
    }
    if (run.globals.offline === true) {
      await run.call('session.setWorkOffline', { offline: true });
      return opened;
    }
    if (secret === null) return opened;
    try {
      return await run.call('tenants.signIn', { key: opened.connection.key, secret, remember: 'as-is' });
    } catch (error) {
      if (!(error instanceof RolebookError) || !outOfReach.has(error.body.kind)) throw error;
      // The secret is given to sign in where that is possible; the mirror and the outbox need no tenant.
      note(io, `Not signed in: ${error.body.message} Going on with the local copy.`);
      return opened;
    }
  }
}

import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { OpenApplication } from './application.ts';
import type { CliIo } from './cli-io.ts';
import type { Register } from './command-options.ts';
import { registerAccess } from './commands/access.ts';
import { registerAccessKeys } from './commands/access-keys.ts';
import { registerChanges } from './commands/changes.ts';
import { registerCredentials } from './commands/credentials.ts';
import { registerConnect } from './commands/connect.ts';
import { registerHandOvers } from './commands/hand-overs.ts';
import { registerHistory } from './commands/history.ts';
import { registerJournal } from './commands/journal.ts';
import { registerReview } from './commands/review.ts';
import { registerRules } from './commands/rules.ts';
import { registerServiceAccounts } from './commands/service-accounts.ts';
import { registerRoles } from './commands/roles.ts';
import { registerSignOn } from './commands/sign-on.ts';
import { registerSync } from './commands/sync.ts';
import { registerTenants } from './commands/tenants.ts';
import { registerUsers } from './commands/users.ts';
import { findFormat, formatNames } from './format-argument.ts';
import { exitCodes, exitCodesHelp } from './exit-codes.ts';
import { printError } from './output.ts';
import { createRun, type GlobalOptions } from './run.ts';
import { usageError } from './usage-error.ts';

const printed = ['table', 'json', 'csv'] as const;

const isPrinted = (text: string | undefined): text is (typeof printed)[number] =>
  printed.some((one) => one === text);

/** `credentials export` is asked for the file's format by the word that says elsewhere how to print. */
const takesFileFormat = (command: Command): boolean =>
  command.name() === 'export' && command.parent?.name() === 'credentials';

function formatWord(text: string): string {
  if (isPrinted(text) || findFormat(text) !== null) return text;
  throw new InvalidArgumentError(
    `Allowed choices are ${printed.join(', ')}; of credentials export ${formatNames.join(', ')}.`,
  );
}

function createProgram(io: CliIo, register: Register, version: string): Command {
  const program = new Command('rolebook')
    .description('Users, roles and access rules of a Run:ai tenant')
    .version(version)
    .option('--profile <folder>', 'where Rolebook keeps its data')
    .option('--tenant <name>', 'which connected tenant: its address, name or key (default: the last one)')
    .option('--json', 'the same as --format json')
    .addOption(new Option('--format <format>', 'how to print: table, json or csv').argParser(formatWord))
    .option('--as-of <moment>', 'read as it was then: lists, records and access; see rolebook history list')
    .option('--offline', 'ask the tenant nothing: edits are saved and wait to be sent')
    .option('--secret-stdin', 'sign in with the secret on standard input')
    .option('--secret-file <file>', 'sign in with the secret in this file')
    .addHelpText('after', exitCodesHelp)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => io.out.write(text),
      writeErr: (text) => io.err.write(text),
      getOutHelpWidth: () => io.width ?? 100,
      getErrHelpWidth: () => io.width ?? 100,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .exitOverride();
  registerConnect(program, register);
  registerTenants(program, register);
  registerSync(program, register);
  registerUsers(program, register);
  registerRoles(program, register);
  registerRules(program, register);
  registerServiceAccounts(program, register);
  registerAccessKeys(program, register);
  registerAccess(program, register);
  registerSignOn(program, register);
  registerChanges(program, register);
  registerCredentials(program, register);
  registerHandOvers(program, register);
  registerReview(program, register);
  registerJournal(program, register);
  registerHistory(program, register);
  return program;
}

/** What one call of the command needs. */
export interface CliDeps {
  readonly io: CliIo;
  readonly openApplication: OpenApplication;
  readonly version: string;
}

/** Carries out one command line (without program names) and answers the exit code. Never rejects. */
export async function runCli(args: readonly string[], deps: CliDeps): Promise<number> {
  const { io } = deps;
  let code: number = exitCodes.ok;
  const register: Register = (command, act) => {
    command.action(async (...given: unknown[]) => {
      const { format, ...globals } = command.optsWithGlobals<
        Omit<GlobalOptions, 'format'> & { format?: string }
      >();
      const ofFile = takesFileFormat(command);
      if (!ofFile && format !== undefined && !isPrinted(format)) {
        code = printError(io, usageError(`Nothing is printed as ${format}.`, 'table, json or csv'), false);
        return;
      }
      const printing = !ofFile && isPrinted(format) ? { format } : {};
      const run = createRun(io, { ...globals, ...printing }, deps.openApplication);
      const options = { ...command.opts<object>(), ...(ofFile ? { format } : {}) };
      try {
        // Commander passes the arguments, then the options, then the command; their shapes are declared beside the action.
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
        code = await act(run, given.slice(0, -2) as never, options as never);
      } catch (error) {
        code = printError(io, error, run.format === 'json');
      }
      try {
        await run.close();
      } catch (error) {
        code = printError(io, error, run.format === 'json');
      }
    });
  };
  try {
    await createProgram(io, register, deps.version).parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) return printError(io, error, false);
    return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  }
  return code;
}

import type { Command } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { note, printOne } from '../output.ts';
import type { CliRun } from '../run.ts';
import { readSecret } from '../secret-input.ts';
import { usageError } from '../usage-error.ts';
import type { Register } from '../command-options.ts';
import { tenantFields } from './describe-tenant.ts';

interface ConnectOptions {
  readonly demo?: boolean;
  readonly clientId?: string;
  readonly clientSecretStdin?: boolean;
  readonly user?: string;
  readonly passwordStdin?: boolean;
  readonly remember: boolean;
}

async function connect(run: CliRun, url: string | undefined, options: ConnectOptions): Promise<number> {
  if ((url === undefined) === (options.demo !== true)) {
    throw usageError(
      'Give the address of a tenant, or --demo.',
      'rolebook connect https://tenant.example.com …',
    );
  }
  if (url === undefined) {
    const tenant = await run.call('tenants.connectDemo', {});
    printOne(run, tenantFields(tenant), tenant);
    note(run.io, 'The demo tenant lives as long as each command; what is changed in it is gone afterwards.');
    return exitCodes.ok;
  }
  const account = options.clientId ?? options.user;
  if (account === undefined || (options.clientId !== undefined && options.user !== undefined)) {
    throw usageError(
      'Say who signs in: --client-id ID --client-secret-stdin, or --user EMAIL --password-stdin.',
    );
  }
  const isClient = options.clientId !== undefined;
  if (isClient ? options.passwordStdin === true : options.clientSecretStdin === true) {
    throw usageError('--client-id goes with --client-secret-stdin, --user with --password-stdin.');
  }
  const fromStdin = options.clientSecretStdin === true || options.passwordStdin === true;
  const secret = await readSecret(
    run.io,
    { ...run.globals, secretStdin: fromStdin || run.globals.secretStdin === true },
    isClient ? 'Client secret' : 'Password',
  );
  if (secret === null) {
    throw usageError(
      'The secret is read from standard input or a file, never from an argument.',
      isClient
        ? 'Add --client-secret-stdin or --secret-file FILE.'
        : 'Add --password-stdin or --secret-file FILE.',
    );
  }
  const tenant = await run.call('tenants.connect', {
    url,
    method: isClient ? 'service-account' : 'password',
    account,
    secret,
    remember: options.remember,
  });
  printOne(run, tenantFields(tenant), tenant);
  const { keychain } = await run.call('session.state', {});
  if (!keychain) {
    note(
      run.io,
      'There is no keychain here: give the secret to later commands with --secret-stdin or --secret-file.',
    );
  }
  note(run.io, 'Next: rolebook sync');
  return exitCodes.ok;
}

/** `rolebook connect`. */
export function registerConnect(program: Command, register: Register): void {
  const command = program
    .command('connect')
    .description('sign in to a tenant, and remember it')
    .argument('[url]', 'https address of the tenant')
    .option('--demo', 'the built-in demo tenant')
    .option('--client-id <id>', 'sign in as a service account')
    .option('--client-secret-stdin', 'its secret comes on standard input')
    .option('--user <email>', 'sign in as a local user')
    .option('--password-stdin', 'the password comes on standard input')
    .option('--no-remember', 'do not keep the secret in the keychain');
  register(command, (run, [url]: [string | undefined], options: ConnectOptions) =>
    connect(run, url, options),
  );
}

import { type Command, InvalidArgumentError, Option } from 'commander';
import { formatNames } from './format-argument.ts';
import type { CliRun } from './run.ts';
import { sealNames } from './seal-argument.ts';

/** What a command does; answers its exit code. */
type Act<Args extends readonly unknown[], Options> = (
  run: CliRun,
  args: Args,
  options: Options,
) => Promise<number>;

/** Ties a command to what it does. */
export type Register = <Args extends readonly unknown[], Options>(
  command: Command,
  act: Act<Args, Options>,
) => void;

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('A whole number is needed.');
  return Number(text);
}

/** Gathers the values of an option that may be given several times. */
export const collect = (value: string, before: readonly string[] | undefined): string[] => [
  ...(before ?? []),
  value,
];

/** The options of every list. */
export function withListOptions(command: Command): Command {
  return command
    .option('--search <text>', 'only rows that contain this')
    .option(
      '--filter <condition>',
      'column=value, !=value, ~text, <date, >date, :older-than=days, = (empty); repeatable, all must hold',
      collect,
    )
    .option('--sort <column[:desc]>', 'order; repeatable, the first is the strongest', collect)
    .addOption(new Option('--limit <n>', 'rows at most, 0 for all').argParser(wholeNumber))
    .option('--columns <ids>', 'columns, separated by commas');
}

/** Adds the options that say how a file with credentials is written and sealed. */
export function withFileOptions(command: Command): Command {
  return command
    .option('--passphrase-file <file>', 'seal the file by the passphrase in this one (- = standard input)')
    .addOption(
      new Option(
        '--recipient <key>',
        'seal the file for age1… or for the keys in a file (age or OpenPGP); repeatable',
      ).argParser(collect),
    )
    .addOption(
      new Option(
        '--seal <way>',
        'how a passphrase seals: own (by the format itself, usual where it can), age (usual else), openpgp or zip',
      ).choices([...sealNames]),
    )
    .option('--columns <field=header,…>', 'columns of csv and members of json, account and secret among them')
    .option('--plain', 'write the file unsealed')
    .option('--force', 'replace the file if it is there');
}

/** Adds the options by which a credential leaves the command. */
export function withHandOverOptions(command: Command): Command {
  return withFileOptions(
    command.option('--export <format:file>', `write the credential: ${formatNames.join(', ')}`),
  ).option('--show-secret', 'print the temporary password');
}

const codes = (value: string, before: readonly string[] | undefined): string[] => [
  ...(before ?? []),
  ...value.split(',').map((code) => code.trim().toUpperCase()),
];

/** Warnings to accept by their rule numbers. */
export function withAcceptOption(command: Command): Command {
  return command.addOption(
    new Option('--accept <codes>', 'warnings to accept, e.g. V12,V26').argParser(codes).default([], 'none'),
  );
}

/** `--reason`, for what reaches far (V38). */
export function withReasonOption(command: Command): Command {
  return command.option(
    '--reason <words>',
    'why rights that reach far are given; kept with the change (V38)',
  );
}

/** `--role`, `--accept` and `--reason`, for commands that give rules. */
export function withRoleOptions(command: Command): Command {
  return withAcceptOption(
    withReasonOption(command).addOption(
      new Option(
        '--role <role@scope>',
        'a role and where it holds, e.g. "Viewer@tenant" or "L1 researcher@project:cats"',
      )
        .argParser(collect)
        .default([], 'none'),
    ),
  );
}

import type { Command } from 'commander';
import type { MissedCredential } from '../../../src-shared/domain/credential.ts';
import { missedWords } from '../../../src-shared/domain/missed-words.ts';
import type { Register } from '../command-options.ts';
import { exitCodes } from '../exit-codes.ts';
import { issueAgain } from '../issue-again.ts';
import { note, printList, printOne } from '../output.ts';
import type { CliRun } from '../run.ts';
import { chosenMissed, registerCredentialsExport } from './credentials-export.ts';

/** The command that brings a new one. */
const again = (one: MissedCredential): string => `rolebook ${issueAgain(one)} --export …`;

/** Remarks about secrets that an earlier run lost, with what to do. */
export async function noteMissed(run: CliRun): Promise<readonly MissedCredential[]> {
  const missed = await run.call('credentials.missed', {});
  for (const one of missed) note(run.io, `${missedWords(one)} Issue a new one: ${again(one)}`);
  return missed;
}

async function list(run: CliRun): Promise<number> {
  await run.openTenant();
  const missed = await noteMissed(run);
  printList(
    run,
    [
      { id: 'name', label: 'Of' },
      { id: 'kind', label: 'What' },
      { id: 'issuedAt', label: 'Issued' },
      { id: 'id', label: 'Id' },
    ],
    missed.map(({ name, kind, issuedAt, id }) => [name, kind, issuedAt, id]),
  );
  if (missed.length === 0)
    note(run.io, 'Every secret that came was handed over, or a new one is on its way.');
  return exitCodes.ok;
}

async function dismiss(run: CliRun, texts: readonly string[]): Promise<number> {
  await run.openTenant();
  const missed = await run.call('credentials.missed', {});
  const ids = chosenMissed(missed, texts).map(({ id }) => id);
  await run.call('credentials.dismissMissed', { ids });
  note(run.io, `${ids.length} dismissed.`);
  return exitCodes.ok;
}

async function verify(run: CliRun, path: string): Promise<number> {
  await run.openTenant();
  const check = await run.exportTo({ path, mayReplace: false }, () => run.call('credentials.checkFile', {}));
  const { outcome, digest, handOver, message } = check;
  printOne(
    run,
    [
      ['File', check.name ?? ''],
      ['Check', outcome],
      ['SHA-256', digest ?? ''],
      ['Package', handOver?.packageId ?? ''],
      ['Sealed', handOver?.time ?? ''],
      ['By', handOver?.by ?? ''],
    ],
    check,
  );
  note(run.io, message);
  return outcome === 'unchanged' ? exitCodes.ok : exitCodes.partly;
}

/** `rolebook credentials …`. */
export function registerCredentials(program: Command, register: Register): void {
  const credentials = program
    .command('credentials')
    .description('secrets that were issued and lost before they were handed over');
  register(credentials.command('list').description('list them, with how to get new ones'), (run) =>
    list(run),
  );
  registerCredentialsExport(credentials, register);
  register(
    credentials
      .command('verify')
      .description('whether a file is still what was sealed here for this tenant')
      .argument('<file>', 'a sealed file, e.g. one that came back'),
    (run, [path]: [string]) => verify(run, path),
  );
  register(
    credentials
      .command('dismiss')
      .description('do not tell of them any more')
      .argument('<account...>', 'e-mails or names'),
    (run, [texts]: [readonly string[]]) => dismiss(run, texts),
  );
}

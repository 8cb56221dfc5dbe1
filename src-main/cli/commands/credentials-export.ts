import type { Command } from 'commander';
import type { MissedCredential } from '../../../src-shared/domain/credential.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { type Register, withAcceptOption, withFileOptions } from '../command-options.ts';
import { exitCodes } from '../exit-codes.ts';
import { finishFirst } from '../finish-first.ts';
import { findFormat, formatNames } from '../format-argument.ts';
import type { HandOverOptions } from '../hand-over.ts';
import { note, printError, printList } from '../output.ts';
import { type Issued, type IssuedPlan, planIssued } from '../plan-issued.ts';
import { requireAbilities } from '../require-abilities.ts';
import type { CliRun } from '../run.ts';
import { savedWords } from '../saved-words.ts';
import { usageError } from '../usage-error.ts';

/** Options of `credentials export`; `format` is the file's here, not how to print. */
interface ExportOptions extends Omit<HandOverOptions, 'export' | 'showSecret'> {
  readonly format?: string;
  readonly to?: string;
  readonly each?: boolean;
  readonly accept: readonly string[];
}

/** Those that are meant; all when none is named. */
export function chosenMissed(
  missed: readonly MissedCredential[],
  texts: readonly string[],
): MissedCredential[] {
  if (texts.length === 0) return [...missed];
  return texts.flatMap((text) => {
    const found = missed.filter(({ id, name }) => id === text || name === text);
    if (found.length === 0) throw usageError(`No secret of “${text}” is missed.`);
    return found;
  });
}

async function issueAnew(
  run: CliRun,
  { kind, subjectId, name }: MissedCredential,
  accept: readonly string[],
): Promise<Issued | null> {
  if (kind === 'temporary-password') {
    const credential = await run.call('users.resetPassword', { id: subjectId });
    return credential === null ? null : { name, credential };
  }
  if (kind === 'access-key') {
    const { credential, message } = await run.call('accessKeys.renew', {
      id: subjectId,
      acknowledged: [...accept],
    });
    if (credential !== null) return { name, credential };
    throw new RolebookError({
      kind: 'tenant',
      origin: 'main',
      reason: 'password-not-received',
      message: message ?? 'The secret was not received.',
      hint: 'Issue a new one.',
    });
  }
  const report = await run.call('serviceAccounts.rotate', { id: subjectId, acknowledged: [...accept] });
  const [credential] = report.credentials;
  return credential === undefined ? null : { name, credential };
}

async function planExport(
  run: CliRun,
  wanted: readonly MissedCredential[],
  options: ExportOptions,
): Promise<IssuedPlan> {
  const format = findFormat(options.format ?? '');
  if (format === null)
    throw usageError('Say in which format: --format FORMAT.', `Formats: ${formatNames.join(', ')}`);
  const { to } = options;
  if (to === undefined) throw usageError('Say where to: --to FILE.');
  const names = wanted.map(({ name }) => name);
  return await planIssued(run, names, { ...options, format, to, each: options.each === true });
}

/** Issues anew what an earlier run lost, and writes it into one file, or one for each. */
async function exportMissed(run: CliRun, texts: readonly string[], options: ExportOptions): Promise<number> {
  await run.openTenant();
  const wanted = chosenMissed(await run.call('credentials.missed', {}), texts);
  const plan = await planExport(run, wanted, options);
  if (wanted.length === 0) {
    note(run.io, 'No secret was lost, so there is none to hand over.');
    return exitCodes.ok;
  }
  const kinds = new Set(wanted.map(({ kind }) => kind));
  await requireAbilities(run, [
    ...(kinds.has('temporary-password') ? (['reset-password'] as const) : []),
    ...(kinds.has('client-secret') ? (['update-service-account'] as const) : []),
  ]);
  return await finishFirst(run, async (tell) => {
    const issued: Issued[] = [];
    let waiting = 0;
    let failed = 0;
    for (const each of wanted) {
      try {
        const came = await issueAnew(run, each, options.accept);
        if (came === null) waiting += 1;
        else issued.push(came);
      } catch (error) {
        failed += 1;
        note(run.io, `${each.name}:`);
        printError(run.io, error, false);
      }
    }
    tell(`${issued.length} of ${wanted.length} were issued anew.`);
    if (issued.length > 0) await plan(issued);
    printList(
      run,
      [
        { id: 'name', label: 'Of' },
        { id: 'account', label: 'Account' },
        { id: 'issuedAt', label: 'Issued' },
      ],
      issued.map(({ name, credential }) => [name, credential.account, credential.issuedAt]),
    );
    if (waiting > 0) note(run.io, savedWords);
    return failed > 0 ? exitCodes.partly : exitCodes.ok;
  });
}

/** `rolebook credentials export`. */
export function registerCredentialsExport(credentials: Command, register: Register): void {
  register(
    withAcceptOption(
      withFileOptions(
        credentials
          .command('export')
          .description('issue new ones and write them into a file; --format is the file’s here')
          .argument('[account...]', 'e-mails or names; all when none is given')
          .option('--to <file>', 'where to write, with --each a new folder'),
      ),
    ).option('--each', 'a file for each person, sealed for that person alone'),
    (run, [texts]: [readonly string[]], options: ExportOptions) => exportMissed(run, texts, options),
  );
}

import type { Command } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { finishFirst } from '../finish-first.ts';
import { handedFields, handOver, type HandOverOptions, planHandOver } from '../hand-over.ts';
import { note, printOne } from '../output.ts';
import { savedWords } from '../saved-words.ts';
import { noteSentLater } from '../sent-later.ts';
import { collect, type Register, withHandOverOptions } from '../command-options.ts';
import { requireAbilities } from '../require-abilities.ts';
import type { CliRun } from '../run.ts';
import { usageError } from '../usage-error.ts';
import { findUserId } from './find-user.ts';
import { type ResetManyOptions, resetMatching } from './users-reset-many.ts';

interface ResetOptions extends HandOverOptions, ResetManyOptions {
  readonly allMatching?: boolean;
}

/** Options that only mean something where many are reset. */
const ofMany = ['search', 'filter', 'yes', 'each'] as const;

async function resetOne(run: CliRun, text: string, options: HandOverOptions): Promise<number> {
  const plan = await planHandOver(run, options, run.globals.offline !== true);
  await run.openTenant();
  await requireAbilities(run, ['reset-password']);
  const id = await findUserId(run, text);
  return await finishFirst(run, async (tell) => {
    const credential = await run.call('users.resetPassword', { id });
    if (credential === null) {
      tell('The reset waits to be sent.');
      printOne(
        run,
        [
          ['User', text],
          ['Reset', 'saved, waits to be sent'],
        ],
        { credential: null },
      );
      note(run.io, savedWords);
      noteSentLater(run, options);
      return exitCodes.ok;
    }
    const handed = await handOver(run, plan, credential);
    const without = handed.export === null && handed.secret === null ? 'not ' : '';
    tell(`${credential.account} has a new password, and it was ${without}handed over.`);
    const secret = handed.secret === null ? {} : { secret: handed.secret };
    printOne(
      run,
      [
        ['User', credential.account],
        ['Must change at sign-in', credential.mustChange ? 'yes' : 'no'],
        ...handedFields(handed),
      ],
      { credential, export: handed.export, ...secret },
    );
    if (handed.failure !== null) throw handed.failure.error;
    return exitCodes.ok;
  });
}

/** `rolebook users reset-password`: one, or all that match. */
export function registerResetPassword(users: Command, register: Register): void {
  register(
    withHandOverOptions(
      users
        .command('reset-password')
        .description('issue new temporary passwords to local users; the old ones stop working')
        .argument('[user]', 'e-mail or id'),
    )
      .option('--all-matching', 'all that --search and --filter leave, at most 1,000, one after the other')
      .option('--search <text>', 'with --all-matching: only users that contain this')
      .option('--filter <condition>', 'with --all-matching: as users list has it; repeatable', collect)
      .option('--each', 'with --all-matching: a file for each, sealed for that person alone')
      .option('--yes [count]', 'with --all-matching: really do it, with a count only if it is that many')
      .addHelpText(
        'after',
        `
With --all-matching the outcome of each is printed, and what was issued is written whatever became of the rest.
Ctrl+C stops after the one on its way and writes what was issued.
Ends with 0 when each that has a password got a new one, 2 when nothing was done because --yes is missing, the count
differs or nobody matches, 6 when some failed or were not reached, 7 when the file could not be written.`,
      ),
    async (run, [text]: [string | undefined], options: ResetOptions) => {
      if (options.allMatching === true) {
        if (text !== undefined) throw usageError('Either a user, or --all-matching.');
        if (options.showSecret === true) throw usageError('Many passwords are not printed.', 'Use --export.');
        return await resetMatching(run, options);
      }
      if (text === undefined) throw usageError('Say whose password: an e-mail or id, or --all-matching.');
      if (ofMany.some((one) => options[one] !== undefined)) {
        throw usageError('--search, --filter, --each and --yes belong to --all-matching.');
      }
      return await resetOne(run, text, options);
    },
  );
}

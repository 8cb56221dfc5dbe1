import type { Command } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { finishFirst } from '../finish-first.ts';
import { handedFields, handOver, type HandOverOptions, planHandOver } from '../hand-over.ts';
import { note, printOne } from '../output.ts';
import { savedWords } from '../saved-words.ts';
import { noteSentLater } from '../sent-later.ts';
import { type Register, withHandOverOptions } from '../command-options.ts';
import { requireAbilities } from '../require-abilities.ts';
import { findUserId } from './find-user.ts';

/** `rolebook users reset-password`. */
export function registerResetPassword(users: Command, register: Register): void {
  register(
    withHandOverOptions(
      users
        .command('reset-password')
        .description('issue a new temporary password to a local user; the old one stops working')
        .argument('<user>', 'e-mail or id'),
    ),
    async (run, [text]: [string], options: HandOverOptions) => {
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
    },
  );
}

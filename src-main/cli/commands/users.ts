import type { Command } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { listView, type ListOptions } from '../list.ts';
import { type Register, withListOptions } from '../command-options.ts';
import { usageError } from '../usage-error.ts';
import { findUserId } from './find-user.ts';
import { printRecord } from './records.ts';
import { registerUserFacts } from './user-facts.ts';
import { registerCreateUser } from './users-create.ts';
import { registerDeleteUsers } from './users-delete.ts';
import { registerResetPassword } from './users-reset.ts';

/** `rolebook users …`. */
export function registerUsers(program: Command, register: Register): void {
  const users = program.command('users').description('local and SSO users');
  register(
    withListOptions(users.command('list').description('list users')),
    async (run, _args, options: ListOptions) => {
      await listView(run, 'users', options);
      return exitCodes.ok;
    },
  );
  register(
    users.command('show').description('one user with all access rules').argument('<user>', 'e-mail or id'),
    async (run, [text]: [string]) => {
      await run.openTenant();
      const record = await run.call('records.get', { view: 'users', id: await findUserId(run, text) });
      if (record === null) throw usageError(`There is no user “${text}” any more.`);
      printRecord(run, record);
      return exitCodes.ok;
    },
  );
  registerCreateUser(users, register);
  registerDeleteUsers(users, register);
  registerResetPassword(users, register);
  registerUserFacts(users, register);
}

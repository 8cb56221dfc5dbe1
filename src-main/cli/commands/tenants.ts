import type { Command } from 'commander';
import type { SessionState } from '../../../src-shared/domain/sync-state.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { exitCodes } from '../exit-codes.ts';
import { openWords } from '../open-words.ts';
import { ageInWords } from '../list.ts';
import { note, printError, printList, printOne } from '../output.ts';
import type { Register } from '../command-options.ts';
import { noteMissed } from './credentials.ts';
import { tenantFields } from './describe-tenant.ts';

const linkWords = ({ link, problem }: SessionState): string =>
  problem === null ? link : `${link}: ${problem.message}`;

/** `rolebook tenants`, `rolebook status` and `rolebook sign-out`. */
export function registerTenants(program: Command, register: Register): void {
  register(program.command('tenants').description('list the tenants that were connected'), async (run) => {
    const { connections, trouble } = await run.call('tenants.list', {});
    printList(
      run,
      [
        { id: 'label', label: 'Tenant' },
        { id: 'url', label: 'Address' },
        { id: 'account', label: 'Account' },
        { id: 'method', label: 'Sign-in' },
        { id: 'productLine', label: 'Product' },
        { id: 'hasSecret', label: 'Secret kept' },
        { id: 'key', label: 'Key' },
      ],
      connections.map((one) => [
        one.label,
        one.url,
        one.account,
        one.method,
        one.productLine,
        one.hasSecret ? 'yes' : 'no',
        one.key,
      ]),
    );
    return trouble === null
      ? exitCodes.ok
      : printError(run.io, new RolebookError(trouble), run.format === 'json');
  });

  register(
    program.command('status').description('who is signed in where, and how old the data is'),
    async (run) => {
      const opened = await run.openTenant();
      const isAsked = run.globals.offline !== true;
      const state = await run.call(isAsked ? 'session.retry' : 'session.state', {});
      const tenant = (await run.call('tenants.current', {})) ?? opened;
      printOne(
        run,
        [
          ...tenantFields(tenant),
          ['Link', isAsked ? linkWords(state) : 'not asked (--offline)'],
          ['Data', ageInWords(state.mirrorAsOf, run.io.now())],
          ['Changes', openWords(state.outbox)],
        ],
        { tenant, state, missed: await run.call('credentials.missed', {}) },
      );
      await noteMissed(run);
      if (!isAsked) return exitCodes.ok;
      return state.link === 'needs-sign-in'
        ? exitCodes.signIn
        : state.link === 'online'
          ? exitCodes.ok
          : exitCodes.tenant;
    },
  );

  register(
    program
      .command('sign-out')
      .description('remove the secret; the data stays readable unless told otherwise')
      .option('--forget-mirror', 'remove the local copy as well; the changes that wait and the journal stay'),
    async (run, _args, options: { readonly forgetMirror?: boolean }) => {
      const { connection } = await run.openTenant();
      const forgetMirror = options.forgetMirror === true;
      await run.call('tenants.signOut', { key: connection.key, forgetMirror });
      const removed = ' Removed from this machine: the local copy of the tenant.';
      note(run.io, `Signed out of ${connection.label}.${forgetMirror ? removed : ''}`);
      if (forgetMirror) {
        note(
          run.io,
          'Kept: the changes that wait to be sent, and the journal. They are there again when the same account connects.',
        );
      }
      return exitCodes.ok;
    },
  );
}

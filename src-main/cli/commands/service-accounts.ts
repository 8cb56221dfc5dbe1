import type { Command } from 'commander';
import { counted } from '../../../src-shared/words/count.ts';
import { type Register, withAcceptOption, withHandOverOptions, withListOptions } from '../command-options.ts';
import { printEdit } from '../edit-result.ts';
import { exitCodes } from '../exit-codes.ts';
import { findRowId } from '../find-row.ts';
import { finishFirst } from '../finish-first.ts';
import { type HandOverOptions, planHandOver } from '../hand-over.ts';
import { listView, type ListOptions } from '../list.ts';
import { requireAbilities } from '../require-abilities.ts';
import type { CliRun } from '../run.ts';
import { noteSentLater } from '../sent-later.ts';
import { refuseWithPreview, type RemoveOptions, withRemoveOptions } from './rules.ts';

const named = (run: CliRun, text: string): Promise<string> =>
  findRowId(run, 'service-accounts', ['name', 'clientId'], text, 'service account');

async function create(run: CliRun, name: string, options: HandOverOptions): Promise<number> {
  const plan = await planHandOver(run, options, run.globals.offline !== true);
  await run.openTenant();
  await requireAbilities(run, ['create-service-account']);
  return await finishFirst(run, async (tell) => {
    const report = await run.call('serviceAccounts.create', { name });
    tell(`the service account ${name} is ${report.changes[0]?.state ?? 'not there'}.`);
    const code = await printEdit(run, report, plan);
    if (report.queued && report.credentials.length === 0) noteSentLater(run, options);
    return code;
  });
}

async function setEnabled(run: CliRun, texts: readonly string[], enabled: boolean): Promise<number> {
  await run.openTenant();
  await requireAbilities(run, ['update-service-account']);
  const ids: string[] = [];
  for (const text of texts) ids.push(await named(run, text));
  return await finishFirst(run, async (tell) => {
    const report = await run.call('serviceAccounts.setEnabled', { ids, enabled, send: 'now' });
    const done = report.changes.filter(({ state }) => state === 'done').length;
    tell(`${done} of ${counted(report.changes.length, 'service account')} switched.`);
    return await printEdit(run, report);
  });
}

async function rotate(
  run: CliRun,
  text: string,
  options: HandOverOptions & { readonly accept: readonly string[] },
): Promise<number> {
  const plan = await planHandOver(run, options, run.globals.offline !== true);
  await run.openTenant();
  await requireAbilities(run, ['update-service-account']);
  const id = await named(run, text);
  return await finishFirst(run, async (tell) => {
    const report = await run.call('serviceAccounts.rotate', { id, acknowledged: [...options.accept] });
    tell(`the new secret of ${text} is ${report.credentials.length === 1 ? '' : 'not '}there.`);
    const code = await printEdit(run, report, plan);
    if (report.queued && report.credentials.length === 0) noteSentLater(run, options);
    return code;
  });
}

async function remove(run: CliRun, texts: readonly string[], options: RemoveOptions): Promise<number> {
  await run.openTenant();
  const ids: string[] = [];
  for (const text of texts) ids.push(await named(run, text));
  if (options.yes !== true) {
    refuseWithPreview(run, await run.call('serviceAccounts.deletePreview', { ids }), options);
  }
  await requireAbilities(run, ['delete-service-account']);
  return await finishFirst(run, async (tell) => {
    const report = await run.call('serviceAccounts.delete', {
      ids,
      typed: options.confirm ?? null,
      acknowledged: [...options.accept],
      send: 'now',
    });
    const left = report.changes.filter(({ state }) => state !== 'done').length;
    tell(left === 0 ? 'all of them were deleted.' : `${left} are still to be deleted.`);
    return await printEdit(run, report);
  });
}

/** `rolebook service-accounts …`. */
export function registerServiceAccounts(program: Command, register: Register): void {
  const accounts = program.command('service-accounts').description('machines that sign in with a secret');
  register(
    withListOptions(accounts.command('list').description('list the service accounts')),
    async (run, _args, options: ListOptions) => {
      await listView(run, 'service-accounts', options);
      return exitCodes.ok;
    },
  );
  register(
    withHandOverOptions(
      accounts
        .command('create')
        .description('create a service account; its secret is given out once')
        .argument('<name>', 'small letters, digits, - and _'),
    ),
    (run, [name]: [string], options: HandOverOptions) => create(run, name, options),
  );
  for (const enabled of [true, false]) {
    register(
      accounts
        .command(enabled ? 'enable' : 'disable')
        .description(enabled ? 'let service accounts sign in again' : 'give service accounts no new tokens')
        .argument('<account...>', 'names, client ids or ids'),
      (run, [texts]: [readonly string[]]) => setEnabled(run, texts, enabled),
    );
  }
  register(
    withAcceptOption(
      withHandOverOptions(
        accounts
          .command('rotate')
          .description('issue a new secret; the present one stops working at once (--accept V35)')
          .argument('<account>', 'name, client id or id'),
      ),
    ),
    (run, [text]: [string], options: HandOverOptions & { readonly accept: readonly string[] }) =>
      rotate(run, text, options),
  );
  register(
    withRemoveOptions(
      accounts
        .command('delete')
        .description('delete service accounts; without --yes only shows what would go')
        .argument('<account...>', 'names, client ids or ids'),
    ),
    (run, [texts]: [readonly string[]], options: RemoveOptions) => remove(run, texts, options),
  );
}

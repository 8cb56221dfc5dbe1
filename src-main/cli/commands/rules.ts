import type { Command } from 'commander';
import { unacknowledged } from '../../../src-shared/rules/acknowledgement.ts';
import type { RemovalPreview } from '../../../src-shared/ipc/changes-contract.ts';
import { type Register, withAcceptOption, withListOptions, withReasonOption } from '../command-options.ts';
import { printEdit } from '../edit-result.ts';
import { exitCodes } from '../exit-codes.ts';
import { finishFirst } from '../finish-first.ts';
import { listView, type ListOptions } from '../list.ts';
import { noteFindings, printList } from '../output.ts';
import { requireAbilities } from '../require-abilities.ts';
import { parseRoles } from '../role-argument.ts';
import type { CliRun } from '../run.ts';
import { usageError } from '../usage-error.ts';

/** Options of commands that take something away. */
export interface RemoveOptions {
  readonly yes?: boolean;
  readonly confirm?: string;
  readonly accept: readonly string[];
}

/** Shows what would go, and what has to be added to let it go. Always throws: nothing was done. */
export function refuseWithPreview(run: CliRun, preview: RemovalPreview, options: RemoveOptions): never {
  printList(
    run,
    [
      { id: 'id', label: 'Id' },
      { id: 'title', label: 'What' },
      { id: 'losses', label: 'That goes with it' },
    ],
    preview.rows.map(({ id, title, losses }) => [id, title, losses]),
  );
  noteFindings(run.io, preview.findings);
  const warned = unacknowledged(preview.findings, options.accept).map((finding) => finding.rule);
  const accept = warned.length === 0 ? '' : ` --accept ${[...new Set(warned)].join(',')}`;
  const phrase = preview.typedPhrase === null ? '' : ` --confirm "${preview.typedPhrase}"`;
  throw usageError('Nothing was removed.', `To remove, add: --yes${accept}${phrase}`);
}

/** `--yes`, `--confirm` and `--accept`. */
export function withRemoveOptions(command: Command): Command {
  return withAcceptOption(
    command
      .option('--yes', 'really do it')
      .option('--confirm <phrase>', 'the phrase that severe removals ask for'),
  );
}

async function remove(run: CliRun, ids: readonly string[], options: RemoveOptions): Promise<number> {
  await run.openTenant();
  if (options.yes !== true) {
    refuseWithPreview(run, await run.call('rules.removePreview', { ids: [...ids] }), options);
  }
  await requireAbilities(run, ['remove-rules']);
  return await finishFirst(run, async (tell) => {
    const report = await run.call('rules.remove', {
      ids: [...ids],
      typed: options.confirm ?? null,
      acknowledged: [...options.accept],
      // --yes has said it: however many there are.
      send: 'now',
    });
    const left = report.changes.filter(({ state }) => state !== 'done').length;
    tell(left === 0 ? 'all access rules were removed.' : `${left} access rules are still to be removed.`);
    return await printEdit(run, report);
  });
}

interface ChangeOptions {
  readonly role?: string;
  readonly reason?: string;
  readonly accept: readonly string[];
}

async function change(run: CliRun, id: string, options: ChangeOptions): Promise<number> {
  if (options.role === undefined) throw usageError('Say what it becomes: --role "NAME@SCOPE".');
  await run.openTenant();
  await requireAbilities(run, ['grant-rules', 'remove-rules']);
  const [roles, scopes] = await Promise.all([run.call('roles.list', {}), run.call('scopes.tree', {})]);
  const [grant] = parseRoles([options.role], roles, scopes);
  const [scope] = grant?.scopes ?? [];
  if (grant === undefined || scope === undefined)
    throw usageError('Say what it becomes: --role "NAME@SCOPE".');
  return await finishFirst(run, async (tell) => {
    const acknowledged = [...options.accept];
    const reason = options.reason ?? null;
    const report = await run.call('rules.change', { id, roleId: grant.roleId, scope, acknowledged, reason });
    const done = report.changes.filter(({ state }) => state === 'done').length;
    tell(`${done} of ${report.changes.length} steps are done: the new rule first, then the old one goes.`);
    return await printEdit(run, report);
  });
}

/** `rolebook rules list|remove|change`. */
export function registerRules(program: Command, register: Register): void {
  const rules = program.command('rules').description('access rules');
  register(
    withListOptions(rules.command('list').description('list the access rules')),
    async (run, _args, options: ListOptions) => {
      await listView(run, 'access-rules', options);
      return exitCodes.ok;
    },
  );
  register(
    withRemoveOptions(
      rules
        .command('remove')
        .description('take access rules away; without --yes only shows what would go')
        .argument('<rule...>', 'numbers, as rules list --json shows them'),
    ),
    (run, [ids]: [readonly string[]], options: RemoveOptions) => remove(run, ids, options),
  );
  register(
    withAcceptOption(
      withReasonOption(
        rules
          .command('change')
          .description('replace an access rule: the new one comes first, then the old one goes')
          .argument('<rule>', 'its number')
          .option('--role <role@scope>', 'what it becomes, e.g. "Viewer@project:cats"'),
      ),
    ),
    (run, [id]: [string], options: ChangeOptions) => change(run, id, options),
  );
}

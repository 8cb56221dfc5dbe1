import type { Command } from 'commander';
import { unacknowledged } from '../../../src-shared/rules/acknowledgement.ts';
import type { RemovalPreview } from '../../../src-shared/ipc/changes-contract.ts';
import { type Register, withAcceptOption, withListOptions } from '../command-options.ts';
import { printEdit } from '../edit-result.ts';
import { counted } from '../../../src-shared/words/count.ts';
import { exitCodes } from '../exit-codes.ts';
import { finishFirst } from '../finish-first.ts';
import { listView, type ListOptions } from '../list.ts';
import { printRemoval } from '../removal-output.ts';
import { requireAbilities } from '../require-abilities.ts';
import type { CliRun } from '../run.ts';
import { usageError } from '../usage-error.ts';
import { registerAddRules } from './rules-add.ts';
import { registerChangeRules } from './rules-change.ts';

/** Options of commands that take something away. */
export interface RemoveOptions {
  readonly yes?: boolean;
  readonly confirm?: string;
  readonly accept: readonly string[];
}

/** Shows what would go, and what has to be added to let it go. Always throws: nothing was done. */
export function refuseWithPreview(run: CliRun, preview: RemovalPreview, options: RemoveOptions): never {
  printRemoval(run, preview);
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

/** A number that is mistyped means another rule, so nothing goes then. */
function refuseUnknown(ids: readonly string[], { rows }: RemovalPreview): void {
  const known = new Set(rows.map(({ id }) => Number(id)));
  const unknown = ids.filter((id) => !known.has(Number(id)));
  if (unknown.length === 0) return;
  throw usageError(
    `There is no such access rule in the mirror: ${unknown.join(', ')}.`,
    'Sync, then look for it again: rolebook rules list --json',
  );
}

async function remove(
  run: CliRun,
  ids: readonly string[],
  options: RemoveOptions & { readonly dryRun?: boolean },
): Promise<number> {
  await run.openTenant();
  const preview = await run.call('rules.removePreview', { ids: [...ids] });
  refuseUnknown(ids, preview);
  if (options.dryRun === true) {
    printRemoval(run, preview);
    return exitCodes.ok;
  }
  if (options.yes !== true) refuseWithPreview(run, preview, options);
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
    tell(
      left === 0
        ? 'all access rules were removed.'
        : `${counted(left, 'access rule')} ${left === 1 ? 'is' : 'are'} still to be removed.`,
    );
    return await printEdit(run, report);
  });
}

/** `rolebook rules list|add|remove|change`. */
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
        .argument('<rule...>', 'numbers, as rules list --json shows them')
        .option('--dry-run', 'only show what would go; ends with 0'),
    ),
    (run, [ids]: [readonly string[]], options: RemoveOptions & { readonly dryRun?: boolean }) =>
      remove(run, ids, options),
  );
  registerAddRules(rules, register);
  registerChangeRules(rules, register);
}

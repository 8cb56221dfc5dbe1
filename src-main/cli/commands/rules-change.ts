import type { Command } from 'commander';
import { type Register, withAcceptOption, withReasonOption } from '../command-options.ts';
import { printEdit } from '../edit-result.ts';
import { exitCodes } from '../exit-codes.ts';
import { finishFirst } from '../finish-first.ts';
import { note } from '../output.ts';
import { printRemoval } from '../removal-output.ts';
import { requireAbilities } from '../require-abilities.ts';
import { findRole, parsePlace } from '../role-argument.ts';
import type { CliRun } from '../run.ts';
import { usageError } from '../usage-error.ts';

interface ChangeOptions {
  readonly role?: string;
  readonly scope?: string;
  readonly reason?: string;
  readonly accept: readonly string[];
  readonly dryRun?: boolean;
}

/** `--role NAME`, `--role NAME@SCOPE`, `--scope SCOPE`: what is not said stays as each rule has it. */
async function becomes(run: CliRun, { role, scope }: ChangeOptions) {
  if (role === undefined && scope === undefined) {
    throw usageError('Say what they become: --role "NAME", --role "NAME@SCOPE" or --scope SCOPE.');
  }
  const at = role?.indexOf('@') ?? -1;
  const place = at < 0 ? scope : role?.slice(at + 1);
  if (at >= 0 && scope !== undefined) throw usageError('The place is said twice: in --role and in --scope.');
  const [roles, scopes] = await Promise.all([run.call('roles.list', {}), run.call('scopes.tree', {})]);
  const name = at < 0 ? role : role?.slice(0, at);
  return {
    roleId: name === undefined ? null : findRole(roles, name.trim()).id,
    scope: place === undefined ? null : parsePlace(place, scopes),
  };
}

async function change(run: CliRun, ids: readonly string[], options: ChangeOptions): Promise<number> {
  await run.openTenant();
  await requireAbilities(run, ['grant-rules', 'remove-rules']);
  const to = { ids: [...ids], ...(await becomes(run, options)) };
  const wanted = { ...to, acknowledged: [...options.accept], reason: options.reason ?? null };
  if (options.dryRun === true) {
    printRemoval(run, await run.call('rules.changePreview', to), 'What becomes of it');
    await run.call('rules.changeMany', { ...wanted, send: 'now', dryRun: true });
    note(run.io, 'Nothing was saved.');
    return exitCodes.ok;
  }
  return await finishFirst(run, async (tell) => {
    const report = await run.call('rules.changeMany', { ...wanted, send: 'now' });
    const done = report.changes.filter(({ state }) => state === 'done').length;
    tell(`${done} of ${report.changes.length} steps are done: each new rule first, then the old one goes.`);
    return await printEdit(run, report);
  });
}

/** `rolebook rules change`. */
export function registerChangeRules(rules: Command, register: Register): void {
  register(
    withAcceptOption(
      withReasonOption(
        rules
          .command('change')
          .description('replace access rules: each new one comes first, then the old one goes')
          .argument('<rule...>', 'numbers, as rules list --json shows them')
          .option('--role <role>', 'another role, or a role with a place: "Viewer@project:cats"')
          .option('--scope <scope>', 'another place for the same roles, e.g. project:cats')
          .option('--dry-run', 'only show what becomes of each'),
      ),
    ),
    (run, [ids]: [readonly string[]], options: ChangeOptions) => change(run, ids, options),
  );
}

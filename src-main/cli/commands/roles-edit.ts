import type { Command } from 'commander';
import type { Fields } from '../../../src-shared/changes/base-fields.ts';
import { shownBy } from '../../../src-shared/changes/shown-by.ts';
import { counted } from '../../../src-shared/words/count.ts';
import type { RoleDraft } from '../../../src-shared/domain/role-draft.ts';
import type { DraftSource, RolePreview } from '../../../src-shared/ipc/roles-contract.ts';
import { blocking } from '../../../src-shared/rules/acknowledgement.ts';
import { type Register, withAcceptOption } from '../command-options.ts';
import { printEdit } from '../edit-result.ts';
import { findRole } from '../find-role.ts';
import { findChanges, openChanges } from '../find-changes.ts';
import { finishFirst } from '../finish-first.ts';
import { note } from '../output.ts';
import { requireAbilities } from '../require-abilities.ts';
import type { CliRun } from '../run.ts';
import { usageError } from '../usage-error.ts';
import { refuseWithPreview, type RemoveOptions, withRemoveOptions } from './rules.ts';

interface DraftOptions {
  readonly name?: string;
  readonly description?: string;
  readonly set?: readonly string[];
  readonly addSet?: readonly string[];
  readonly removeSet?: readonly string[];
  readonly permission?: readonly string[];
  readonly from?: string;
  readonly decides?: string;
  readonly accept: readonly string[];
}

const collect = (value: string, before: readonly string[] | undefined): string[] => [
  ...(before ?? []),
  value,
];

const letters: Readonly<Record<string, string>> = { c: 'create', r: 'read', u: 'update', d: 'delete' };

/** `projects:CRU`, or with words `projects:read,update`. */
function parsePermission(text: string): RoleDraft['permissions'][number] {
  const at = text.lastIndexOf(':');
  const said = text.slice(at + 1);
  const words = /^[crud]+$/i.test(said)
    ? said
        .toLowerCase()
        .split('')
        .map((one) => letters[one] ?? one)
    : said.split(',');
  const actions = words.map((word) => word.trim()).filter((word) => word !== '');
  if (at < 1 || actions.length === 0)
    throw usageError(`“${text}” is not a permission.`, 'Write it like project:CRU or project:read,update.');
  return { resourceType: text.slice(0, at).trim(), actions: [...new Set(actions)] };
}

function setIds(source: DraftSource, names: readonly string[]): string[] {
  return names.map((name) => {
    const set =
      source.sets.find((one) => one.name === name || one.id === name) ??
      source.sets.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (set !== undefined) return set.id;
    throw usageError(
      `There is no permission set “${name}”.`,
      source.sets.length === 0
        ? 'Run: rolebook sync'
        : `There are: ${source.sets.map((one) => one.name).join(', ')}.`,
    );
  });
}

/** The draft that an editor would start from, with what the options say. */
function draftWith(source: DraftSource, options: DraftOptions): RoleDraft {
  const draft = source.mine ?? source.draft;
  const start = options.set === undefined ? draft.permissionSetIds : setIds(source, options.set);
  const gone = new Set(setIds(source, options.removeSet ?? []));
  const more = setIds(source, options.addSet ?? []);
  return {
    name: options.name ?? draft.name,
    description: options.description ?? draft.description,
    permissionSetIds: [...new Set([...start.filter((id) => !gone.has(id)), ...more])],
    permissions: options.permission?.map(parsePermission) ?? draft.permissions,
  };
}

/** Who gains and loses, by name and number; for people, before it is saved. */
function tellHolders(run: CliRun, { findings, holders }: RolePreview): void {
  // What cannot be saved at all takes nothing from anybody.
  if (holders.gaining + holders.losing === 0 || blocking(findings).length > 0) return;
  note(
    run.io,
    `Of ${holders.total} who hold it ${holders.losing} lose and ${holders.gaining} gain something.`,
  );
  for (const { title, members, gains, losses } of holders.rows.slice(0, 20)) {
    const words = (list: typeof gains): string =>
      list.map(({ displayName, actions }) => `${actions.join(', ')} ${displayName}`).join('; ');
    const who = members === null ? title : `${title} (${members} known members)`;
    if (losses.length > 0) note(run.io, `  ${who} loses ${words(losses)}`);
    if (gains.length > 0) note(run.io, `  ${who} gains ${words(gains)}`);
  }
  if (holders.rows.length > 20) note(run.io, `  and ${holders.rows.length - 20} more`);
}

async function save(
  run: CliRun,
  id: number | null,
  clonedFrom: number | null,
  draft: RoleDraft,
  options: DraftOptions,
  { clash, shown }: { readonly clash?: string | undefined; readonly shown?: Fields | undefined } = {},
): Promise<number> {
  tellHolders(run, await run.call('roles.preview', { id, draft, clash }));
  return await finishFirst(run, async (tell) => {
    const report = await run.call('roles.save', {
      id,
      draft,
      clonedFrom,
      acknowledged: [...options.accept],
      clash,
      shown,
    });
    tell(`the role ${draft.name} is ${report.changes[0]?.state ?? 'as it was'}.`);
    return await printEdit(run, report);
  });
}

async function create(run: CliRun, name: string, options: DraftOptions): Promise<number> {
  await run.openTenant();
  await requireAbilities(run, ['edit-roles']);
  const from = options.from === undefined ? null : (await findRole(run, options.from)).id;
  const source = await run.call('roles.draftSource', { id: from, as: from === null ? 'new' : 'clone' });
  if (source.lacking.length > 0)
    note(
      run.io,
      `No permission set gives just this, so the copy lacks it: ${source.lacking.map(({ displayName, actions }) => `${displayName} (${actions.join(', ')})`).join('; ')}.`,
    );
  return await save(run, null, from, draftWith(source, { ...options, name }), options);
}

/** The change, by number or id, whose conflict is decided. */
async function findClash(run: CliRun, text: string): Promise<string> {
  const [planned] = findChanges(await openChanges(run), [text]);
  if (planned !== undefined) return planned.change.id;
  throw usageError(`There is no open change “${text}”.`);
}

async function edit(run: CliRun, text: string, options: DraftOptions): Promise<number> {
  await run.openTenant();
  await requireAbilities(run, ['edit-roles']);
  const { id } = await findRole(run, text);
  const clash = options.decides === undefined ? undefined : await findClash(run, options.decides);
  const source = await run.call('roles.draftSource', { id, as: 'edit', clash });
  return await save(run, id, null, draftWith(source, options), options, { clash, shown: shownBy(source) });
}

async function setEnabled(
  run: CliRun,
  texts: readonly string[],
  enabled: boolean,
  options: { readonly accept: readonly string[] },
): Promise<number> {
  await run.openTenant();
  await requireAbilities(run, ['edit-roles']);
  const ids: number[] = [];
  for (const text of texts) ids.push((await findRole(run, text)).id);
  return await finishFirst(run, async (tell) => {
    const report = await run.call('roles.setEnabled', {
      ids,
      enabled,
      acknowledged: [...options.accept],
      send: 'now',
    });
    const done = report.changes.filter(({ state }) => state === 'done').length;
    tell(`${done} of ${counted(report.changes.length, 'role')} switched.`);
    return await printEdit(run, report);
  });
}

async function remove(run: CliRun, texts: readonly string[], options: RemoveOptions): Promise<number> {
  await run.openTenant();
  await requireAbilities(run, ['edit-roles']);
  const ids: number[] = [];
  for (const text of texts) ids.push((await findRole(run, text)).id);
  if (options.yes !== true)
    refuseWithPreview(run, await run.call('roles.usePreview', { ids, act: 'delete' }), options);
  return await finishFirst(run, async (tell) => {
    const report = await run.call('roles.delete', {
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

const withDraftOptions = (command: Command): Command =>
  withAcceptOption(
    command
      .option('--description <text>', 'what it is for')
      .option(
        '--set <name>',
        'a permission set, by name or id; repeatable, in place of those it has',
        collect,
      )
      .option(
        '--permission <type:actions>',
        'a single permission like project:CRU, where the tenant takes them; repeatable',
        collect,
      ),
  );

/** `rolebook roles create|edit|enable|disable|delete`. */
export function registerRolesEdit(roles: Command, register: Register): void {
  register(
    withDraftOptions(
      roles
        .command('create')
        .description('make a role of one’s own')
        .argument('<name>', 'its name')
        .option('--from <role>', 'start as a copy of this role'),
    ),
    (run, [name]: [string], options: DraftOptions) => create(run, name, options),
  );
  register(
    withDraftOptions(
      roles
        .command('edit')
        .description('change a role of one’s own; tells who gains and loses by it')
        .argument('<role>', 'its name or id')
        .option('--name <name>', 'another name')
        .option(
          '--decides <change>',
          'decide the conflict of this change: start from it, laid over what the tenant has',
        )
        .option('--add-set <name>', 'a permission set more; repeatable', collect)
        .option('--remove-set <name>', 'a permission set less; repeatable', collect),
    ),
    (run, [text]: [string], options: DraftOptions) => edit(run, text, options),
  );
  for (const enabled of [true, false]) {
    register(
      withAcceptOption(
        roles
          .command(enabled ? 'enable' : 'disable')
          .description(enabled ? 'let roles count again' : 'let roles give nothing until they are enabled')
          .argument('<role...>', 'names or ids'),
      ),
      (run, [texts]: [readonly string[]], options: { readonly accept: readonly string[] }) =>
        setEnabled(run, texts, enabled, options),
    );
  }
  register(
    withRemoveOptions(
      roles
        .command('delete')
        .description('delete roles of one’s own; without --yes only shows what would go')
        .argument('<role...>', 'names or ids'),
    ),
    (run, [texts]: [readonly string[]], options: RemoveOptions) => remove(run, texts, options),
  );
}

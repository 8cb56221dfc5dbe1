import type { Command } from 'commander';
import type { RoleComparisonView, RoleMatrixView } from '../../../src-shared/ipc/roles-contract.ts';
import type { Register } from '../command-options.ts';
import { exitCodes } from '../exit-codes.ts';
import { actionMarks, findRole } from '../find-role.ts';
import { note, printList } from '../output.ts';
import type { CliRun } from '../run.ts';
import { renderTable } from '../table.ts';
import { visibleJson } from '../terminal-text.ts';
import { usageError } from '../usage-error.ts';

interface MatrixOptions {
  readonly productVersion?: string;
}

/** One row for each cell in JSON, a grid otherwise. */
function printMatrix(run: CliRun, view: RoleMatrixView): void {
  const entityNames = new Map(view.entities.map(({ id, name }) => [id, name]));
  const roleNames = new Map(view.roles.map(({ id, name }) => [id, name]));
  if (run.format === 'json') {
    const rows = view.cells.map(({ entity, role, cell }) => ({
      entity: entityNames.get(entity) ?? entity,
      role: roleNames.get(role) ?? role,
      cell,
    }));
    run.io.out.write(`${visibleJson(rows)}\n`);
    return;
  }
  const texts = new Map(view.cells.map(({ entity, role, cell }) => [`${entity}\n${role}`, cell]));
  printList(
    run,
    [{ id: 'entity', label: 'Entity' }, ...view.roles.map(({ id, column }) => ({ id, label: column }))],
    view.entities.map(({ id, name }) => [
      name,
      ...view.roles.map((role) => texts.get(`${id}\n${role.id}`) ?? ''),
    ]),
  );
  for (const { id, text } of view.notes) note(run.io, `${id}: ${text}`);
}

async function matrix(run: CliRun, { productVersion }: MatrixOptions): Promise<number> {
  if (productVersion === undefined) await run.openTenant();
  printMatrix(run, await run.call('roles.matrix', { productVersion: productVersion ?? null }));
  return exitCodes.ok;
}

function printComparison(run: CliRun, view: RoleComparisonView, all: boolean): void {
  const columns = [
    { id: 'permission', label: 'Permission' },
    ...view.roles.map(({ id, name }) => ({ id: String(id), label: name })),
  ];
  const rows = view.rows
    .filter(({ differs }) => all || differs)
    .map(({ displayName, cells }) => [displayName, ...cells.map(actionMarks)]);
  if (run.format === 'csv') {
    printList(run, columns, rows);
    return;
  }
  run.io.out.write(renderTable(columns, rows, run.io.width));
  const same = view.rows.filter(({ differs }) => !differs).length;
  if (!all && same > 0) note(run.io, `${same} more are the same in all of them; --all shows them.`);
  run.io.out.write(`\n${view.pairs.map(({ words }) => words).join('\n')}\n`);
}

async function compare(
  run: CliRun,
  texts: readonly string[],
  options: { readonly all?: boolean },
): Promise<number> {
  if (texts.length < 2) throw usageError('Name at least two roles to compare.');
  await run.openTenant();
  const ids: number[] = [];
  for (const text of texts) ids.push((await findRole(run, text)).id);
  if (new Set(ids).size < ids.length) throw usageError('Each role has to be another one.');
  const view = await run.call('roles.compare', { ids });
  if (run.format === 'json') run.io.out.write(`${visibleJson(view)}\n`);
  else printComparison(run, view, options.all === true);
  return exitCodes.ok;
}

/** `rolebook roles compare|matrix`. */
export function registerRolesLook(roles: Command, register: Register): void {
  register(
    roles
      .command('compare')
      .description('what roles give that others do not')
      .argument('<role...>', 'names or ids, two or more')
      .option('--all', 'also what is the same in all of them'),
    (run, [texts]: [readonly string[]], options: { readonly all?: boolean }) => compare(run, texts, options),
  );
  register(
    roles
      .command('matrix')
      .description(
        'roles by what they may do: those of the tenant, or as a version of the product prints them',
      )
      .option('--product-version <version>', 'e.g. 2.13; needs no tenant'),
    (run, _args, options: MatrixOptions) => matrix(run, options),
  );
}

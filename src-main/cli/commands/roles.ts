import type { Command } from 'commander';
import { permissionActions, type Role } from '../../../src-shared/domain/role.ts';
import { exitCodes } from '../exit-codes.ts';
import { listView, type ListOptions } from '../list.ts';
import { printList, printOne } from '../output.ts';
import { type Register, withListOptions } from '../command-options.ts';
import type { CliRun } from '../run.ts';
import { renderTable } from '../table.ts';
import { usageError } from '../usage-error.ts';

async function findRole(run: CliRun, text: string): Promise<Role> {
  const roles = await run.call('roles.list', {});
  const folded = text.toLowerCase();
  const found = roles.find((role) => role.name === text || String(role.id) === text);
  const alike = found ?? roles.find((role) => role.name.toLowerCase() === folded);
  if (alike !== undefined) return alike;
  throw usageError(`There is no role “${text}”.`, 'See: rolebook roles list');
}

const mark = (actions: readonly string[]): string =>
  permissionActions
    .map((action) => (actions.includes(action) ? action.charAt(0).toUpperCase() : '·'))
    .join(' ');

async function show(run: CliRun, text: string): Promise<number> {
  await run.openTenant();
  const role = await findRole(run, text);
  if (run.format === 'csv') {
    printList(
      run,
      [
        { id: 'resourceType', label: 'Resource type' },
        { id: 'group', label: 'Group' },
        { id: 'actions', label: 'Actions' },
      ],
      role.permissions.map((one) => [one.resourceType, one.group, one.actions]),
    );
    return exitCodes.ok;
  }
  printOne(
    run,
    [
      ['Role', role.name],
      ['Description', role.description],
      ['Kind', role.custom ? 'custom' : 'predefined'],
      ['In effect', role.enabled ? 'yes' : 'no'],
      ['Created by', role.createdBy],
    ],
    role,
  );
  if (run.format === 'table') {
    run.io.out.write(
      `\n${renderTable(
        [{ label: 'Permission' }, { label: 'C R U D' }, { label: 'Group' }],
        role.permissions
          .filter((one) => one.actions.length > 0)
          .map((one) => [one.displayName, mark(one.actions), one.group]),
        run.io.width,
      )}`,
    );
  }
  return exitCodes.ok;
}

/** `rolebook roles list|show`. */
export function registerRoles(program: Command, register: Register): void {
  const roles = program.command('roles').description('roles and what they may do');
  register(
    withListOptions(roles.command('list').description('list the roles')),
    async (run, _args, options: ListOptions) => {
      await listView(run, 'roles', options);
      return exitCodes.ok;
    },
  );
  register(
    roles.command('show').description('one role with its permissions').argument('<role>', 'its name or id'),
    (run, [text]: [string]) => show(run, text),
  );
}

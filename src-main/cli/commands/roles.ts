import type { Command } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { actionMarks, findRole } from '../find-role.ts';
import { listView, type ListOptions } from '../list.ts';
import { printList, printOne } from '../output.ts';
import { type Register, withListOptions } from '../command-options.ts';
import type { CliRun } from '../run.ts';
import { renderTable } from '../table.ts';
import { registerRolesEdit } from './roles-edit.ts';
import { registerRolesLook } from './roles-look.ts';

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
          .map((one) => [one.displayName, actionMarks(one.actions), one.group]),
        run.io.width,
      )}`,
    );
  }
  return exitCodes.ok;
}

/** `rolebook roles …`. */
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
  registerRolesLook(roles, register);
  registerRolesEdit(roles, register);
}

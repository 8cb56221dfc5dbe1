import type { PlannedChange } from '../../../src-shared/ipc/changes-contract.ts';
import { counted } from '../../../src-shared/words/count.ts';
import { printEdit } from '../edit-result.ts';
import { exitCodes } from '../exit-codes.ts';
import { note } from '../output.ts';
import { printRemoval } from '../removal-output.ts';
import { findRole, parsePlace } from '../role-argument.ts';
import type { CliRun } from '../run.ts';
import { usageError } from '../usage-error.ts';

/** See {@link resolveWithAnother}. */
export interface AnotherOptions {
  readonly role?: string;
  readonly scope?: string;
  readonly all?: boolean;
  readonly reason?: string;
  readonly accept: readonly string[];
  readonly dryRun?: boolean;
}

type AnotherChoice = 'another-role' | 'another-scope';

/** The role or the place, whichever the choice is about. */
async function chosen(run: CliRun, choice: AnotherChoice, { role, scope }: AnotherOptions) {
  if (choice === 'another-role') {
    if (role === undefined || scope !== undefined) throw usageError('Say which role: --role NAME.');
    return { roleId: findRole(await run.call('roles.list', {}), role.trim()).id, scope: null };
  }
  if (scope === undefined || role !== undefined) throw usageError('Say which place: --scope project:NAME.');
  return { roleId: null, scope: parsePlace(scope, await run.call('scopes.tree', {})) };
}

/** `rolebook changes resolve N another-role|another-scope`: other rules instead of those that name what is gone. */
export async function resolveWithAnother(
  run: CliRun,
  { change }: PlannedChange,
  choice: AnotherChoice,
  options: AnotherOptions,
): Promise<number> {
  const wish = { id: change.id, ...(await chosen(run, choice, options)), all: options.all === true };
  const { others, ...preview } = await run.call('changes.anotherPreview', wish);
  if (options.dryRun === true) {
    printRemoval(run, { ...preview, findings: [...preview.findings] }, 'What becomes of it');
    note(run.io, 'Nothing was saved.');
    return exitCodes.ok;
  }
  const report = await run.call('changes.another', {
    ...wish,
    acknowledged: [...options.accept],
    reason: options.reason ?? null,
  });
  const code = await printEdit(run, report);
  if (!wish.all && others > 0)
    note(
      run.io,
      `${counted(others, 'other open change')} name${others === 1 ? 's' : ''} it too: --all takes them along.`,
    );
  return code;
}

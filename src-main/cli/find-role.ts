import type { Role } from '../../src-shared/domain/role.ts';
import type { CliRun } from './run.ts';
import { usageError } from './usage-error.ts';

/** The role with this name or id; without regard to case where only one is meant. Throws a usage error. */
export async function findRole(run: CliRun, text: string): Promise<Role> {
  const roles = await run.call('roles.list', {});
  const folded = text.toLowerCase();
  const found = roles.find((role) => role.name === text || String(role.id) === text);
  if (found !== undefined) return found;
  const alike = roles.filter((role) => role.name.toLowerCase() === folded);
  const [only] = alike;
  if (alike.length === 1 && only !== undefined) return only;
  throw usageError(
    alike.length > 1
      ? `“${text}” means ${alike.length} roles. Name one by its id; see: rolebook roles list`
      : `There is no role “${text}”.`,
    'See: rolebook roles list',
  );
}

/** Actions as four letters in fixed places, those of newer tenants as words behind. */
export function actionMarks(actions: readonly string[]): string {
  const known = ['create', 'read', 'update', 'delete'];
  const marks = known.map((action) => (actions.includes(action) ? action.charAt(0).toUpperCase() : '·'));
  return [marks.join(' '), ...actions.filter((action) => !known.includes(action))].join(' ');
}

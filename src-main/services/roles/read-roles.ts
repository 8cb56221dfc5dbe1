import type { Role } from '../../../src-shared/domain/role.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { Mirror } from '../../db/mirror.ts';

const unknownRole = (): RolebookError =>
  new RolebookError({
    kind: 'not-found',
    origin: 'main',
    reason: 'role-unknown',
    message: 'There is no such role in the mirror.',
    hint: 'Sync, then look for it again.',
  });

/** These roles as they will be, in the order asked for. Throws `not-found` when one of them is not there. */
export async function readRoles(
  { mirror }: { readonly mirror: Pick<Mirror, 'roles'> },
  ids: readonly number[],
): Promise<Role[]> {
  const byId = new Map((await mirror.roles()).map((role) => [role.id, role]));
  return [...new Set(ids)].map((id) => {
    const role = byId.get(id);
    if (role === undefined) throw unknownRole();
    return role;
  });
}

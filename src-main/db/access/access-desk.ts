import type { AccessWorld } from '../../../src-shared/access/access-world.ts';
import { answerAccess } from '../../../src-shared/access/ask-access.ts';
import { type Assignments, noAssignments } from '../../../src-shared/domain/assignment.ts';
import { assignsBesideRules, type TenantGates } from '../../../src-shared/access/gates.ts';
import type { Role } from '../../../src-shared/domain/role.ts';
import { type ModelWorldParts, worldOfModel } from './model-world.ts';
import type { AccessModel } from '../views/access-model.ts';
import type { WorldAs } from './model-actors.ts';

/** What a mirror gives to answer from, as it stands now. */
export interface DeskSource extends Omit<ModelWorldParts, 'as' | 'gates' | 'assignments' | 'roles'> {
  readonly model: AccessModel;
  readonly roles: (as: WorldAs) => readonly Role[];
  /** Asked only of versions that assign beside the rules. */
  readonly assignments: () => Assignments;
}

/**
 * Answers questions about access. Worlds are made when they are first asked for, one each for what is at the tenant and
 * for what will be, and made anew after `revision` has moved on.
 */
export function createAccessDesk(
  revision: () => number,
  source: () => DeskSource,
): ReturnType<typeof answerAccess> {
  let made = { revision: Number.NaN, worlds: new Map<string, AccessWorld>() };
  const worldFor = ({ as, gates }: { readonly as: WorldAs; readonly gates: TenantGates }): AccessWorld => {
    if (made.revision !== revision()) made = { revision: revision(), worlds: new Map() };
    const key = JSON.stringify([as, gates.version, gates.inference, gates.departments]);
    const known = made.worlds.get(key);
    if (known !== undefined) return known;
    const { model, assignments: read, roles: rolesAs, ...parts } = source();
    const assignments = assignsBesideRules(gates) ? read() : noAssignments;
    const world = worldOfModel(model, { ...parts, roles: rolesAs(as), as, gates, assignments });
    made.worlds.set(key, world);
    return world;
  };
  return answerAccess(worldFor);
}

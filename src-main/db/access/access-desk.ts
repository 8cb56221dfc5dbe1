import type { AccessWorld } from '../../../src-shared/access/access-world.ts';
import { answerAccess } from '../../../src-shared/access/ask-access.ts';
import { rehearseCounting } from '../../../src-shared/access/rehearse-counting.ts';
import { type Assignments, noAssignments } from '../../../src-shared/domain/assignment.ts';
import { assignsBesideRules, type TenantGates } from '../../../src-shared/access/gates.ts';
import type { Role } from '../../../src-shared/domain/role.ts';
import { type ModelWorldParts, worldOfModel } from './model-world.ts';
import { withUnread } from '../../../src-shared/reviews/refuse-freeze.ts';
import type { AccessModel } from '../views/access-model.ts';
import type { WorldAs } from './model-actors.ts';
import { unreadRules } from './unread-rules.ts';

/** What a mirror gives to answer from, as it stands now. */
export interface DeskSource extends Omit<ModelWorldParts, 'as' | 'gates' | 'assignments' | 'roles'> {
  readonly model: AccessModel;
  readonly roles: (as: WorldAs) => readonly Role[];
  /** Asked only of versions that assign beside the rules. */
  readonly assignments: () => Assignments;
}

/** Answers questions about access. */
export interface AccessDesk extends ReturnType<typeof answerAccess> {
  /**
   * Does a little of what questions to come will need, as somebody has asked one about this state of the mirror; whether
   * more is left.
   */
  prepare(): boolean;
}

/** What is made of one revision. */
interface Made {
  readonly revision: number;
  readonly worlds: Map<string, AccessWorld>;
  /** What is left to prepare, world by world. */
  readonly ahead: Iterator<void, void>[];
}

/**
 * Answers questions about access. Worlds are made when they are first asked for, one each for what is at the tenant and
 * for what will be, and made anew after `revision` has moved on.
 */
export function createAccessDesk(revision: () => number, source: () => DeskSource): AccessDesk {
  const fresh = (now: number): Made => ({ revision: now, worlds: new Map(), ahead: [] });
  let made = fresh(Number.NaN);
  // Compiled code stays whatever becomes of the world.
  let rehearsed = false;
  const rehearse = function* (world: AccessWorld): Generator<void, void> {
    if (rehearsed) return;
    yield* rehearseCounting(world);
    rehearsed = true;
  };
  const worldFor = ({ as, gates }: { readonly as: WorldAs; readonly gates: TenantGates }): AccessWorld => {
    if (made.revision !== revision()) made = fresh(revision());
    const key = JSON.stringify([as, gates.version, gates.inference, gates.departments]);
    const known = made.worlds.get(key);
    if (known !== undefined) return known;
    const { model, assignments: read, roles: rolesAs, ...parts } = source();
    const assignments = assignsBesideRules(gates) ? read() : noAssignments;
    const world = worldOfModel(model, { ...parts, roles: rolesAs(as), as, gates, assignments });
    made.worlds.set(key, world);
    made.ahead.push(world.index().prepare(), rehearse(world));
    return world;
  };
  const answers = answerAccess(worldFor);
  return {
    ...answers,
    freeze: (question) => withUnread(answers.freeze(question), unreadRules(source().database)),
    prepare() {
      if (made.revision !== revision()) return false;
      if (made.ahead[0]?.next().done === true) made.ahead.shift();
      return made.ahead.length > 0;
    },
  };
}

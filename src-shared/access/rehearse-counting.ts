import type { AccessWorld, WorldRole } from './access-world.ts';
import { ActorSet } from './actor-set.ts';
import { DifferenceCounter } from './count-differences.ts';
import { DifferenceTally } from './difference-tally.ts';
import { gateBit } from './gates.ts';

/** So many are counted in one step, and for each role. */
const atOnce = 256;
const forEach = 8192;

/** How many roles are switched, one after the other. */
const mostRoles = 6;

const switched = (role: WorldRole): WorldRole => ({ ...role, gates: role.gates ^ gateBit('role-disabled') });

/**
 * Counts for some actors what it would come to if roles were switched, in small steps, and tells nobody. Who asks that of
 * a big tenant for the first time would wait twice as long as later, because the counting is compiled only once it has
 * run often; this runs it while nobody waits.
 */
export function* rehearseCounting(world: AccessWorld): Generator<void, void> {
  const { count } = world.actors;
  const nobody = new ActorSet(count);
  const actors = Int32Array.from({ length: Math.min(count, forEach) }, (_, actor) => actor);
  for (const [number, role] of world.roles.slice(0, mostRoles).entries()) {
    const after = world.roles.with(number, switched(role));
    const edited = new Uint8Array(world.roles.length);
    edited[number] = 1;
    const isEdited = (grant: number): boolean => edited[world.grants.role[grant] ?? 0] === 1;
    const changed = { world, went: isEdited, came: isEdited, edited, relisted: nobody };
    const roles = { before: world.roles, after, numbers: null };
    const supposed = new DifferenceCounter(world, { ...changed, roles });
    const alone = (actor: number): ReturnType<DifferenceCounter['of']> => supposed.of(actor);
    const tally = new DifferenceTally(actors.length);
    for (let from = 0; from < actors.length; from += atOnce) {
      const some = actors.subarray(from, from + atOnce);
      tally.takeAll(some, { supposed, open: null, waiting: null, aside: nobody, alone });
      yield;
    }
  }
}

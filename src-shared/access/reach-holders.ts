import { type AccessWorld, actorKinds, type WorldGrants } from './access-world.ts';
import type { ActorSet } from './actor-set.ts';

/** So many are looked at in one go; see difference-tally.ts. */
const atOnce = 4096;

/** Adds to some actors all who hold one of some roles (1) themselves. */
export function addHolders(grants: WorldGrants, roles: Uint8Array, reached: ActorSet): void {
  if (!roles.includes(1)) return;
  for (let from = 0; from < grants.count; from += atOnce)
    addSome(grants, roles, reached, from, Math.min(from + atOnce, grants.count));
}

function addSome(
  { actor, role }: WorldGrants,
  roles: Uint8Array,
  reached: ActorSet,
  from: number,
  to: number,
): void {
  for (let grant = from; grant < to; grant += 1)
    if (roles[role[grant] ?? 0] === 1) reached.add(actor[grant] ?? 0);
}

/** Adds to some actors the members of the groups among them; everyone stands for all who can sign in. */
export function addMembers(world: AccessWorld, reached: ActorSet): void {
  const { actors } = world;
  const groupKind = actorKinds.indexOf('group');
  const accountKind = actorKinds.indexOf('service-account');
  const everyone = actors.everyone >= 0 && reached.has(actors.everyone);
  for (let actor = actors.users; actor < actors.count; actor += 1) {
    const kind = actors.kinds[actor];
    if (kind === groupKind && reached.has(actor)) addAll(world.index().membersOf(actor), reached);
    if (everyone && kind === accountKind) reached.add(actor);
  }
  if (everyone)
    for (let user = 0; user < actors.users; user += 1) if (actors.alive[user] === 1) reached.add(user);
}

function addAll(actors: Int32Array, reached: ActorSet): void {
  for (let at = 0; at < actors.length; at += 1) reached.add(actors[at] ?? 0);
}

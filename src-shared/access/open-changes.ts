import type { AccessWorld, WorldRole } from './access-world.ts';
import { ActorSet } from './actor-set.ts';
import { masksInto } from './cell-masks.ts';
import type { Changed, SameRoles } from './giver-differences.ts';
import { gateBit } from './gates.ts';
import type { Supposed } from './hypothesis.ts';
import { sharedNumbers } from './pending-differences.ts';
import { spareRoles } from './role-coverage.ts';

const off = gateBit('role-disabled');

/** Roles of both worlds under the numbers of the one before, those that are made after them; null where they are too many. */
function rolesOf(before: AccessWorld, after: AccessWorld): SameRoles | null {
  const into = masksInto(before.cells, after.cells);
  const was: WorldRole[] = before.roles.map((role) => ({ ...role, mask: into(role.mask) }));
  const none = new Uint32Array(after.cells.words);
  const nothing = (role: WorldRole): WorldRole => ({ ...role, mask: none });
  const will = was.map(nothing);
  const numbers = Int32Array.from(after.roles, (role) => {
    const known = was.findIndex(({ id }) => id === role.id);
    const number = known >= 0 ? known : was.push(nothing(role)) - 1;
    will[number] = role;
    return number;
  });
  return was.length > before.roles.length + spareRoles ? null : { before: was, after: will, numbers };
}

/** Whether the places of two worlds have the same numbers. */
function samePlaces({ places: { nodes } }: AccessWorld, { places }: AccessWorld): boolean {
  const others = places.nodes;
  return (
    nodes.length === others.length &&
    nodes.every(({ type, id }, at) => others[at]?.type === type && others[at].id === id)
  );
}

/** Grants of an actor that open changes leave as they are, in the same order in both worlds. */
function staying({ order, starts }: AccessWorld, actor: number, waits: ReadonlySet<number>): number[] {
  return [...order.subarray(starts[actor] ?? 0, starts[actor + 1] ?? 0)].filter((grant) => !waits.has(grant));
}

/**
 * Open changes, and what is supposed beside them, as one change of the tenant's world, for all who are there as they were
 * and have the same number. `base`: the world with the open changes. Null where the two worlds cannot be laid over each
 * other; then each subject is compared by itself.
 */
export function openChanges(before: AccessWorld, base: AccessWorld, supposed: Supposed): Changed | null {
  const { world: after } = supposed;
  const shared = sharedNumbers(before, base);
  const roles = rolesOf(before, after);
  const { everyone } = before.actors;
  if (shared === 0 || roles === null || everyone !== base.actors.everyone || !samePlaces(before, base))
    return null;
  const edited = Uint8Array.from(roles.after, ({ name, gates, mask }, number) => {
    const role = roles.before[number];
    const same =
      role?.name === name && role.gates === gates && role.mask.every((word, at) => word === mask[at]);
    return Number(!same);
  });
  // A role that is called otherwise, or that something else gates, counts at other places than before (V12, V13).
  const elsewhere = Uint8Array.from(roles.after, ({ name, gates }, number) => {
    const role = roles.before[number];
    return Number(role?.name !== name || ((role.gates ^ gates) & ~off) !== 0);
  });
  const relisted = new ActorSet(Math.max(before.actors.count, after.actors.count));
  const relist = (actor: number): void => {
    if (actor >= 0 && (actor < shared || actor === everyone)) relisted.add(actor);
  };
  for (const { grants, pending } of [before, base])
    for (const grant of pending) relist(grants.actor[grant] ?? -1);
  if (elsewhere.includes(1)) {
    const { actor, count, role } = before.grants;
    for (let grant = 0; grant < count; grant += 1)
      if (elsewhere[role[grant] ?? 0] === 1) relist(actor[grant] ?? -1);
  }
  const [goes, comes] = [new Set(before.pending), new Set(base.pending)];
  const gone = new Set<number>();
  for (const actor of supposed.relisted.numbers()) {
    if (actor >= shared && actor !== everyone) continue;
    relisted.add(actor);
    const earlier = staying(before, actor, goes);
    for (const [at, grant] of staying(base, actor, comes).entries())
      if (supposed.isGone(grant)) gone.add(earlier[at] ?? -1);
  }
  const isEdited = (role: number): boolean => edited[role] === 1;
  return {
    world: after,
    went: (grant) => goes.has(grant) || gone.has(grant) || isEdited(before.grants.role[grant] ?? 0),
    came: (grant) =>
      grant >= base.grants.count ||
      comes.has(grant) ||
      isEdited(roles.numbers?.[after.grants.role[grant] ?? 0] ?? 0),
    edited,
    relisted,
    roles,
  };
}

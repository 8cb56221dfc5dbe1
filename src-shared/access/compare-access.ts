import type { ScopeRef } from '../domain/scope.ts';
import type { Comparison, PlannedGrant } from '../ipc/access-why-contract.ts';
import { describeShares, missingFrom, type Share, sharesOf, withExceptions } from './access-shares.ts';
import { type AccessWorld, eachPath } from './access-world.ts';
import { describePlace } from './describe-path.ts';
import { gateBit, gatesAtPlace } from './gates.ts';
import { subjectAccess } from './subject-access.ts';

/** What cannot be given, and is held no more: the role or the scope is not there, or the rule is on its way out. */
const nothingThere =
  gateBit('role-gone') | gateBit('scope-gone') | gateBit('no-cluster') | gateBit('rule-leaving');

interface Held {
  readonly role: number;
  readonly place: number;
}

/** Roles at places that an actor holds, by whatever way, dormant ones too. */
function heldBy(world: AccessWorld, actor: number): Held[] {
  const { grants } = world;
  const held: Held[] = [];
  eachPath(world, actor, (grant) => {
    if (((grants.gates[grant] ?? 0) & nothingThere) !== 0) return;
    held.push({ role: grants.role[grant] ?? 0, place: grants.place[grant] ?? -1 });
  });
  return held;
}

/**
 * Rules that `to` needs to hold what `from` holds: each role at each place that `to` does not hold there or higher up,
 * the widest first. One that gives nothing new beside what `to` has, and what is planned before it, is redundant.
 */
export function plannedGrants(world: AccessWorld, from: number, to: number): PlannedGrant[] {
  const { places, roles } = world;
  const covered = (held: readonly Held[], { role, place }: Held): boolean =>
    held.some((one) => one.role === role && places.covers(one.place, place));
  const has = heldBy(world, to);
  const planned: Held[] = [];
  const wanted = heldBy(world, from).toSorted(
    (left, right) => left.place - right.place || left.role - right.role,
  );
  for (const one of wanted) if (!covered(has, one) && !covered(planned, one)) planned.push(one);
  const given: Share[] = sharesOf(world, to);
  return planned.flatMap((one) => {
    const role = roles[one.role];
    const node = places.nodes[one.place];
    if (role === undefined || node === undefined) return [];
    const share = { place: one.place, mask: role.mask };
    const redundant = missingFrom(world, [share], given).length === 0;
    // What is dormant there gives nothing that another would not have to give.
    if (role.gates === 0 && gatesAtPlace(role.name, one.place, places) === 0) given.push(share);
    return [{ roleId: role.id, roleName: role.name, place: describePlace(world, node), redundant }];
  });
}

/** Two subjects side by side at a place (-1: anywhere). */
export function compareAccess(world: AccessWorld, left: number, right: number, place: number): Comparison {
  const [one, other] = [subjectAccess(world, left, place), subjectAccess(world, right, place)];
  const inside = (shares: readonly Share[]): Share[] =>
    place < 0
      ? [...shares]
      : shares.flatMap((share) => {
          if (world.places.covers(place, share.place)) return [share];
          return world.places.covers(share.place, place) ? [{ ...share, place }] : [];
        });
  const [mine, theirs] = [inside(sharesOf(world, left)), inside(sharesOf(world, right))];
  return {
    left: one.subject,
    right: other.subject,
    place: one.place,
    rows: one.rows.map(({ resourceType, displayName, group, cells }, row) => ({
      resourceType,
      displayName,
      group,
      cells: cells.map(({ state }, at) => ({
        left: state,
        right: other.rows[row]?.cells[at]?.state ?? 'none',
      })),
    })),
    onlyLeft: describeShares(world, withExceptions(world, missingFrom(world, mine, theirs), theirs)),
    onlyRight: describeShares(world, withExceptions(world, missingFrom(world, theirs, mine), mine)),
    toRight: plannedGrants(world, left, right),
    toLeft: plannedGrants(world, right, left),
    asOf: world.asOf,
  };
}

/** Whether a planned grant is one of those chosen. */
export function isChosen(
  { roleId, place }: PlannedGrant,
  chosen: readonly { readonly roleId: number; readonly scope: ScopeRef }[],
): boolean {
  return chosen.some(
    (one) => one.roleId === roleId && one.scope.type === place.type && one.scope.id === place.id,
  );
}

import type { PermissionAction } from '../domain/role.ts';
import type { Explanation, MissingPiece, Remedy } from '../ipc/access-why-contract.ts';
import { type AccessWorld, actorKinds, eachPath, gatesOfPath } from './access-world.ts';
import { hasCell } from './cell-masks.ts';
import { describePath, describePlace, type PathRef, placeWords, sortPaths } from './describe-path.ts';
import { gatesNowhere } from './gates.ts';
import { type Reach, reaches, reachOf } from './path-reach.ts';
import {
  around,
  type Asked,
  askedWords,
  remedyByGiving,
  remedyByJoining,
  remedyByOpening,
  sizeOf,
  withoutNeedless,
} from './remedies.ts';
import { stateOfReach } from './subject-access.ts';

/** So many pieces of one kind are told. */
const told = 3;

/** How far up from `place` one has to go to have `other` below: fewer steps are nearer. */
function stepsTo({ places }: AccessWorld, place: number, other: number): number {
  let steps = 0;
  for (
    let at: number | null = place;
    at !== null && !places.covers(at, other);
    at = places.nodes[at]?.parent ?? null
  )
    steps += 1;
  return steps;
}

/** What is granted and not in force: what takes least to open first. Only where nothing opens, something else is given. */
function dormantPieces(world: AccessWorld, asked: Asked, giving: readonly PathRef[]): MissingPiece[] {
  const { actor, place } = asked;
  // A role that holds in no cluster reaches no place, and is what is missing at each.
  const isPlaceless = ({ grant }: PathRef): boolean =>
    ((world.grants.gates[grant] ?? 0) & gatesNowhere) !== 0;
  const effort = (remedy: Remedy | null): number => remedy?.acts.length ?? Number.MAX_SAFE_INTEGER;
  return giving
    .filter((path) => isPlaceless(path) || reachOf(world, actor, path.grant, place) === reaches.dormant)
    .map((path) => ({ path, opening: remedyByOpening(world, asked, path) }))
    .toSorted((left, right) => effort(left.opening) - effort(right.opening))
    .slice(0, told)
    .map(({ path, opening }) => {
      const described = describePath(world, actor, path);
      const message = described.gates.map((gate) => gate.message).join(' ');
      const at = place >= 0 ? place : (world.grants.place[path.grant] ?? -1);
      return {
        kind: 'dormant',
        message,
        path: described,
        remedy: opening ?? remedyByGiving(world, asked, at),
      };
    });
}

function elsewherePieces(world: AccessWorld, asked: Asked, elsewhere: readonly PathRef[]): MissingPiece[] {
  const { actor, place } = asked;
  const target = Math.max(place, 0);
  const placeOf = ({ grant }: PathRef): number => world.grants.place[grant] ?? -1;
  const remedy = remedyByGiving(world, asked, place);
  return elsewhere
    .toSorted((left, right) => stepsTo(world, target, placeOf(left)) - stepsTo(world, target, placeOf(right)))
    .slice(0, told)
    .map((path) => {
      const described = describePath(world, actor, path);
      const [ours, theirs] = [around(world, target, 'cluster'), around(world, placeOf(path), 'cluster')];
      const far = ours >= 0 && theirs >= 0 && ours !== theirs;
      const held = `${described.roleName} counts on ${placeWords(described.place)}`;
      const cluster = world.places.nodes[ours]?.name ?? '';
      return {
        kind: far ? 'other-cluster' : 'other-place',
        message: far
          ? `Cluster ${cluster} is not permitted: ${held}, which lies in another cluster.`
          : `${held}, and not on ${askedWords(world, place)}.`,
        path: described,
        remedy,
      };
    });
}

function lackingPieces(world: AccessWorld, asked: Asked, lacking: readonly PathRef[]): MissingPiece[] {
  const placeOf = ({ grant }: PathRef): number => world.grants.place[grant] ?? -1;
  const sorted = sortPaths(world, asked.actor, [...lacking]);
  // Asked about anywhere, the narrowest place is the nearest.
  return (asked.place < 0 ? sorted.toReversed() : sorted).slice(0, told).map((path) => {
    const described = describePath(world, asked.actor, path);
    return {
      kind: 'role-lacks',
      message: `${described.roleName} on ${placeWords(described.place)} does not allow to ${asked.deed}.`,
      path: described,
      remedy: remedyByGiving(world, asked, asked.place < 0 ? placeOf(path) : asked.place),
    };
  });
}

/** Groups that would give it, those with the least role at the narrowest place first. */
function groupPieces(world: AccessWorld, { actor, cell, place, deed }: Asked): MissingPiece[] {
  const { actors, grants, order, places, roles, starts } = world;
  // Nobody is put into a group of the identity provider who signs in with a password of this tenant.
  if (actors.kinds[actor] !== actorKinds.indexOf('user') || world.kind(actor) === 'local') return [];
  const own = new Set<number>();
  eachPath(world, actor, (_, through) => own.add(through));
  const found: { readonly group: number; readonly weight: readonly number[] }[] = [];
  for (let group = actors.users; group < actors.count; group += 1) {
    if (actors.kinds[group] !== actorKinds.indexOf('group') || own.has(group)) continue;
    for (let at = starts[group] ?? 0; at < (starts[group + 1] ?? 0); at += 1) {
      const grant = order[at] ?? 0;
      const role = roles[grants.role[grant] ?? 0];
      if (role === undefined || !hasCell(role.mask, 0, cell)) continue;
      const reach = reachOf(world, group, grant, place);
      if (reach !== reaches.whole && !(place < 0 && reach === reaches.part)) continue;
      const outer = grants.place[grant] ?? -1;
      const size = (places.ends[outer] ?? 0) - outer;
      found.push({ group, weight: [Number(role.administrator), size, sizeOf(role)] });
    }
  }
  const sorted = found.toSorted(
    (left, right) =>
      left.weight.map((one, at) => one - (right.weight[at] ?? 0)).find((one) => one !== 0) ?? 0,
  );
  return [...new Set(sorted.map(({ group }) => group))].slice(0, told).map((group) => ({
    kind: 'not-in-group',
    message: `Members of ${world.label(group)} can ${deed} there, and ${world.label(actor)} is not one of them.`,
    path: null,
    remedy: remedyByJoining(world, actor, group),
  }));
}

/** Why an actor can do something at a place (-1: anywhere), or what keeps it from it, the nearest piece first. */
export function explain(
  world: AccessWorld,
  actor: number,
  question: { readonly resourceType: string; readonly action: PermissionAction },
  place: number,
): Explanation {
  const { cells, grants, roles, places } = world;
  const { resourceType, action } = question;
  const cell = cells.cell(resourceType, action);
  const displayName = cells.types.find(({ id }) => id === resourceType)?.name ?? resourceType;
  const deed = `${action} ${displayName}`;
  const asked: Asked = { actor, cell, place, deed };
  const giving: PathRef[] = [];
  const elsewhere: PathRef[] = [];
  const lacking: PathRef[] = [];
  const placeless: PathRef[] = [];
  let best: Reach = reaches.none;
  eachPath(world, actor, (grant, through) => {
    const reach = reachOf(world, actor, grant, place);
    const gives = hasCell(roles[grants.role[grant] ?? 0]?.mask ?? new Uint32Array(0), 0, cell);
    if (gives && reach !== reaches.none) giving.push({ grant, through });
    else if (gives && ((grants.gates[grant] ?? 0) & gatesNowhere) !== 0) placeless.push({ grant, through });
    if (gives && reach > best) best = reach;
    const inForce = gatesOfPath(world, actor, grant) === 0;
    if (gives && inForce && reach !== reaches.whole) elsewhere.push({ grant, through });
    if (!gives && (reach === reaches.whole || (place < 0 && reach === reaches.part)))
      lacking.push({ grant, through });
  });
  sortPaths(world, actor, giving);
  const state = stateOfReach(best);
  const missing: MissingPiece[] =
    state === 'whole'
      ? []
      : [
          ...dormantPieces(world, asked, [...giving, ...placeless]),
          ...elsewherePieces(world, asked, elsewhere),
          ...lackingPieces(world, asked, lacking),
          ...groupPieces(world, asked),
        ];
  if (state !== 'whole' && missing.length === 0) {
    const isAllowed = roles.some(({ mask, gates }) => gates === 0 && hasCell(mask, 0, cell));
    missing.push({
      kind: 'no-rule',
      message: isAllowed
        ? `No access rule of ${world.label(actor)} counts there.`
        : `No role in force allows to ${deed}.`,
      path: null,
      remedy: remedyByGiving(world, asked, place),
    });
  }
  const node = places.nodes[place];
  const where = node === undefined ? '' : ` on ${placeWords(node)}`;
  const paths = giving.map((path) => describePath(world, actor, path));
  const who = world.label(actor);
  const [first] = paths;
  const ways = paths.filter(({ gates }) => gates.length === 0).length;
  const through = first?.via === 'group' ? `, through ${first.group ?? ''}` : '';
  const by = first === undefined ? '' : `${first.roleName} on ${placeWords(first.place)}${through}`;
  const more = ways > 1 ? `, and ${ways - 1} more ${ways === 2 ? 'way' : 'ways'}` : '';
  const inPart = state === 'part' ? ', in part' : '';
  return {
    subject: world.subject(actor),
    resourceType,
    displayName,
    action,
    place: node === undefined ? null : describePlace(world, node),
    state,
    sentence:
      state === 'whole' || state === 'part'
        ? `${who} can ${deed}${where}${inPart}: ${by}${more}.`
        : `${who} cannot ${deed}${where}: ${missing[0]?.message ?? ''}`,
    paths,
    // Whoever can do it somewhere needs no help where no place is asked about.
    missing:
      place < 0 && state === 'part'
        ? missing.map((piece) => ({ ...piece, remedy: null }))
        : withoutNeedless(missing),
    asOf: world.asOf,
  };
}

import type { PermissionAction } from '../domain/role.ts';
import type { ScopeRef } from '../domain/scope.ts';
import type { Explanation, MissingPiece, Remedy } from '../ipc/access-why-contract.ts';
import { type AccessWorld, actorKinds, eachPath, gatesOfPath, type WorldRole } from './access-world.ts';
import { hasCell } from './cell-masks.ts';
import { describePath, describePlace, type PathRef, placeWords, sortPaths } from './describe-path.ts';
import { type Reach, reaches, reachOf } from './path-reach.ts';
import { stateOfReach } from './subject-access.ts';

/** So many pieces of one kind are told. */
const told = 3;

/** What is asked about: a cell at a place (-1: anywhere). */
interface Asked {
  readonly actor: number;
  readonly cell: number;
  readonly place: number;
  /** e.g. "delete Projects". */
  readonly deed: string;
}

const sizeOf = ({ mask }: WorldRole): number => {
  let size = 0;
  for (let word of mask) for (; word !== 0; word &= word - 1) size += 1;
  return size;
};

/** Roles in force that give a cell, the smallest first, those that may do everything last. */
function rolesGiving({ roles }: AccessWorld, cell: number): WorldRole[] {
  return roles
    .filter(({ mask, gates }) => gates === 0 && hasCell(mask, 0, cell))
    .toSorted(
      (left, right) =>
        Number(left.administrator) - Number(right.administrator) || sizeOf(left) - sizeOf(right),
    );
}

function remedyOf(world: AccessWorld, role: WorldRole | undefined, place: number): Remedy | null {
  const node = world.places.nodes[Math.max(place, 0)];
  if (role === undefined || node === undefined) return null;
  const scope: ScopeRef = { type: node.type, id: node.id };
  return {
    words: `Give ${role.name} on ${placeWords(node)}.`,
    grant: scope.id === '' ? null : { roleId: role.id, roleName: role.name, scope, scopeName: node.name },
  };
}

/** The cluster a place lies in, or -1. */
function clusterOf({ places }: AccessWorld, place: number): number {
  for (let at: number | null = place; at !== null && at >= 0; at = places.nodes[at]?.parent ?? null)
    if (places.nodes[at]?.type === 'cluster') return at;
  return -1;
}

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

function dormantPieces(
  world: AccessWorld,
  { actor, place }: Asked,
  giving: readonly PathRef[],
): MissingPiece[] {
  return giving
    .filter(({ grant }) => reachOf(world, actor, grant, place) === reaches.dormant)
    .slice(0, told)
    .map((path) => {
      const described = describePath(world, actor, path);
      const message = described.gates.map((gate) => gate.message).join(' ');
      return { kind: 'dormant', message, path: described, remedy: null };
    });
}

function elsewherePieces(world: AccessWorld, asked: Asked, elsewhere: readonly PathRef[]): MissingPiece[] {
  const { actor, place } = asked;
  const target = Math.max(place, 0);
  const node = world.places.nodes[target];
  if (node === undefined) return [];
  const placeOf = ({ grant }: PathRef): number => world.grants.place[grant] ?? -1;
  return elsewhere
    .toSorted((left, right) => stepsTo(world, target, placeOf(left)) - stepsTo(world, target, placeOf(right)))
    .slice(0, told)
    .map((path) => {
      const described = describePath(world, actor, path);
      const [ours, theirs] = [clusterOf(world, target), clusterOf(world, placeOf(path))];
      const far = ours >= 0 && theirs >= 0 && ours !== theirs;
      const held = `${described.roleName} counts on ${placeWords(described.place)}`;
      const cluster = world.places.nodes[ours]?.name ?? '';
      return {
        kind: far ? 'other-cluster' : 'other-place',
        message: far
          ? `Cluster ${cluster} is not permitted: ${held}, which lies in another cluster.`
          : `${held}, and not on ${target === 0 ? 'all clusters' : placeWords(node)}.`,
        path: described,
        remedy: remedyOf(world, world.roles[world.grants.role[path.grant] ?? -1], target),
      };
    });
}

function lackingPieces(world: AccessWorld, asked: Asked, lacking: readonly PathRef[]): MissingPiece[] {
  const [smallest] = rolesGiving(world, asked.cell);
  return sortPaths(world, asked.actor, [...lacking])
    .slice(0, told)
    .map((path) => {
      const described = describePath(world, asked.actor, path);
      return {
        kind: 'role-lacks',
        message: `${described.roleName} on ${placeWords(described.place)} does not allow to ${asked.deed}.`,
        path: described,
        remedy: remedyOf(world, smallest, asked.place),
      };
    });
}

function groupPieces(world: AccessWorld, { actor, cell, place, deed }: Asked): MissingPiece[] {
  const { actors, grants, roles } = world;
  if (actors.kinds[actor] !== actorKinds.indexOf('user')) return [];
  const own = new Set<number>();
  eachPath(world, actor, (_, through) => own.add(through));
  const found = new Set<number>();
  for (let grant = 0; grant < grants.count && found.size < told; grant += 1) {
    const group = grants.actor[grant] ?? 0;
    if (actors.kinds[group] !== actorKinds.indexOf('group') || own.has(group)) continue;
    const gives = hasCell(roles[grants.role[grant] ?? 0]?.mask ?? new Uint32Array(0), 0, cell);
    if (gives && reachOf(world, group, grant, place) === reaches.whole) found.add(group);
  }
  return [...found].map((group) => ({
    kind: 'not-in-group',
    message: `Members of ${world.label(group)} can ${deed} there, and ${world.label(actor)} is not one of them.`,
    path: null,
    remedy: { words: `Add to ${world.label(group)} at the identity provider.`, grant: null },
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
  let best: Reach = reaches.none;
  eachPath(world, actor, (grant, through) => {
    const reach = reachOf(world, actor, grant, place);
    const gives = hasCell(roles[grants.role[grant] ?? 0]?.mask ?? new Uint32Array(0), 0, cell);
    if (gives && reach !== reaches.none) giving.push({ grant, through });
    if (gives && reach > best) best = reach;
    const inForce = gatesOfPath(world, actor, grant) === 0;
    if (gives && inForce && reach !== reaches.whole) elsewhere.push({ grant, through });
    if (!gives && reach === reaches.whole) lacking.push({ grant, through });
  });
  sortPaths(world, actor, giving);
  const state = stateOfReach(best);
  const missing: MissingPiece[] =
    state === 'whole'
      ? []
      : [
          ...dormantPieces(world, asked, giving),
          ...elsewherePieces(world, asked, elsewhere),
          ...lackingPieces(world, asked, lacking),
          ...groupPieces(world, asked),
        ];
  if (state !== 'whole' && missing.length === 0) {
    const [smallest] = rolesGiving(world, cell);
    missing.push({
      kind: 'no-rule',
      message:
        smallest === undefined
          ? `No role in force allows to ${deed}.`
          : `No access rule of ${world.label(actor)} counts there.`,
      path: null,
      remedy: remedyOf(world, smallest, place),
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
    missing,
    asOf: world.asOf,
  };
}

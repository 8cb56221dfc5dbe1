import type { ScopeRef } from '../domain/scope.ts';
import type { MissingPiece, Remedy, RemedyAct } from '../ipc/access-why-contract.ts';
import { type AccessWorld, actorKinds, gatesOfPath, type WorldRole } from './access-world.ts';
import { assignmentGate } from './assigned-places.ts';
import { bitsOf } from './mask-bits.ts';
import { hasCell } from './cell-masks.ts';
import { type PathRef, placeWords } from './describe-path.ts';
import { gateBit, gatesAtPlace, gatesIn, type GateKind } from './gates.ts';
import { remedyWords } from './remedy-words.ts';

/** What is asked about: a cell for an actor at a place, or (-1) anywhere. */
export interface Asked {
  readonly actor: number;
  readonly cell: number;
  readonly place: number;
  /** e.g. "delete Projects". */
  readonly deed: string;
}

/** A place and all above it, the nearest first; nothing for -1. */
function lineOf({ nodes }: AccessWorld['places'], place: number): number[] {
  const line: number[] = [];
  for (let at: number | null = place; at !== null && at >= 0; at = nodes[at]?.parent ?? null) line.push(at);
  return line;
}

/** The nearest of a place and those above it that is of a type, or -1. */
export function around({ places }: AccessWorld, place: number, type: string): number {
  return lineOf(places, place).find((at) => places.nodes[at]?.type === type) ?? -1;
}

function refAt({ places }: AccessWorld, place: number): ScopeRef | null {
  const node = places.nodes[place];
  return node === undefined || node.id === '' ? null : { type: node.type, id: node.id };
}

function remedyOf(world: AccessWorld, acts: readonly RemedyAct[]): Remedy {
  const give = acts.find((act) => act.kind === 'give');
  const scope = give?.scope ?? null;
  const role = world.roles.find(({ id }) => id === give?.roleId);
  const words = remedyWords(world, acts);
  if (scope === null || role === undefined) return { words, acts: [...acts], grant: null };
  const scopeName = world.places.nodes[world.places.find(scope.type, scope.id)]?.name ?? scope.id;
  return { words, acts: [...acts], grant: { roleId: role.id, roleName: role.name, scope, scopeName } };
}

/** What the holder itself has to do first, whatever it is given. */
function ownActs({ actors }: AccessWorld, actor: number): RemedyAct[] {
  const gates = actors.gates[actor] ?? 0;
  return [
    ...((gates & gateBit('subject-unseen')) === 0 ? [] : [{ kind: 'sign-in' as const }]),
    ...((gates & gateBit('account-disabled')) === 0 ? [] : [{ kind: 'enable-account' as const }]),
  ];
}

/** What is to be made in a place so that a role counts there; null where that is not possible. */
function madeIn(world: AccessWorld, place: number, gate: 'no-project' | 'no-department'): RemedyAct | null {
  const scope = refAt(world, place);
  if (scope === null || scope.type === 'project') return null;
  if (gate === 'no-project') return { kind: 'make-project', scope };
  return scope.type === 'department' ? null : { kind: 'make-department', scope };
}

/** The unit to assign a holder to so that a role reaches a place (2.13); null where none does. `place` -1: to be chosen. */
function assignedAt(
  world: AccessWorld,
  gate: 'project-not-assigned' | 'department-not-assigned',
  reach: { readonly holder: number; readonly outer: number; readonly place: number },
): RemedyAct | null {
  const type = gate === 'project-not-assigned' ? 'project' : 'department';
  const { id, type: subjectType } = world.subject(reach.holder);
  const to = { kind: `assign-${type}` as const, subject: { type: subjectType, id } };
  if (reach.place < 0) return world.places.holds(reach.outer, type) ? { ...to, scope: null } : null;
  const unit = around(world, reach.place, type);
  const scope = refAt(world, unit);
  return scope === null || !world.places.covers(reach.outer, unit) ? null : { ...to, scope };
}

/** Where a holder is assigned already: so that a role given in `outer` is in force on all of a place. */
function isAssigned(
  world: AccessWorld,
  roleName: string,
  { holder, outer, place }: { readonly holder: number; readonly outer: number; readonly place: number },
): boolean {
  const { actors, places } = world;
  const rule = assignmentGate(roleName, world.assigned);
  const start = actors.groupStart[holder] ?? 0;
  const groups =
    holder < actors.users ? actors.groups.subarray(start, start + (actors.groupCount[holder] ?? 0)) : [];
  return [holder, ...groups]
    .flatMap((each) => rule?.places.get(each) ?? [])
    .some((unit) => places.covers(outer, unit) && (place < 0 || places.covers(unit, place)));
}

/** What else a role needs when it is given on `outer` so that it is in force on all of a place; null: nothing helps. */
function neededBy(
  world: AccessWorld,
  role: WorldRole,
  reach: { readonly holder: number; readonly outer: number; readonly place: number },
): RemedyAct[] | null {
  const gates = gatesIn(gatesAtPlace(role.name, reach.outer, world.places));
  const rule = assignmentGate(role.name, world.assigned);
  if (rule !== null) {
    if (gates.length > 0) return null;
    if (isAssigned(world, role.name, reach)) return [];
    const [gate] = gatesIn(rule.gate);
    if (gate !== 'project-not-assigned' && gate !== 'department-not-assigned') return null;
    const act = assignedAt(world, gate, reach);
    return act === null ? null : [act];
  }
  const acts = gates.map((gate) =>
    gate === 'no-project' || gate === 'no-department' ? madeIn(world, reach.outer, gate) : null,
  );
  return acts.includes(null) ? null : acts.filter((act) => act !== null);
}

/** Where a rule has to be so that it reaches a place: there, or on a tenant that knows clusters alone on its cluster. */
function givenAt(world: AccessWorld, place: number): number {
  if (!world.clustersOnly || place <= 0) return place;
  return around(world, place, 'cluster');
}

/** How many cells a role gives. */
export const sizeOf = ({ mask }: WorldRole): number => mask.reduce((sum, word) => sum + bitsOf(word), 0);

/**
 * The least role that gives what is asked for once it is given on `place`; -1 lets choose where. Roles that may do
 * everything come last, then those that need something more to be done, then the bigger ones. Null where no role helps.
 */
export function remedyByGiving(world: AccessWorld, asked: Asked, place: number): Remedy | null {
  const { actors, places, roles } = world;
  const { actor, cell } = asked;
  if (actors.kinds[actor] === actorKinds.indexOf('other')) return null;
  const outer = givenAt(world, place);
  const scope = refAt(world, outer);
  if (place >= 0 && scope === null) return null;
  const needs = (role: WorldRole): RemedyAct[] | null => {
    if (outer >= 0) return neededBy(world, role, { holder: actor, outer, place: asked.place });
    // Any place will do at which the role counts, as long as there is one.
    const found = places.nodes
      .map((_, at) => at)
      .filter((at) => givenAt(world, at) === at)
      .map((at) => neededBy(world, role, { holder: actor, outer: at, place: -1 }))
      .filter((acts) => acts !== null)
      .toSorted((left, right) => left.length - right.length);
    return found.at(0) ?? null;
  };
  const [least] = roles
    .filter(({ mask, gates }) => gates === 0 && hasCell(mask, 0, cell))
    .flatMap((role) => {
      const acts = needs(role);
      return acts === null ? [] : [{ role, acts }];
    })
    .toSorted(
      (left, right) =>
        Number(left.role.administrator) - Number(right.role.administrator) ||
        left.acts.length - right.acts.length ||
        sizeOf(left.role) - sizeOf(right.role),
    );
  if (least === undefined) return null;
  const give = { kind: 'give' as const, roleId: least.role.id, scope: outer < 0 ? null : scope };
  return remedyOf(world, [give, ...least.acts, ...ownActs(world, actor)]);
}

/** What opens a gate on a path so that it reaches what is asked for; null where nothing does. */
function opened(world: AccessWorld, gate: GateKind, { grant }: PathRef, asked: Asked): RemedyAct | null {
  const { grants, places, roles } = world;
  const place = grants.place[grant] ?? -1;
  const reach = { holder: grants.actor[grant] ?? -1, outer: place, place: asked.place };
  switch (gate) {
    case 'subject-unseen':
      return { kind: 'sign-in' };
    case 'account-disabled':
      return { kind: 'enable-account' };
    case 'role-disabled':
      return { kind: 'switch-role-on', roleId: roles[grants.role[grant] ?? 0]?.id ?? 0 };
    case 'module-missing':
      return { kind: 'install-module' };
    case 'departments-off':
      return { kind: 'switch-departments-on' };
    case 'version':
      return { kind: 'upgrade' };
    case 'no-project':
    case 'no-department':
      // As near to what is asked about as it can be: a path that reaches it comes into force by it all the same.
      return (asked.place < 0 ? null : madeIn(world, asked.place, gate)) ?? madeIn(world, place, gate);
    case 'project-not-assigned':
    case 'department-not-assigned':
      return assignedAt(world, gate, reach);
    case 'cluster-not-permitted': {
      // Within a place that is not permitted a path counts from the cluster on.
      const name = roles[grants.role[grant] ?? 0]?.name ?? '';
      const helps = (cluster: number): boolean =>
        cluster >= 0 && (!places.covers(place, cluster) || gatesAtPlace(name, cluster, places) === 0);
      const isCluster = (at: number): boolean => places.nodes[at]?.type === 'cluster';
      if (asked.place < 0)
        return places.nodes.some((_, at) => isCluster(at) && places.covers(place, at) && helps(at)) ||
          around(world, place, 'cluster') >= 0
          ? { kind: 'permit-cluster', scope: null }
          : null;
      const cluster = around(world, asked.place, 'cluster');
      const scope = refAt(world, cluster);
      return scope === null || !helps(cluster) ? null : { kind: 'permit-cluster', scope };
    }
    case 'role-gone':
    case 'scope-gone':
    case 'no-cluster':
    case 'rule-leaving':
      return null;
    default:
      return gate satisfies never;
  }
}

/** What brings a dormant path into force on all that is asked for; null where it cannot be. */
export function remedyByOpening(world: AccessWorld, asked: Asked, path: PathRef): Remedy | null {
  const place = world.grants.place[path.grant] ?? -1;
  if (place < 0 || (asked.place >= 0 && !world.places.covers(place, asked.place))) return null;
  const bits = gatesOfPath(world, asked.actor, path.grant);
  const unmade = gateBit('no-project') | gateBit('no-department');
  const chosen = ['project-not-assigned', 'department-not-assigned', 'cluster-not-permitted'] as const;
  // Nobody can be assigned to what is not there yet, and what is made may lie in a cluster that is not permitted.
  if ((bits & unmade) !== 0 && chosen.some((gate) => (bits & gateBit(gate)) !== 0)) return null;
  const acts = gatesIn(bits).map((gate) => opened(world, gate, path, asked));
  return acts.includes(null)
    ? null
    : remedyOf(
        world,
        acts.filter((act) => act !== null),
      );
}

/** A group of the identity provider to join, and to sign in where nobody has. */
export function remedyByJoining(world: AccessWorld, actor: number, group: number): Remedy {
  return remedyOf(world, [{ kind: 'join', group: world.label(group) }, ...ownActs(world, actor)]);
}

/**
 * Pieces without advice that asks for more than other advice does: where something can be opened that is granted already,
 * nothing is given or joined that needs more to be done beside it.
 */
export function withoutNeedless(pieces: readonly MissingPiece[]): MissingPiece[] {
  const isGift = ({ acts }: Remedy): boolean => acts.some(({ kind }) => kind === 'give' || kind === 'join');
  const setOf = ({ acts }: Remedy): Set<string> => new Set(acts.map((act) => JSON.stringify(act)));
  const openings = pieces.flatMap(({ remedy }) => (remedy === null || isGift(remedy) ? [] : [setOf(remedy)]));
  const isNeedless = (remedy: Remedy): boolean => {
    if (isGift(remedy)) return openings.length > 0 && remedy.acts.length > 1;
    const mine = setOf(remedy);
    return openings.some((set) => set.size < mine.size && [...set].every((act) => mine.has(act)));
  };
  return pieces.map((piece) =>
    piece.remedy !== null && isNeedless(piece.remedy) ? { ...piece, remedy: null } : piece,
  );
}

/** How a place is called where it is asked about; all clusters for anywhere. */
export function askedWords({ places }: AccessWorld, place: number): string {
  const node = places.nodes[Math.max(place, 0)];
  return node === undefined ? 'all clusters' : placeWords(node);
}

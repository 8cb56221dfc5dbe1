import type { Holder, WhoCan, WhoCanQuestion } from '../ipc/access-contract.ts';
import { actorKinds, type AccessWorld, gatesOfPath, isPerson } from './access-world.ts';
import { hasCell } from './cell-masks.ts';
import { describePath, describePlace } from './describe-path.ts';
import { pathsTouching, stateOfReach } from './subject-access.ts';
import { type Reach, reaches, reachOf } from './path-reach.ts';

/** At most so many paths come with a row; the number of all is told. */
const pathsShown = 50;

/** Who can, before anything is put in words. */
export interface Holding {
  /** The best {@link Reach} of each actor. */
  readonly reach: Uint8Array;
  /** How many paths each actor has. */
  readonly paths: Int32Array;
  /** How many places the widest of an actor's best paths takes in. */
  readonly width: Int32Array;
  /** Paths by role. */
  readonly byRole: Int32Array;
}

/** Looks at every grant once: who has a way to do what `cell` says at `place` (-1: anywhere), and how many ways. */
export function holdersOf(world: AccessWorld, cell: number, place: number): Holding {
  const { actors, grants, roles, places } = world;
  const gives = Uint8Array.from(roles, ({ mask }) => Number(hasCell(mask, 0, cell)));
  const reach = new Uint8Array(actors.count);
  const paths = new Int32Array(actors.count);
  const width = new Int32Array(actors.count);
  const byRole = new Int32Array(roles.length);
  /** Per actor that others hold through: its grants that give it, without the gates of the holder. */
  const shared = new Map<number, number[]>();
  const count = (actor: number, grant: number): void => {
    const far = reachOf(world, actor, grant, place);
    if (far === reaches.none) return;
    paths[actor] = (paths[actor] ?? 0) + 1;
    const role = grants.role[grant] ?? 0;
    byRole[role] = (byRole[role] ?? 0) + 1;
    if (far > (reach[actor] ?? 0)) {
      reach[actor] = far;
      width[actor] = 0;
    }
    if (far < (reach[actor] ?? 0)) return;
    const at = grants.place[grant] ?? -1;
    const wide = at < 0 ? 0 : (places.ends[at] ?? 0) - at;
    if (wide > (width[actor] ?? 0)) width[actor] = wide;
  };
  const groupKind = actorKinds.indexOf('group');
  for (let grant = 0; grant < grants.count; grant += 1) {
    if (gives[grants.role[grant] ?? 0] !== 1) continue;
    const actor = grants.actor[grant] ?? 0;
    count(actor, grant);
    if (actors.kinds[actor] === groupKind || actor === actors.everyone) {
      const known = shared.get(actor);
      if (known === undefined) shared.set(actor, [grant]);
      else known.push(grant);
    }
  }
  if (shared.size > 0) {
    const ofEveryone = shared.get(actors.everyone) ?? [];
    for (let actor = 0; actor < actors.users; actor += 1) {
      if (actors.alive[actor] !== 1) continue;
      const start = actors.groupStart[actor] ?? 0;
      const end = start + (actors.groupCount[actor] ?? 0);
      for (let at = start; at < end; at += 1)
        for (const grant of shared.get(actors.groups[at] ?? -1) ?? []) count(actor, grant);
    }
    if (ofEveryone.length > 0)
      for (let actor = 0; actor < actors.count; actor += 1)
        if (actors.alive[actor] === 1 && isPerson(world, actor))
          for (const grant of ofEveryone) count(actor, grant);
  }
  return { reach, paths, width, byRole };
}

/** Actors that are System administrators of the whole tenant, in force. */
export function administratorsOf(world: AccessWorld): Uint8Array {
  const { actors, grants, roles } = world;
  const found = new Uint8Array(actors.count);
  for (let grant = 0; grant < grants.count; grant += 1) {
    if (roles[grants.role[grant] ?? 0]?.administrator !== true || grants.place[grant] !== 0) continue;
    const actor = grants.actor[grant] ?? 0;
    if (gatesOfPath(world, actor, grant) === 0) found[actor] = 1;
  }
  for (let actor = 0; actor < actors.users; actor += 1) {
    if (found[actor] === 1 || actors.alive[actor] !== 1 || actors.gates[actor] !== 0) continue;
    const start = actors.groupStart[actor] ?? 0;
    const end = start + (actors.groupCount[actor] ?? 0);
    for (let at = start; at < end; at += 1) if (found[actors.groups[at] ?? -1] === 1) found[actor] = 1;
  }
  if (actors.everyone >= 0 && found[actors.everyone] === 1)
    for (let actor = 0; actor < actors.count; actor += 1)
      if (isPerson(world, actor) && actors.gates[actor] === 0) found[actor] = 1;
  return found;
}

/** The ranking: who can everywhere asked about before who can in part, then the widest, most ways, then by name. */
function ranked(world: AccessWorld, holding: Holding, wanted: (actor: number) => boolean): Int32Array {
  const { actors, places } = world;
  const ranks = world.ranks();
  const keys = new Float64Array(actors.count);
  let length = 0;
  const widest = places.nodes.length + 1;
  for (let actor = 0; actor < actors.count; actor += 1) {
    const far = holding.reach[actor] ?? 0;
    if (far === reaches.none || actors.alive[actor] !== 1 || !wanted(actor)) continue;
    // Packed so that sorting numbers sorts rows: 2 bits, 16, 6, and 28 of the name; the actor follows from its rank.
    const width = Math.min(65_535, Math.round(((holding.width[actor] ?? 0) * 65_535) / widest));
    const ways = Math.min(63, holding.paths[actor] ?? 0);
    keys[length] = ((3 - far) * 65_536 + (65_535 - width)) * 64 + (63 - ways);
    keys[length] = (keys[length] ?? 0) * 2 ** 28 + (ranks[actor] ?? 0);
    length += 1;
  }
  const byRank = new Int32Array(actors.count);
  for (let actor = 0; actor < actors.count; actor += 1) byRank[ranks[actor] ?? 0] = actor;
  return Int32Array.from(keys.subarray(0, length).sort(), (key) => byRank[key % 2 ** 28] ?? 0);
}

function holderAt(
  world: AccessWorld,
  cell: number,
  place: number,
  actor: number,
  facts: { readonly rank: number; readonly reach: Reach; readonly administrator: boolean },
): Holder {
  const giving = pathsTouching(world, actor, place).filter(({ grant }) =>
    hasCell(world.roles[world.grants.role[grant] ?? 0]?.mask ?? new Uint32Array(0), 0, cell),
  );
  const subject = world.subject(actor);
  const state = stateOfReach(facts.reach);
  return {
    rank: facts.rank,
    subject,
    state: state === 'none' ? 'dormant' : state,
    pathCount: giving.length,
    paths: giving.slice(0, pathsShown).map((path) => describePath(world, actor, path)),
    administrator: facts.administrator,
    breakGlass: facts.administrator && subject.kind === 'local',
  };
}

/** Who can do something at a place (-1: anywhere), ranked, with counts and the paths of the rows asked for. */
export function whoCan(world: AccessWorld, question: WhoCanQuestion, place: number): WhoCan {
  const { resourceType, action, types, search } = question;
  const { actors, cells, roles } = world;
  const cell = cells.cell(resourceType, action);
  const holding = holdersOf(world, cell, place);
  const administrators = administratorsOf(world);
  const folded = search.trim().toLowerCase();
  const kinds = types === null ? null : new Set<number>(types.map((type) => actorKinds.indexOf(type)));
  const order = ranked(world, holding, (actor) => {
    const far = holding.reach[actor] ?? 0;
    if (far === reaches.dormant && !question.dormant) return false;
    if (far === reaches.part && !question.parts) return false;
    if (kinds !== null && !kinds.has(actors.kinds[actor] ?? 0)) return false;
    return folded === '' || world.label(actor).toLowerCase().includes(folded);
  });
  const counts = {
    users: 0,
    groups: 0,
    serviceAccounts: 0,
    others: 0,
    whole: 0,
    part: 0,
    dormant: 0,
    administrators: 0,
    breakGlass: 0,
    paths: 0,
  };
  const byKind = ['users', 'groups', 'serviceAccounts', 'others'] as const;
  const byReach = ['dormant', 'dormant', 'part', 'whole'] as const;
  for (const actor of order) {
    counts[byKind[actors.kinds[actor] ?? 3] ?? 'others'] += 1;
    counts[byReach[holding.reach[actor] ?? 0] ?? 'dormant'] += 1;
    counts.paths += holding.paths[actor] ?? 0;
    if (administrators[actor] !== 1) continue;
    counts.administrators += 1;
    if (world.kind(actor) === 'local') counts.breakGlass += 1;
  }
  const node = world.places.nodes[place];
  return {
    resourceType,
    displayName: cells.types.find(({ id }) => id === resourceType)?.name ?? resourceType,
    action,
    place: node === undefined ? null : describePlace(world, node),
    total: order.length,
    rows: [...order.subarray(question.from, question.to)].map((actor, at) =>
      holderAt(world, cell, place, actor, {
        rank: question.from + at + 1,
        reach: reachAt(holding, actor),
        administrator: administrators[actor] === 1,
      }),
    ),
    counts,
    roles: roles
      .map(({ id, name }, role) => ({ roleId: id, roleName: name, paths: holding.byRole[role] ?? 0 }))
      .filter(({ paths }) => paths > 0)
      .toSorted((left, right) => right.paths - left.paths || (left.roleName < right.roleName ? -1 : 1)),
    asOf: world.asOf,
  };
}

function reachAt({ reach }: Holding, actor: number): Reach {
  const far = reach[actor];
  if (far === reaches.whole || far === reaches.part || far === reaches.dormant) return far;
  return reaches.none;
}

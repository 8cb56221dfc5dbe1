import type { Holder, WhoCan, WhoCanQuestion } from '../ipc/access-contract.ts';
import { actorKinds, type AccessWorld } from './access-world.ts';
import { hasCell } from './cell-masks.ts';
import { describePath, describePlace } from './describe-path.ts';
import { administratorsOf, type Holding, holdersOf, rankHolders } from './holders.ts';
import { type Reach, reaches } from './path-reach.ts';
import { pathsTouching, stateOfReach } from './subject-access.ts';

/** At most so many paths come with a row; the number of all is told. */
const pathsShown = 50;

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
  const order = rankHolders(world, holding, (actor) => {
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

import type { Holder, WhoCan, WhoCanQuestion } from '../ipc/access-contract.ts';
import { actorKinds, type AccessWorld } from './access-world.ts';
import { hasCell } from './cell-masks.ts';
import { describePath, describePlace } from './describe-path.ts';
import { holdersOf, rankHolders, reachIn } from './holders.ts';
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
  const administrators = world.index().administrators();
  const folded = search.trim().toLowerCase();
  const kinds = types === null ? null : new Set<number>(types.map((type) => actorKinds.indexOf(type)));
  const wanted = (actor: number): boolean => {
    const far = reachIn(holding, actor);
    if (far === reaches.dormant && !question.dormant) return false;
    if (far === reaches.part && !question.parts) return false;
    if (kinds !== null && !kinds.has(actors.kinds[actor] ?? 0)) return false;
    return folded === '' || world.label(actor).toLowerCase().includes(folded);
  };
  const byKind = new Int32Array(actorKinds.length);
  const byReach = new Int32Array(reaches.whole + 1);
  let total = 0;
  let paths = 0;
  let administering = 0;
  let breakGlass = 0;
  const shown = rankHolders(world, holding, question, (actor) => {
    if (!wanted(actor)) return false;
    const kind = actors.kinds[actor] ?? 3;
    const far = reachIn(holding, actor);
    byKind[kind] = (byKind[kind] ?? 0) + 1;
    byReach[far] = (byReach[far] ?? 0) + 1;
    total += 1;
    paths += holding.paths[actor] ?? 0;
    if (administrators[actor] !== 1) return true;
    administering += 1;
    if (world.kind(actor) === 'local') breakGlass += 1;
    return true;
  });
  const [users = 0, groups = 0, serviceAccounts = 0, others = 0] = byKind;
  const node = world.places.nodes[place];
  return {
    resourceType,
    displayName: cells.types.find(({ id }) => id === resourceType)?.name ?? resourceType,
    action,
    place: node === undefined ? null : describePlace(world, node),
    total,
    rows: [...shown].map((actor, at) =>
      holderAt(world, cell, place, actor, {
        rank: question.from + at + 1,
        reach: reachIn(holding, actor),
        administrator: administrators[actor] === 1,
      }),
    ),
    counts: {
      users,
      groups,
      serviceAccounts,
      others,
      whole: byReach[reaches.whole] ?? 0,
      part: byReach[reaches.part] ?? 0,
      dormant: byReach[reaches.dormant] ?? 0,
      administrators: administering,
      breakGlass,
      paths,
    },
    roles: roles
      .map(({ id, name }, role) => ({ roleId: id, roleName: name, paths: holding.byRole[role] ?? 0 }))
      .filter(({ paths }) => paths > 0)
      .toSorted((left, right) => right.paths - left.paths || (left.roleName < right.roleName ? -1 : 1)),
    asOf: world.asOf,
  };
}

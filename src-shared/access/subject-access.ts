import { permissionActions } from '../domain/role.ts';
import type { AccessRow, AccessState, SubjectAccess } from '../ipc/access-contract.ts';
import { type AccessWorld, eachPath, gatesOfPath } from './access-world.ts';
import { hasCell } from './cell-masks.ts';
import { describePath, describePlace, type PathRef, sortPaths } from './describe-path.ts';
import { type Reach, reaches, reachOf } from './path-reach.ts';

const states: readonly AccessState[] = ['none', 'dormant', 'part', 'whole'];

/** The state that a reach stands for. */
export const stateOfReach = (reach: Reach): AccessState => states[reach] ?? 'none';

/** Groups of resource types that are submitted to, not administered. */
const workGroups = new Set(['workload', 'workload-asset']);
const dashboards = 'dashboard';

/** Paths of an actor that touch a place (-1: anywhere), in the order in which they are shown. */
export function pathsTouching(world: AccessWorld, actor: number, place: number): PathRef[] {
  const paths: PathRef[] = [];
  eachPath(world, actor, (grant, through) => {
    if (reachOf(world, actor, grant, place) !== reaches.none) paths.push({ grant, through });
  });
  return sortPaths(world, actor, paths);
}

function gridOf(world: AccessWorld, actor: number, place: number, paths: readonly PathRef[]): AccessRow[] {
  const { cells, grants, roles } = world;
  const found = paths.map(({ grant }) => ({
    mask: roles[grants.role[grant] ?? 0]?.mask ?? new Uint32Array(0),
    reach: reachOf(world, actor, grant, place),
  }));
  return cells.types.map(({ id, name, group }) => ({
    resourceType: id,
    displayName: name,
    group,
    cells: permissionActions.map((action) => {
      const cell = cells.cell(id, action);
      let best: Reach = reaches.none;
      const giving: number[] = [];
      for (const [at, { mask, reach }] of found.entries()) {
        if (!hasCell(mask, 0, cell)) continue;
        giving.push(at);
        if (reach > best) best = reach;
      }
      return { state: stateOfReach(best), paths: giving };
    }),
  }));
}

const inForce = (state: AccessState | undefined): boolean => state === 'whole' || state === 'part';

/** R03: what it may change in the administration, and what it may submit, by name. */
function planesOf(rows: readonly AccessRow[]): SubjectAccess['planes'] {
  const may = (row: AccessRow, actions: readonly number[]): boolean =>
    actions.some((action) => inForce(row.cells[action]?.state));
  return {
    administers: rows
      .filter((row) => !workGroups.has(row.group) && row.group !== dashboards && may(row, [0, 2, 3]))
      .map(({ displayName }) => displayName),
    submits: rows
      .filter((row) => row.group === 'workload' && may(row, [0]))
      .map(({ displayName }) => displayName),
  };
}

/** What an actor can do: the grid, and every path behind it. `place` -1: anywhere. */
export function subjectAccess(world: AccessWorld, actor: number, place: number): SubjectAccess {
  const paths = pathsTouching(world, actor, place);
  const rows = gridOf(world, actor, place, paths);
  const node = world.places.nodes[place];
  const dormant = paths.filter(({ grant }) => gatesOfPath(world, actor, grant) !== 0).length;
  return {
    subject: world.subject(actor),
    place: node === undefined ? null : describePlace(world, node),
    rows,
    paths: paths.map((path) => describePath(world, actor, path)),
    counts: { inForce: paths.length - dormant, dormant },
    planes: planesOf(rows),
    asOf: world.asOf,
  };
}

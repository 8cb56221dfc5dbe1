import { permissionActions } from '../domain/role.ts';
import type { AccessMatrix, MatrixQuestion } from '../ipc/access-matrix-contract.ts';
import { actorKinds, type AccessWorld, isPerson } from './access-world.ts';
import { hasCell } from './cell-masks.ts';

/** For every actor its cells in force everywhere, in force somewhere, and dormant: `words` numbers each, side by side. */
export interface WholeMatrix {
  readonly words: number;
  readonly whole: Uint32Array;
  readonly some: Uint32Array;
  readonly dormant: Uint32Array;
}

/** What everybody can do, at once: each grant is looked at once, then what comes through groups and everyone. */
export function wholeMatrix({ actors, cells, grants, roles }: AccessWorld): WholeMatrix {
  const { words } = cells;
  const size = actors.count * words;
  const [whole, some, dormant] = [new Uint32Array(size), new Uint32Array(size), new Uint32Array(size)];
  const masks = roles.map(({ mask }) => mask);
  // What a holder's own gates keep from it still reaches the members of a group: gates of a group there are none.
  for (let grant = 0; grant < grants.count; grant += 1) {
    const mask = masks[grants.role[grant] ?? 0];
    if (mask === undefined) continue;
    const actor = grants.actor[grant] ?? 0;
    const start = actor * words;
    const off = (grants.gates[grant] ?? 0) !== 0 || (actors.gates[actor] ?? 0) !== 0;
    const sets = off ? [dormant] : grants.place[grant] === 0 ? [some, whole] : [some];
    for (const set of sets)
      for (let word = 0; word < words; word += 1)
        set[start + word] = (set[start + word] ?? 0) | (mask[word] ?? 0);
  }
  const join = (actor: number, other: number): void => {
    const [to, from] = [actor * words, other * words];
    const off = (actors.gates[actor] ?? 0) !== 0;
    for (let word = 0; word < words; word += 1) {
      const more = (dormant[from + word] ?? 0) | (off ? (some[from + word] ?? 0) : 0);
      dormant[to + word] = (dormant[to + word] ?? 0) | more;
      if (off) continue;
      some[to + word] = (some[to + word] ?? 0) | (some[from + word] ?? 0);
      whole[to + word] = (whole[to + word] ?? 0) | (whole[from + word] ?? 0);
    }
  };
  for (let actor = 0; actor < actors.users; actor += 1) {
    const start = actors.groupStart[actor] ?? 0;
    const end = start + (actors.groupCount[actor] ?? 0);
    for (let at = start; at < end; at += 1) {
      const group = actors.groups[at] ?? -1;
      if (group >= 0) join(actor, group);
    }
  }
  if (actors.everyone >= 0)
    for (let actor = 0; actor < actors.count; actor += 1)
      if (actors.kinds[actor] === 0 || actors.kinds[actor] === 2) join(actor, actors.everyone);
  return { words, whole, some, dormant };
}

/** The rows of the matrix that were asked for: who holds anything at all, by name, users first. */
export function accessMatrix(
  world: AccessWorld,
  matrix: WholeMatrix,
  question: MatrixQuestion,
): AccessMatrix {
  const { actors, cells } = world;
  const { words, whole, some, dormant } = matrix;
  const kinds =
    question.types === null ? null : new Set<number>(question.types.map((type) => actorKinds.indexOf(type)));
  const ranks = world.ranks();
  const found: number[] = [];
  for (let actor = 0; actor < actors.count; actor += 1) {
    if (actors.alive[actor] !== 1 || (kinds !== null && !kinds.has(actors.kinds[actor] ?? 0))) continue;
    let any = false;
    for (let word = actor * words; word < (actor + 1) * words && !any; word += 1)
      any = ((some[word] ?? 0) | (dormant[word] ?? 0)) !== 0;
    if (any || isPerson(world, actor)) found.push(actor);
  }
  found.sort((left, right) => (ranks[left] ?? 0) - (ranks[right] ?? 0));
  const letter = (start: number, cell: number): string => {
    if (hasCell(whole, start, cell)) return 'w';
    if (hasCell(some, start, cell)) return 'p';
    return hasCell(dormant, start, cell) ? 'd' : '.';
  };
  return {
    resourceTypes: cells.types.map(({ id, name, group }) => ({ resourceType: id, displayName: name, group })),
    total: found.length,
    rows: found.slice(question.from, question.to).map((actor) => {
      let text = '';
      for (let cell = 0; cell < cells.types.length * permissionActions.length; cell += 1)
        text += letter(actor * words, cell);
      return { subject: world.subject(actor), cells: text };
    }),
    asOf: world.asOf,
  };
}

import { keysOf, type PermissionKeys, without } from './permission-keys.ts';
import type { ComparedRole } from './role-compare.ts';

/** Roles that give all that is wanted, and how many single permissions they give beyond it. */
export interface RoleCover {
  /** In the order in which the roles were given. */
  readonly roleIds: readonly number[];
  readonly tooMuch: number;
}

/** What {@link leastRoles} found. */
export interface LeastRolesAnswer {
  /**
   * First all smallest sets, those that give least too much in front; then, for each larger number of roles, the set
   * that gives less too much than any smaller one does. Empty where the wish cannot be met.
   */
  readonly covers: readonly RoleCover[];
  /** Of the wish, what no role gives. */
  readonly nobodyGives: PermissionKeys;
  /** Whether all sets were looked at that could be smaller or give less. */
  readonly exact: boolean;
}

/** Roles in one answer at most: nobody wants to hold more. */
const mostRoles = 6;

/** Sets looked at for each number of roles, so that no question holds up the app. */
const defaultBudget = 20_000;

interface Candidate {
  readonly position: number;
  readonly id: number;
  readonly needed: PermissionKeys;
  readonly beyond: PermissionKeys;
}

const addTo = (known: PermissionKeys, more: PermissionKeys): Set<string> => {
  const sum = new Set(known);
  for (const key of more) sum.add(key);
  return sum;
};

/** By number of roles, then by what is too much, then by the order in which the roles were given. */
function byExcess(one: readonly Candidate[], other: readonly Candidate[]): number {
  const excess = excessOf(one) - excessOf(other);
  if (excess !== 0) return excess;
  const differs = one.findIndex(({ position }, at) => position !== other[at]?.position);
  return differs < 0 ? 0 : (one[differs]?.position ?? 0) - (other[differs]?.position ?? 0);
}

const excessOf = (roles: readonly Candidate[]): number =>
  new Set(roles.flatMap(({ beyond }) => [...beyond])).size;

/** Looks through the covers of at most `size` roles, for a wish that all candidates together can meet. */
class CoverSearch {
  readonly #candidates: readonly Candidate[];
  readonly #needs: readonly string[];
  #left: number;
  /** Whether the budget sufficed. */
  whole = true;

  constructor(candidates: readonly Candidate[], needs: PermissionKeys, budget: number) {
    this.#candidates = candidates;
    // What few roles give is decided first: that leaves the fewest ways.
    const givers = (key: string): number => candidates.filter(({ needed }) => needed.has(key)).length;
    this.#needs = [...needs].sort((one, other) => givers(one) - givers(other) || (one < other ? -1 : 1));
    this.#left = budget;
  }

  /** All covers of `size` roles, none of which gives `limit` too much or more; fewer roles where they suffice. */
  covers(size: number, limit: number, keepAll: boolean): Candidate[][] {
    const found = new Map<string, Candidate[]>();
    let best = limit;
    const descend = (chosen: readonly Candidate[], held: PermissionKeys, beyond: PermissionKeys): void => {
      const open = this.#needs.find((key) => !held.has(key));
      if (open === undefined) {
        const sorted = chosen.toSorted((one, other) => one.position - other.position);
        found.set(sorted.map(({ position }) => position).join(' '), sorted);
        if (!keepAll) best = beyond.size;
        return;
      }
      if (chosen.length === size) return;
      for (const candidate of this.#candidates) {
        if (!candidate.needed.has(open)) continue;
        if (this.#left <= 0) {
          this.whole = false;
          return;
        }
        this.#left -= 1;
        const more = addTo(beyond, candidate.beyond);
        if (more.size < best) descend([...chosen, candidate], addTo(held, candidate.needed), more);
      }
    };
    descend([], new Set(), new Set());
    return [...found.values()].sort(byExcess);
  }
}

/** A good cover where there are too many sets to look at: always the role that gives most of what is still open. */
function greedy(candidates: readonly Candidate[], needs: PermissionKeys): Candidate[] {
  const chosen: Candidate[] = [];
  let open: PermissionKeys = needs;
  while (open.size > 0) {
    const gain = ({ needed }: Candidate): number => [...needed].filter((key) => open.has(key)).length;
    const [best] = candidates.toSorted(
      (one, other) =>
        gain(other) - gain(one) || one.beyond.size - other.beyond.size || one.position - other.position,
    );
    if (best === undefined || gain(best) === 0) break;
    chosen.push(best);
    open = without(open, best.needed);
  }
  return chosen.toSorted((one, other) => one.position - other.position);
}

const coverOf = (roles: readonly Candidate[]): RoleCover => ({
  roleIds: roles.map(({ id }) => id),
  tooMuch: excessOf(roles),
});

/**
 * The smallest sets of roles that give everything of a wish, and sets of more roles where those give less beyond it: one
 * administrator covers every wish, and is hardly ever what is meant. Exact as long as the budget of sets to look at
 * suffices; deterministic always. Pure.
 */
export function leastRoles(
  roles: readonly ComparedRole[],
  needs: PermissionKeys,
  budget = defaultBudget,
): LeastRolesAnswer {
  const candidates = roles
    .map(({ id, permissions }, position): Candidate => {
      const keys = keysOf(permissions);
      const beyond = without(keys, needs);
      return { position, id, needed: without(keys, beyond), beyond };
    })
    .filter(({ needed }) => needed.size > 0);
  const given = new Set(candidates.flatMap(({ needed }) => [...needed]));
  const nobodyGives = without(needs, given);
  if (nobodyGives.size > 0 || needs.size === 0) return { covers: [], nobodyGives, exact: true };

  const covers: RoleCover[] = [];
  let exact = true;
  for (let size = 1; size <= Math.min(mostRoles, candidates.length); size += 1) {
    const first = covers[0] === undefined;
    const least = covers.reduce((fewest, { tooMuch }) => Math.min(fewest, tooMuch), Number.POSITIVE_INFINITY);
    if (least === 0) break;
    const search = new CoverSearch(candidates, needs, budget);
    const found = search.covers(size, least, first);
    if (!search.whole) exact = false;
    covers.push(...found.slice(0, first ? 5 : 1).map(coverOf));
  }
  if (covers.length > 0) return { covers, nobodyGives, exact };
  return { covers: [coverOf(greedy(candidates, needs))], nobodyGives, exact: false };
}

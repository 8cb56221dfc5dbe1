import type { AccessShare } from '../ipc/access-why-contract.ts';
import { type AccessWorld, eachPath, gatesOfPath } from './access-world.ts';
import { describePlace } from './describe-path.ts';

/** Cells at one place; they count there and in all that lies in it. */
export interface Share {
  readonly place: number;
  readonly mask: Uint32Array;
  /** Places inside where they do not count, e.g. because they are there already. */
  readonly except?: readonly number[];
}

/** What is in force for an actor, path by path. */
export function sharesOf(world: AccessWorld, actor: number): Share[] {
  const { grants, roles } = world;
  const shares: Share[] = [];
  eachPath(world, actor, (grant) => {
    const place = grants.place[grant] ?? -1;
    const mask = roles[grants.role[grant] ?? 0]?.mask;
    if (place >= 0 && mask !== undefined && gatesOfPath(world, actor, grant) === 0)
      shares.push({ place, mask });
  });
  return shares;
}

function isEmpty(mask: Uint32Array): boolean {
  for (const word of mask) if (word !== 0) return false;
  return true;
}

/** Takes out of `mask` (or, with `keep`, keeps of it) what `shares` give at a place. */
function against(
  world: AccessWorld,
  { place, mask }: Share,
  shares: readonly Share[],
  keep: boolean,
): Uint32Array {
  const given = new Uint32Array(mask.length);
  for (const share of shares) {
    if (!world.places.covers(share.place, place)) continue;
    for (let word = 0; word < given.length; word += 1)
      given[word] = (given[word] ?? 0) | (share.mask[word] ?? 0);
  }
  for (let word = 0; word < given.length; word += 1) {
    const own = mask[word] ?? 0;
    given[word] = own & (keep ? (given[word] ?? 0) : ~(given[word] ?? 0));
  }
  return given;
}

/** One share for each place, the widest first, and nothing twice that a wider one has. */
function gathered(world: AccessWorld, shares: readonly Share[]): Share[] {
  const byPlace = new Map<number, Uint32Array>();
  for (const { place, mask } of shares) {
    const known = byPlace.get(place);
    if (known === undefined) byPlace.set(place, mask.slice());
    else for (const [at, word] of mask.entries()) known[at] = (known[at] ?? 0) | word;
  }
  // Depth first: what lies in a place has a higher number.
  const places = [...byPlace.keys()].toSorted((left, right) => left - right);
  const found: Share[] = [];
  for (const place of places) {
    const mask = against(world, { place, mask: byPlace.get(place) ?? new Uint32Array(0) }, found, false);
    if (!isEmpty(mask)) found.push({ place, mask });
  }
  return found;
}

/** The lowest cell of a set that is not empty. */
function firstCell(mask: Uint32Array): number {
  const word = mask.findIndex((one) => one !== 0);
  const bits = mask[word] ?? 0;
  return word * 32 + 31 - Math.clz32(bits & -bits);
}

/** A share as several where some of its cells are given inside it by `theirs` already. */
function splitShare({ places }: AccessWorld, share: Share, theirs: readonly Share[]): Share[] {
  const inside = new Map<number, Uint32Array>();
  for (const { place, mask } of theirs) {
    if (place === share.place || !places.covers(share.place, place)) continue;
    const known = inside.get(place);
    inside.set(place, known === undefined ? mask : mask.map((word, at) => word | (known[at] ?? 0)));
  }
  if (inside.size === 0) return [share];
  let parts: { readonly mask: Uint32Array; readonly except: readonly number[] }[] = [
    { mask: share.mask, except: [] },
  ];
  // The widest first: what is left out of a place is left out of all that lies in it.
  for (const [place, given] of [...inside].toSorted(([left], [right]) => left - right))
    parts = parts.flatMap((part) => {
      if (part.except.some((wider) => places.covers(wider, place))) return [part];
      const mask = part.mask.map((word, at) => word & (given[at] ?? 0));
      if (isEmpty(mask)) return [part];
      const rest = part.mask.map((word, at) => word & ~(given[at] ?? 0));
      const split = { mask, except: [...part.except, place] };
      return isEmpty(rest) ? [split] : [{ ...part, mask: rest }, split];
    });
  return parts
    .toSorted((left, right) => firstCell(left.mask) - firstCell(right.mask))
    .map((part) => ({ place: share.place, ...part }));
}

/** Those of `mine` that are not among `theirs` just so: no others can make a difference. */
export function without(mine: readonly Share[], theirs: readonly Share[]): Share[] {
  return mine.filter(
    (share) => !theirs.some((other) => other.place === share.place && isSame(other.mask, share.mask)),
  );
}

const isSame = (left: Uint32Array, right: Uint32Array): boolean =>
  left === right || left.every((word, at) => word === (right[at] ?? 0));

/** What `mine` give and `theirs` do not, leaving aside that parts of a place may have it; see {@link withExceptions}. */
export function missingFrom(world: AccessWorld, mine: readonly Share[], theirs: readonly Share[]): Share[] {
  const missing: Share[] = [];
  for (const share of mine) {
    const mask = against(world, share, theirs, false);
    if (!isEmpty(mask)) missing.push({ place: share.place, mask });
  }
  return missing.length === 0 ? missing : gathered(world, missing);
}

/** Shares with the places inside them that are left out, because `theirs` give it there already. */
export function withExceptions(
  world: AccessWorld,
  shares: readonly Share[],
  theirs: readonly Share[],
): Share[] {
  return shares.flatMap((share) => splitShare(world, share, theirs));
}

/** What `mine` give and `theirs` give there as well. */
export function alsoIn(world: AccessWorld, mine: readonly Share[], theirs: readonly Share[]): Share[] {
  return gathered(
    world,
    mine
      .map((share) => ({ place: share.place, mask: against(world, share, theirs, true) }))
      .filter(({ mask }) => !isEmpty(mask)),
  );
}

/** Shares in the words of the contract. */
export function describeShares(world: AccessWorld, shares: readonly Share[]): AccessShare[] {
  return shares.flatMap(({ place, mask, except = [] }) => {
    const node = world.places.nodes[place];
    if (node === undefined) return [];
    const beside = except.flatMap((inside) => world.places.nodes[inside] ?? []);
    return [
      {
        place: describePlace(world, node),
        except: beside.map((inside) => describePlace(world, inside)),
        rows: world.index().rowsOf(mask),
      },
    ];
  });
}

/** How many cells there are. */
export function cellCount(shares: readonly Share[]): number {
  let count = 0;
  for (const { mask } of shares) for (let word of mask) for (; word !== 0; word &= word - 1) count += 1;
  return count;
}

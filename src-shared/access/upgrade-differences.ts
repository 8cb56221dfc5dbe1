import { readCell } from '../profiles/role-matrix.ts';
import { type Upgrade, type UpgradedRole, upgrades } from '../profiles/upgrades.ts';

/** What becomes of one role on the way from one version to another (V55). */
export interface UpgradeDifference {
  /** Its name in the older version. */
  readonly role: string;
  /** All texts by which rules may call it, before, on the way and afterwards. */
  readonly names: readonly string[];
  /** Its name in the newer version; null where it is no longer there. */
  readonly becomes: string | null;
  /** e.g. "Departments: create, update, delete". */
  readonly gains: readonly string[];
  readonly losses: readonly string[];
  readonly notes: readonly string[];
}

const minus = (left: readonly string[], right: readonly string[]): string[] =>
  left.filter((action) => !right.includes(action));

function cellWords(entity: string, actions: readonly string[]): string[] {
  return actions.length === 0 ? [] : [`${entity}: ${actions.join(', ')}`];
}

function differenceOf(role: UpgradedRole): UpgradeDifference {
  const cells = role.cells.map(({ entity, before, after }) => {
    const [old, next] = [readCell(before).actions, readCell(after).actions];
    return { gains: cellWords(entity, minus(next, old)), losses: cellWords(entity, minus(old, next)) };
  });
  return {
    role: role.role,
    names: [role.role, ...role.aliases, ...(role.becomes === null ? [] : [role.becomes])],
    becomes: role.becomes,
    gains: [...cells.flatMap(({ gains }) => gains), ...role.gains],
    losses: [...cells.flatMap(({ losses }) => losses), ...role.losses],
    notes: role.notes,
  };
}

const isEmpty = ({ role, becomes, gains, losses, notes }: UpgradeDifference): boolean =>
  role === becomes && gains.length + losses.length + notes.length === 0;

/** One step after another: a role goes on under the name that the step before gave it. */
function joined(
  before: readonly UpgradeDifference[],
  step: readonly UpgradeDifference[],
): UpgradeDifference[] {
  const next = new Map(step.map((one) => [one.role, one]));
  const carried = before.map((one): UpgradeDifference => {
    const then = one.becomes === null ? undefined : next.get(one.becomes);
    if (then === undefined) return one;
    next.delete(then.role);
    return {
      role: one.role,
      names: [...new Set([...one.names, ...then.names])],
      becomes: then.becomes,
      gains: [...one.gains, ...then.gains],
      losses: [...one.losses, ...then.losses],
      notes: [...one.notes, ...then.notes],
    };
  });
  return [...carried, ...next.values()];
}

/** The steps from one version to another, or null where they are not known. */
function stepsBetween(from: string, to: string): readonly Upgrade[] | null {
  const first = upgrades.findIndex((step) => step.from === from);
  const last = upgrades.findIndex((step) => step.to === to);
  return first < 0 || last < first ? null : upgrades.slice(first, last + 1);
}

/** Pairs of versions that {@link upgradeDifferences} can tell about, the shortest ways first. */
export const knownUpgrades: readonly { readonly from: string; readonly to: string }[] = upgrades
  .flatMap(({ from }, first) => upgrades.slice(first).map(({ to }, more) => ({ from, to, more })))
  .sort((one, other) => one.more - other.more)
  .map(({ from, to }) => ({ from, to }));

/** What becomes of each role between two versions, as far as the vendor tells; null for a way that is not known. Pure. */
export function upgradeDifferences(from: string, to: string): readonly UpgradeDifference[] | null {
  const steps = stepsBetween(from, to);
  if (steps === null) return null;
  return steps
    .map(({ roles }) => roles.map(differenceOf))
    .reduce<UpgradeDifference[]>((before, step) => joined(before, step), [])
    .filter((one) => !isEmpty(one));
}

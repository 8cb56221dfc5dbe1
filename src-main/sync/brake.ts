import type { FactKind } from '../../src-shared/domain/sync-state.ts';

/** A kind whose facts would vanish in numbers that look like an outage or a filtered token. */
export interface HeldRemoval {
  readonly kind: FactKind;
  readonly wouldRemove: number;
  readonly of: number;
}

/** So many facts may vanish in one pull without asking: max(20, 2 %) (design §5). */
export function removalLimit(before: number): number {
  return Math.max(20, before * 0.02);
}

/** The first kind of which more would vanish than may, or null. */
export function heldRemoval(
  differences: readonly { readonly kind: FactKind; readonly before: number; readonly removed: number }[],
): HeldRemoval | null {
  const tooMany = differences.find(({ before, removed }) => removed > removalLimit(before));
  return tooMany === undefined
    ? null
    : { kind: tooMany.kind, wouldRemove: tooMany.removed, of: tooMany.before };
}

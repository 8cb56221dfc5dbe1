/**
 * Where the keyboard goes after a filter's chip went away: to the chip that took its place, or the last one.
 *
 * @param removed position of the chip that went
 * @param left chips that are left
 * @returns a chip's position; null when none is left, which means the button that adds one
 */
export function focusAfterRemoval(removed: number, left: number): number | null {
  return left === 0 ? null : Math.min(removed, left - 1);
}

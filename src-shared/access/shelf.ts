/** Answers that are too long for one message: kept for a while, and taken in windows. */
export interface Shelf<T> {
  /** Keeps these instead of what was kept before; answers by which they are taken. */
  keep(rows: readonly T[]): number;
  /** Null when they are not kept any more: others took their place, or the last of them were taken. */
  take(window: { readonly id: number; readonly from: number; readonly to: number }): readonly T[] | null;
}

/** See {@link Shelf}. */
export function createShelf<T>(): Shelf<T> {
  let kept: { readonly id: number; readonly rows: readonly T[] | null } = { id: 0, rows: null };
  return {
    keep(rows) {
      kept = { id: kept.id + 1, rows };
      return kept.id;
    },
    take({ id, from, to }) {
      if (id !== kept.id || kept.rows === null) return null;
      const rows = kept.rows.slice(from, to);
      if (to >= kept.rows.length) kept = { id, rows: null };
      return rows;
    },
  };
}

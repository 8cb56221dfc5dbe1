/** Offsets of the pages that a list of so many facts has; at least one, which also learns that there is none. */
export function offsetsOf(count: number, limit: number): number[] {
  const pages = Math.max(1, Math.ceil(count / limit));
  return Array.from({ length: pages }, (_, page) => page * limit);
}

/** Whether a page says that there may be more behind it. */
export function isFull(rows: number, limit: number): boolean {
  return rows >= limit;
}

/** What a finished sweep is worth. */
export type SweepVerdict = 'complete' | 'drifted';

/**
 * Compares what a sweep brought with what the tenant counts, before and after it. Equal numbers without a repeated id
 * prove a whole sweep; anything else means that facts moved between the pages while they were read (tenant-api §5,
 * questions 8 and 9). Where the tenant does not count, repeated ids are the only sign. One fact that goes while another
 * comes leaves the numbers as they were, and another fact unread: `removedHere` says that we removed some meanwhile, as
 * every changed rule does (V39).
 */
export function judgeSweep(sweep: {
  readonly distinct: number;
  readonly rows: number;
  readonly before: number | null;
  readonly after: number | null;
  readonly removedHere: boolean;
}): SweepVerdict {
  if (sweep.removedHere) return 'drifted';
  if (sweep.rows !== sweep.distinct) return 'drifted';
  if (sweep.after !== null && sweep.after !== sweep.distinct) return 'drifted';
  if (sweep.before !== null && sweep.after !== null && sweep.before !== sweep.after) return 'drifted';
  return 'complete';
}

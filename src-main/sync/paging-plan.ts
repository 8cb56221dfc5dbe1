/**
 * How far apart pages begin: each shares its last row with the next one, so that two pages that meet there have nothing
 * between them, whatever came and went while they were read. One request more for 499 pages.
 */
export function stepOf(limit: number): number {
  return Math.max(1, limit - 1);
}

/**
 * Offsets of the pages that a list of so many facts has; at least one, which also learns that there is none. The last one is
 * not full: what is says that more lies behind it.
 */
export function offsetsOf(count: number, limit: number): number[] {
  const step = stepOf(limit);
  const pages = Math.max(1, Math.ceil(count / step));
  return Array.from({ length: pages }, (_, page) => page * step);
}

/** Whether a page says that there may be more behind it. */
export function isFull(rows: number, limit: number): boolean {
  return rows >= limit;
}

/** What a finished sweep is worth. */
export type SweepVerdict = 'complete' | 'drifted';

/**
 * Compares what a sweep brought with what the tenant counts, before and after it. Equal numbers without a repeated id, of
 * pages that meet, prove a whole sweep; anything else means that facts moved between the pages while they were read
 * (tenant-api §5, questions 8 and 9). One fact that goes while another comes leaves the numbers as they were, and another
 * fact unread: then two pages do not meet.
 */
export function judgeSweep(sweep: {
  readonly distinct: number;
  readonly rows: number;
  readonly before: number | null;
  readonly after: number | null;
  /** Whether each page begins with the row that it shares with the one before. */
  readonly meets: boolean;
}): SweepVerdict {
  if (!sweep.meets) return 'drifted';
  if (sweep.rows !== sweep.distinct) return 'drifted';
  if (sweep.after !== null && sweep.after !== sweep.distinct) return 'drifted';
  if (sweep.before !== null && sweep.after !== null && sweep.before !== sweep.after) return 'drifted';
  return 'complete';
}

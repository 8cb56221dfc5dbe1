import type { OutboxCounts } from '../../../src-shared/domain/change.ts';
import { countText, counted } from '../../../src-shared/words/count.ts';

/** The count beside Changes. */
export interface ChangesBadge {
  readonly text: string;
  readonly words: string;
  /** Something wants the admin's decision. */
  readonly asks: boolean;
}

/** How many open changes want the admin: conflicts (a secret that was not received is one), refusals, open outcomes. */
export function askingCount(counts: OutboxCounts): number {
  return counts.conflict + counts.rejected + counts.unknown;
}

/** How many open changes there are in all. */
export function openCount(counts: OutboxCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** The badge for these counts; null when nothing is open. */
export function changesBadge(counts: OutboxCounts): ChangesBadge | null {
  const open = openCount(counts);
  if (open === 0) return null;
  const asking = askingCount(counts);
  return {
    text: open > 999 ? '999+' : countText(open),
    words: `${counted(open, 'open change')}${asking > 0 ? `, ${countText(asking)} ${asking === 1 ? 'needs' : 'need'} you` : ''}`,
    asks: asking > 0,
  };
}

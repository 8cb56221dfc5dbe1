import type { OutboxCounts } from '../../src-shared/domain/change.ts';

/** How many changes are open, by state: "2 pending, 1 conflict"; "none open" where there are none. */
export function openWords(counts: OutboxCounts): string {
  const some = Object.entries(counts).filter(([, count]) => count > 0);
  return some.map(([state, count]) => `${count} ${state}`).join(', ') || 'none open';
}

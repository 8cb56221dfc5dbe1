import type { RunningApp } from '../app/running-app.ts';
import type { Verdict } from './violation.ts';

/** I14: what the chip counts is what the page lists. */
export function countersEqualLists(verdict: Verdict, { disk, shown }: RunningApp): void {
  const counts = shown.counts();
  const open = [...disk.book.rows.values()];
  for (const [state, number] of Object.entries(counts)) {
    const there = open.filter((row) => row.state === state).length;
    if (there !== number) verdict.fail('I14', `${disk.binding} counts ${number} ${state} and has ${there}`);
  }
}

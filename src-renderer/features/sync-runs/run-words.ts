import type { SyncRun } from '../../../src-shared/domain/sync-state.ts';
import type { TimelineEntry } from '../../../src-shared/ipc/changes-contract.ts';
import { bytesText, countText } from '../../../src-shared/words/count.ts';

const kinds: Readonly<Record<TimelineEntry['kind'], string>> = {
  pull: 'Everything read',
  delta: 'Changes read',
  push: 'Changes sent',
};

/** What a run did, in two words. */
export function runKindWords(kind: TimelineEntry['kind']): string {
  return kinds[kind];
}

const outcomes: Readonly<Record<SyncRun['outcome'], string>> = {
  complete: 'Complete',
  partial: 'In part',
  cancelled: 'Cancelled',
  failed: 'Failed',
  held: 'Held for your decision',
};

/** How a run ended. */
export function runOutcomeWords(outcome: SyncRun['outcome']): string {
  return outcomes[outcome];
}

/** Milliseconds a run took. */
export function runMilliseconds(run: SyncRun): number {
  return Math.max(0, Date.parse(run.endedAt) - Date.parse(run.startedAt));
}

/** A short time for people: "84 ms", "2.4 s", "3 min 20 s". */
export function runTimeText(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${Math.floor(milliseconds / 60_000)} min ${Math.round((milliseconds % 60_000) / 1000)} s`;
}

/** "+3 ~11 −1"; a dash when nothing changed. */
export function runChangesText(run: SyncRun): string {
  const parts = [
    run.added > 0 ? `+${countText(run.added)}` : null,
    run.changed > 0 ? `~${countText(run.changed)}` : null,
    run.removed > 0 ? `−${countText(run.removed)}` : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? '–' : parts.join(' ');
}

/** What the bars can show of a run. */
export const runMeasures = [
  { id: 'time', label: 'Duration' },
  { id: 'requests', label: 'Requests' },
  { id: 'bytes', label: 'Bytes' },
  { id: 'changes', label: 'Changes' },
] as const;

/** One of {@link runMeasures}. */
export type RunMeasure = (typeof runMeasures)[number]['id'];

/** The figure of a run. */
export function measureOf(run: SyncRun, measure: RunMeasure): number {
  if (measure === 'time') return runMilliseconds(run);
  if (measure === 'changes') return run.added + run.changed + run.removed;
  return run[measure];
}

/** A figure in words. */
export function measureText(value: number, measure: RunMeasure): string {
  if (measure === 'time') return runTimeText(value);
  return measure === 'bytes' ? bytesText(value) : countText(value);
}

/** A bar of the timeline. */
export interface RunBar {
  readonly entry: TimelineEntry;
  readonly value: number;
  /** Share of the height, 0 to 1: by the square root, so that a small run beside a full pull is still seen. */
  readonly share: number;
}

/** The bars, oldest first, and the largest figure. */
export function runBars(
  newestFirst: readonly TimelineEntry[],
  measure: RunMeasure,
): { readonly bars: readonly RunBar[]; readonly largest: number } {
  const values = newestFirst.map(({ run }) => measureOf(run, measure));
  const largest = Math.max(0, ...values);
  const bars = newestFirst.map((entry, index): RunBar => {
    const value = values[index] ?? 0;
    return { entry, value, share: largest === 0 ? 0 : Math.sqrt(value / largest) };
  });
  return { bars: bars.toReversed(), largest };
}

import type { HistoryMoment } from '../../../src-shared/domain/history.ts';
import { localText } from '../../ui/time/relative-time.ts';

/** `20 Nov 2026, 09:14`, and the names of the moment. */
export function momentText({ at, names }: HistoryMoment): string {
  return names.length === 0 ? localText(at) : `${localText(at)} · ${names.join(', ')}`;
}

const sourceWords: Readonly<Record<HistoryMoment['source'], string>> = {
  baseline: 'The first look: what is known begins here.',
  pull: 'Seen by a sweep of everything.',
  delta: 'Seen by following what changed.',
  'catch-up': 'Seen when a sync began: what was done here, or was left over.',
};

/** How a moment was seen, and what is not known about it. */
export function momentNotes(moment: HistoryMoment, next: HistoryMoment | undefined): readonly string[] {
  const notes = [sourceWords[moment.source]];
  if (!moment.complete) notes.push('Not everything could be read then.');
  if (next !== undefined && next.at - moment.until > 60_000)
    notes.push(`Nobody looked between ${localText(moment.until)} and ${localText(next.at)}.`);
  return notes;
}

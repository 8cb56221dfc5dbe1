import type { HistoryMoment } from '../../../src-shared/domain/history.ts';

const day = 24 * 60 * 60 * 1000;
const daysOfWeek = 7;

/** A day of the calendar, UTC. */
export interface CalendarDay {
  /** Its beginning, in milliseconds. */
  readonly at: number;
  /** The place of its last moment in the list; null when nothing was seen changed. */
  readonly moment: number | null;
  readonly changes: number;
  /** `changed`; `quiet`: looked at, nothing new; `unseen`: nobody looked; `outside`: before the first look, or still to come. */
  readonly state: 'changed' | 'quiet' | 'unseen' | 'outside';
  /** How much, 0 to 3, on a scale of tens. */
  readonly weight: number;
}

const startOf = (at: number): number => Math.floor(at / day) * day;

/** Whole weeks from Monday, so many up to the one with `end`, a list of seven days each. */
export function calendarWeeks(
  moments: readonly HistoryMoment[],
  end: number,
  weeks: number,
): readonly (readonly CalendarDay[])[] {
  // 1 January 1970 was a Thursday.
  const monday = startOf(end) - ((Math.floor(end / day) + 3) % daysOfWeek) * day;
  const first = monday - (weeks - 1) * daysOfWeek * day;
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: daysOfWeek }, (__, of) => dayOf(moments, first + (week * daysOfWeek + of) * day)),
  );
}

function dayOf(moments: readonly HistoryMoment[], at: number): CalendarDay {
  const end = at + day - 1;
  const known = moments[0];
  const latest = moments.at(-1);
  if (known === undefined || latest === undefined || end < startOf(known.at) || at > latest.until)
    return { at, moment: null, changes: 0, state: 'outside', weight: 0 };
  const ofDay = moments.filter((moment) => moment.at >= at && moment.at <= end);
  const changes = ofDay.reduce((sum, { added, changed, removed }) => sum + added + changed + removed, 0);
  const last = ofDay.at(-1);
  if (last !== undefined) {
    const weight = changes === 0 ? 0 : Math.min(3, 1 + Math.floor(Math.log10(changes)));
    return { at, moment: moments.indexOf(last), changes, state: 'changed', weight };
  }
  const looked = moments.some((moment) => moment.at < at && moment.until >= at);
  return { at, moment: null, changes: 0, state: looked ? 'quiet' : 'unseen', weight: 0 };
}

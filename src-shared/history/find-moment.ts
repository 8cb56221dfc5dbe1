import type { HistoryMoment, Stretch } from '../domain/history.ts';

const day = 24 * 60 * 60 * 1000;

/** The last moment at or before a time, in milliseconds; null before the first one. `moments` are oldest first. */
export function momentAt(moments: readonly HistoryMoment[], at: number): HistoryMoment | null {
  return moments.findLast((moment) => moment.at <= at) ?? null;
}

/**
 * The moment that somebody means: `first`, `last`, its number, its name, a day (its end, UTC), or a time with its zone. Null
 * where none is meant, or nothing was known yet.
 */
export function momentMeant(moments: readonly HistoryMoment[], text: string): HistoryMoment | null {
  const wanted = text.trim();
  const named = moments.findLast(({ names }) => names.includes(wanted));
  if (named !== undefined) return named;
  if (wanted === 'first') return moments[0] ?? null;
  if (wanted === 'last') return moments.at(-1) ?? null;
  if (/^\d+$/.test(wanted)) return moments.find(({ id }) => String(id) === wanted) ?? null;
  const time = Date.parse(wanted);
  if (Number.isNaN(time) || !/^\d{4}-\d{2}-\d{2}/.test(wanted)) return null;
  // Without its zone a time is another one on each computer.
  if (wanted.length > 10 && !/(Z|[+-]\d{2}:?\d{2})$/i.test(wanted)) return null;
  return momentAt(moments, wanted.length === 10 ? time + day - 1 : time);
}

/** The time between the looks before and after which something was done; `from` may be the later one. */
export const stretchBetween = (from: HistoryMoment, to: HistoryMoment): Stretch => ({
  from: Math.min(from.until, to.until),
  until: Math.max(from.at, to.at),
});

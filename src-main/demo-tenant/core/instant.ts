import { mix } from './mixing.ts';

/** Milliseconds since 1970, as clocks give them. */
export type Millis = number;

const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const TWO = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));

/** `YYYY-MM-DDTHH:MM:SS` of a moment from 1970 on: several times faster than `Date`, of which big pages need thousands. */
function secondText(ms: Millis): string {
  const days = Math.floor(ms / DAY);
  // Days since 1 March of year 0 in the 400-year cycle of the Gregorian calendar.
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const seconds = Math.floor((ms - days * DAY) / SECOND);
  const hour = Math.floor(seconds / 3600);
  return `${year}-${TWO[month]}-${TWO[day]}T${TWO[hour]}:${TWO[Math.floor(seconds / 60) % 60]}:${TWO[seconds % 60]}`;
}

/**
 * RFC 3339 UTC text with 0 to 6 fraction digits of varying length, as real replies have it (behaviour 21).
 * Whole seconds have no fraction; about half of the others get digits below the millisecond.
 */
export function instantText(ms: Millis): string {
  const milli = ms % 1000;
  const whole = secondText(ms);
  if (milli === 0) return `${whole}Z`;
  const hash = mix(ms);
  const micro = (hash & 1) === 1 ? (hash >>> 1) % 1000 : 0;
  let fraction = milli * 1000 + micro;
  let digits = 6;
  while (fraction % 10 === 0) {
    fraction /= 10;
    digits--;
  }
  return `${whole}.${String(fraction).padStart(digits, '0')}Z`;
}

/** Coarsens a moment to 1 s, 100 ms, 10 ms or 1 ms, chosen by `hash`, so that texts differ in length. */
export function coarsen(ms: Millis, hash: number): Millis {
  const quantum = [1000, 100, 10, 1, 1, 1][hash % 6] ?? 1;
  return Math.floor(ms / quantum) * quantum;
}

/** Reads an RFC 3339 text; `undefined` when it is none. */
export function parseInstant(text: string): Millis | undefined {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}

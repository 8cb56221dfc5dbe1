import { mix } from './mixing.ts';

/** Milliseconds since 1970, as clocks give them. */
export type Millis = number;

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/**
 * RFC 3339 UTC text with 0 to 6 fraction digits of varying length, as real replies have it (behaviour 21).
 * Whole seconds have no fraction; about half of the others get digits below the millisecond.
 */
export function instantText(ms: Millis): string {
  const iso = new Date(ms).toISOString();
  const milli = ms % 1000;
  if (milli === 0) return `${iso.slice(0, 19)}Z`;
  const hash = mix(ms);
  if ((hash & 1) === 1) {
    const micro = 1 + ((hash >>> 1) % 999);
    if (micro % 10 !== 0) return `${iso.slice(0, 23)}${micro < 10 ? '00' : micro < 100 ? '0' : ''}${micro}Z`;
    return `${iso.slice(0, 23)}${String(micro).padStart(3, '0').replace(/0+$/, '')}Z`;
  }
  if (milli % 10 !== 0) return iso;
  return `${iso.slice(0, milli % 100 === 0 ? 21 : 22)}Z`;
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

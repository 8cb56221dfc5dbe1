import { textOf } from './json-bytes.ts';

const digits = (text: string, from: number, to: number): number => {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
};

/** The fraction of the second, cut to milliseconds; 0 when there is none. */
function milliseconds(text: string): number {
  const end = text.length - 1;
  if (end === 19) return 0;
  if (text.charCodeAt(19) !== 46) return Number.NaN;
  const known = Math.min(end, 23);
  const value = digits(text, 20, known);
  return known === 23 ? value : known === 22 ? value * 10 : value * 100;
}

/** Days from 1970-01-01 in the Gregorian calendar (months from 1). */
function daysOf(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719_468
  );
}

/**
 * RFC 3339 text as milliseconds since 1970, or null for null and for what is no time. The tenant's own form (`Z`,
 * 0 to 9 fraction digits, tenant-api §2) is read by hand, because this runs a million times in a first sync.
 */
export function instantOf(text: string | null | undefined): number | null {
  if (text === null || text === undefined || text === '') return null;
  if (text.length >= 20 && text.charCodeAt(text.length - 1) === 90 && text.charCodeAt(10) === 84) {
    const month = digits(text, 5, 7);
    const day = digits(text, 8, 10);
    const days = daysOf(digits(text, 0, 4), month, day);
    const seconds = digits(text, 11, 13) * 3600 + digits(text, 14, 16) * 60 + digits(text, 17, 19);
    const fraction = milliseconds(text);
    const value = (days * 86_400 + seconds) * 1000 + fraction;
    if (Number.isFinite(value) && month >= 1 && month <= 12 && day >= 1 && day <= 31) return value;
  }
  const parsed = Date.parse(text);
  return Number.isNaN(parsed) ? null : parsed;
}

const digitsIn = (bytes: Uint8Array, from: number, to: number): number => {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = (bytes[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
};

/** {@link instantOf} for a text that lies between two places of a page: the tenant's form is read without making it a text. */
export function instantIn(bytes: Uint8Array, from: number, to: number): number | null {
  if (to - from === 24 && bytes[to - 1] === 90 && bytes[from + 10] === 84 && bytes[from + 19] === 46) {
    const month = digitsIn(bytes, from + 5, from + 7);
    const day = digitsIn(bytes, from + 8, from + 10);
    const days = daysOf(digitsIn(bytes, from, from + 4), month, day);
    const seconds =
      digitsIn(bytes, from + 11, from + 13) * 3600 +
      digitsIn(bytes, from + 14, from + 16) * 60 +
      digitsIn(bytes, from + 17, from + 19);
    const value = (days * 86_400 + seconds) * 1000 + digitsIn(bytes, from + 20, from + 23);
    if (Number.isFinite(value) && month >= 1 && month <= 12 && day >= 1 && day <= 31) return value;
  }
  return instantOf(textOf(bytes, from, to));
}

/** The text in which windows and drawers show a stored time. */
export function instantText(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}

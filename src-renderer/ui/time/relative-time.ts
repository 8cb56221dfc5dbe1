const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const steps: readonly { readonly below: number; readonly unit: number; readonly word: string }[] = [
  { below: hour, unit: minute, word: 'min' },
  { below: day, unit: hour, word: 'h' },
  { below: 60 * day, unit: day, word: 'd' },
  { below: 720 * day, unit: 30 * day, word: 'mo' },
  { below: Number.POSITIVE_INFINITY, unit: 365 * day, word: 'y' },
];

/** A span in the largest fitting unit: "4 min", "3 h", "12 d", "5 mo", "2 y". Under a minute: null. */
export function shortSpan(milliseconds: number): string | null {
  if (milliseconds < minute) return null;
  const step = steps.find((candidate) => milliseconds < candidate.below);
  return step === undefined ? null : `${Math.floor(milliseconds / step.unit)} ${step.word}`;
}

/** How long ago (or ahead): "just now", "4 min ago", "in 3 d". */
export function relativeTime(at: number, now: number): string {
  const past = now - at;
  const span = shortSpan(Math.abs(past));
  if (span === null) return 'just now';
  return past >= 0 ? `${span} ago` : `in ${span}`;
}

/** When something that is still to come will be: "in a moment", also while it is overdue, or "in 4 min". */
export function timeAhead(at: number, now: number): string {
  const span = shortSpan(at - now);
  return span === null ? 'in a moment' : `in ${span}`;
}

// Making a formatter takes longer than a row may.
const date = { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const;
const utc = new Intl.DateTimeFormat('en-GB', { ...date, timeZone: 'UTC', second: '2-digit' });
const local = new Intl.DateTimeFormat('en-GB', date);

/** For the tooltip: "20 Nov 2026, 08:14:22 UTC". */
export function utcText(at: number): string {
  return `${utc.format(at)} UTC`;
}

/** A day and time where the reader is: "20 Nov 2026, 09:14". */
export function localText(at: number): string {
  return local.format(at);
}

/** A moment by the clock of a place that is so far from UTC, e.g. `+01:00`: "20 Nov 2026, 09:14:22 UTC+01:00". */
function zonedText(at: number, zone: string): string {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(zone) ?? [];
  const ahead = Number(hours) * hour + Number(minutes) * minute;
  // Its own clock shows what UTC shows so much later.
  return Number.isNaN(ahead) ? zone : `${utc.format(sign === '-' ? at - ahead : at + ahead)} UTC${zone}`;
}

/** The tooltip of a moment: in UTC, where the reader is, and where it was done if that is known. */
export function momentWords(at: number, zone: string | null = null): string {
  const there = zone === null ? '' : `\n${zonedText(at, zone)} where it was done`;
  return `${utcText(at)}\n${localText(at)} local time${there}`;
}

/** Seconds as people say them: "8 s", "3 min", "1 h 20 min". */
export function durationText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.round(whole / 60)} min`;
  const minutes = Math.round((whole % 3600) / 60);
  return `${Math.floor(whole / 3600)} h ${minutes} min`;
}

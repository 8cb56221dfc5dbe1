/**
 * Seconds a reply asks to wait, or null. `Retry-After` comes as seconds or as a date; a date is measured against the
 * reply's own `Date`, because the two clocks need not agree (reliability §3.2), and against ours only without one.
 */
export function retryAfterSeconds(
  retryAfter: string | null,
  replyDate: string | null,
  now: number,
): number | null {
  if (retryAfter === null) return null;
  const text = retryAfter.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text);
  if (!/[a-z]{3}/i.test(text)) return null;
  const until = Date.parse(text);
  if (Number.isNaN(until)) return null;
  const sent = replyDate === null ? Number.NaN : Date.parse(replyDate);
  return Math.max(0, Math.ceil((until - (Number.isNaN(sent) ? now : sent)) / 1000));
}

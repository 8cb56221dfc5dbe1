/** An offset from UTC as RFC 3339 writes it, e.g. `+05:45`, of the minutes by which local time is behind UTC. */
export function utcOffset(minutesBehind: number): string {
  const minutes = Math.round(Math.abs(minutesBehind));
  const two = (count: number): string => String(count).padStart(2, '0');
  return `${minutesBehind > 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

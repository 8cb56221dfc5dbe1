const whole = new Intl.NumberFormat('en-US');

/** A count with thousands separators: "1,284". */
export function countText(count: number): string {
  return whole.format(count);
}

/** A count with its noun: "1 user", "1,284 users". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${countText(count)} ${count === 1 ? one : many}`;
}

/** Bytes for people: "840 kB", "12.4 MB". */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

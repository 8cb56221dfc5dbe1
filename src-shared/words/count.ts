const whole = new Intl.NumberFormat('en-US');

/** A count with thousands separators: "1,284". */
export function countText(count: number): string {
  return whole.format(count);
}

/** A count with its noun: "1 user", "1,284 users". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${countText(count)} ${count === 1 ? one : many}`;
}

/** The singular of a regular plural, which the nouns of our screens all are: "access rules" gives "access rule". */
export function singularOf(nouns: string): string {
  return nouns.replace(/s$/, '');
}

/** How many of how many: "1,204 of 1,284 users", "12 users" when it is all of them, "1 project". */
export function countedOf(count: number, of: number, nouns: string): string {
  const all = counted(of, singularOf(nouns), nouns);
  return count === of ? all : `${countText(count)} of ${all}`;
}

/** Bytes for people: "840 kB", "12.4 MB". */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

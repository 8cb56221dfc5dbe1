/** Signing in moves these by itself, also between the last page and a look. */
const moving: ReadonlySet<string> = new Set(['lastLogin', 'updatedAt', 'lastUpdated', 'status']);

/** A fact in words, without what moves by itself. */
export const stillFact = (fact: unknown): string =>
  JSON.stringify(fact, (key, member: unknown) => (moving.has(key) ? undefined : member));

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Whether two facts say the same, member by member, but for what moves by itself (I3, I20). */
export function sameFact(mine: unknown, theirs: unknown): boolean {
  if (!isObject(mine) || !isObject(theirs)) return mine === theirs;
  if (Array.isArray(mine) !== Array.isArray(theirs)) return false;
  let left = 0;
  for (const name of Object.keys(mine)) if (!moving.has(name)) left += 1;
  for (const name of Object.keys(theirs)) {
    if (moving.has(name)) continue;
    if (!Object.hasOwn(mine, name) || !sameFact(mine[name], theirs[name])) return false;
    left -= 1;
  }
  return left === 0;
}

/** What the comparison keeps in the address. */
export interface CompareSearch {
  /** Ids of the roles, the one that others are held against first. */
  readonly role?: readonly string[];
  /** What resource types are searched for. */
  readonly q?: string;
  /** `all`: also what is the same in all roles. */
  readonly show?: 'all';
}

/** Roles beside each other at most; more would not fit on any screen. */
export const mostCompared = 12;

/** Takes from an address what the comparison knows; never fails. */
export function readCompareSearch(raw: Readonly<Record<string, unknown>>): CompareSearch {
  const listed: readonly unknown[] = Array.isArray(raw['role']) ? raw['role'] : [raw['role']];
  const role = [
    ...new Set(listed.filter((id): id is string => typeof id === 'string' && /^-?\d{1,15}$/.test(id))),
  ].slice(0, mostCompared);
  const q = typeof raw['q'] === 'string' ? raw['q'].slice(0, 100) : '';
  return {
    ...(role.length > 0 ? { role } : {}),
    ...(q !== '' ? { q } : {}),
    ...(raw['show'] === 'all' ? { show: 'all' as const } : {}),
  };
}

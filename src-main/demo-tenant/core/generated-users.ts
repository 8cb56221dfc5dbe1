import { DAY, HOUR, MINUTE, coarsen, type Millis } from './instant.ts';
import { indexOfUuid, mix, uuidOf } from './mixing.ts';
import { familyNames, givenNames } from './names.ts';
import type { RuleGeometry } from './rule-geometry.ts';

/** A user as the tenant keeps it; moments in milliseconds. */
export interface UserRecord {
  id: string;
  username: string;
  createdBy: string;
  createdAt: Millis | null;
  updatedAt: Millis | null;
  lastLogin: Millis | null;
  isLocal: boolean;
  groups: readonly string[] | null;
  firstName: string;
  lastName: string;
}

/** Users made from seed and index alone; index order is username order. */
export interface GeneratedUsers {
  count: number;
  usernameAt(index: number): string;
  isLocalAt(index: number): boolean;
  at(index: number): UserRecord;
  /** First index whose username is not below `username`. */
  lowerBound(username: string): number;
  indexOfUsername(username: string): number | undefined;
  indexOfId(id: string): number | undefined;
}

/** Groups as identity providers send them: free names, one even with commas. */
export const GROUPS: readonly string[] = [
  'ml-platform',
  'Research',
  'research-vision',
  'research-language',
  'data-science',
  'Genomics Lab',
  'robotics',
  'mlops',
  'sre-oncall',
  'gpu-power-users',
  'interns-2026',
  'contractors',
  'IT Helpdesk',
  'security',
  'finance-reporting',
  'all-staff',
  'edge-team',
  'annotators',
  'teaching',
  'visiting-scholars',
  'ai-council',
  'product',
  'leads',
  'Équipe Lyon',
  'CN=gpu-users,OU=Groups,DC=example,DC=com',
];

/** Share of local users in twentieths. */
const LOCAL_TWENTIETHS = 3;

/**
 * Generator of `count` users. Locals get their first rule soon after creation; SSO users appear at a first sign-in,
 * before or after they were pre-authorised. `now` only moves the last sign-ins.
 */
export function createGeneratedUsers(
  count: number,
  seed: number,
  rules: RuleGeometry,
  anchor: Millis,
  now: Millis,
): GeneratedUsers {
  const given = givenNames;
  const family = familyNames;
  const pairs = given.length * family.length;
  const perPair = Math.max(1, Math.ceil(count / pairs));
  const spread = Math.max(1, Math.floor(pairs / Math.max(1, count)));
  const digits = String(perPair).length;

  /** Place of a user among all name pairs: spread out when there are few users, numbered when there are many. */
  const placeOf = (index: number): { pair: number; suffix: string } => {
    if (perPair === 1) {
      return { pair: Math.floor((index * pairs) / count) + (mix(seed ^ 0x11, index) % spread), suffix: '' };
    }
    const nth = (index % perPair) + 1;
    const last = nth === perPair;
    return { pair: Math.floor(index / perPair), suffix: last ? '' : String(nth).padStart(digits, '0') };
  };
  const partsAt = (pair: number) => ({
    first: given[Math.floor(pair / family.length)] ?? { shown: 'Ann', ascii: 'ann' },
    last: family[pair % family.length] ?? { shown: 'Other', ascii: 'other' },
  });
  const usernameAt = (index: number): string => {
    const { pair, suffix } = placeOf(index);
    const { first, last } = partsAt(pair);
    return `${first.ascii}.${last.ascii}${suffix}@example.${mix(seed ^ 0x12, index) % 5 === 0 ? 'org' : 'com'}`;
  };
  const isLocalAt = (index: number): boolean =>
    Math.floor(((index + 1) * LOCAL_TWENTIETHS) / 20) > Math.floor((index * LOCAL_TWENTIETHS) / 20);

  const groupsAt = (index: number, hash: number): string[] => {
    const wanted = [0, 1, 1, 1, 2, 2, 3, 4][hash % 8] ?? 1;
    const start = mix(seed ^ 0x15, index);
    return Array.from({ length: wanted }, (_, i) => GROUPS[(start + i * 7) % GROUPS.length] ?? 'all-staff');
  };

  const createdAtOf = (index: number, local: boolean, hash: number): Millis => {
    const times = rules.rulesOf(index).map((rule) => rules.createdAt(rule));
    if (times.length === 0) return anchor - 30 * DAY - (hash % 600) * DAY - (mix(seed, hash) % DAY);
    const first = Math.min(...times);
    if (local || hash % 5 < 2) return first - MINUTE - (hash % HOUR);
    return Math.min(first + (hash % (20 * DAY)), anchor - HOUR - (hash % DAY));
  };

  const lastLoginOf = (index: number, local: boolean, created: Millis): Millis | null => {
    const hash = mix(seed ^ 0x16, index);
    if (local && hash % 7 === 0) return null;
    if (hash % 11 === 0) return coarsen(created + (mix(hash, 1) % (5 * DAY)), hash >>> 8);
    const period = (1 + (hash % 14)) * DAY;
    const phase = mix(hash, 2) % period;
    return coarsen(Math.max(created, now - ((now - phase) % period) - 1), hash >>> 8);
  };

  const at = (index: number): UserRecord => {
    const { first, last } = partsAt(placeOf(index).pair);
    const hash = mix(seed ^ 0x13, index);
    const isLocal = isLocalAt(index);
    const created = coarsen(createdAtOf(index, isLocal, hash), hash >>> 5);
    const updated = hash % 3 === 0 ? created : Math.min(created + (hash % (90 * DAY)), anchor);
    return {
      id: uuidOf(seed ^ 0x1d, index),
      username: usernameAt(index),
      createdBy: isLocal ? (hash % 4 === 0 ? 'ines.portal-admin@example.com' : 'admin@example.com') : '',
      createdAt: hash % 97 === 0 ? null : created,
      updatedAt: coarsen(updated, hash >>> 7),
      lastLogin: lastLoginOf(index, isLocal, created),
      isLocal,
      groups: isLocal ? null : groupsAt(index, hash >>> 9),
      firstName: first.shown,
      lastName: last.shown,
    };
  };

  const lowerBound = (username: string): number => {
    let [low, high] = [0, count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (usernameAt(middle) < username) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const indexOfUsername = (username: string): number | undefined => {
    const index = lowerBound(username);
    return index < count && usernameAt(index) === username ? index : undefined;
  };
  const indexOfId = (id: string): number | undefined => {
    const index = indexOfUuid(seed ^ 0x1d, id);
    return index !== undefined && index < count ? index : undefined;
  };
  return { count, usernameAt, isLocalAt, at, lowerBound, indexOfUsername, indexOfId };
}

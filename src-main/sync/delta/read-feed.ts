import type { ChangeFeed, TenantEvent, UserMoment } from '../../cloud/tenant-client.ts';
import { instantOf } from '../../db/facts/instant.ts';
import { momentText, sinceOf, untilForEver } from './delta-plan.ts';

/** Failures that say that this tenant, or this account, cannot be followed so; others end the run. */
export const cannotFollow: ReadonlySet<string> = new Set([
  'not-permitted',
  'not-found',
  'unavailable',
  'input',
  'conflict',
]);

/** What a feed brought: facts as sent, and the latest stamp among them (the cursor itself when there is none later). */
export interface Read<Fact> {
  readonly rows: readonly Fact[];
  readonly cursor: number;
}

const limit = 500;
const eventLimit = 1000;

const memberOf: Readonly<Record<UserMoment, string>> = {
  lastUpdated: 'updatedAt',
  creationTime: 'createdAt',
  lastLogin: 'lastLogin',
};

/** A moment of a fact as sent, in milliseconds, or null. */
function stampOf(raw: unknown, member: string): number | null {
  const text: unknown = typeof raw === 'object' && raw !== null ? Reflect.get(raw, member) : null;
  return typeof text === 'string' ? instantOf(text) : null;
}

/**
 * Users with this moment at or after the cursor. The next page begins at the last stamp of the one before instead of at
 * an offset, so that a user who changes or goes meanwhile pushes nobody out of sight.
 */
export async function readUsers(
  feed: ChangeFeed,
  by: UserMoment,
  cursor: number,
  signal: AbortSignal,
): Promise<Read<unknown>> {
  const rows: unknown[] = [];
  let since = sinceOf(cursor);
  let from = Date.parse(since);
  let latest = cursor;
  for (let offset = 0; ;) {
    const page = await feed.users(by, since, { offset, limit }, signal);
    rows.push(...page);
    const stamps = page.map((raw) => stampOf(raw, memberOf[by])).filter((stamp) => stamp !== null);
    const last = Math.max(from, ...stamps);
    latest = Math.max(latest, last);
    if (page.length < limit) return { rows, cursor: latest };
    if (last > from) {
      from = last;
      since = momentText(last);
      offset = 0;
    } else offset += page.length;
  }
}

/** Rules changed at or after the cursor. Deleted ones stay in this list and others only join it, so offsets skip nothing. */
export async function readRules(
  feed: ChangeFeed,
  cursor: number,
  signal: AbortSignal,
): Promise<Read<unknown>> {
  const rows: unknown[] = [];
  const since = sinceOf(cursor);
  for (;;) {
    const page = await feed.rules(since, { offset: rows.length, limit }, signal);
    rows.push(...page);
    if (page.length < limit) break;
  }
  let latest = cursor;
  for (const raw of rows)
    for (const member of ['updatedAt', 'deletedAt', 'createdAt'])
      latest = Math.max(latest, stampOf(raw, member) ?? latest);
  return { rows, cursor: latest };
}

/** What happened since the cursor. */
export async function readEvents(
  feed: ChangeFeed,
  cursor: number,
  signal: AbortSignal,
): Promise<Read<TenantEvent>> {
  const rows: TenantEvent[] = [];
  for (;;) {
    const part = { offset: rows.length, limit: eventLimit };
    const page = await feed.events(sinceOf(cursor), untilForEver, part, signal);
    rows.push(...page);
    if (page.length < eventLimit) break;
  }
  const latest = rows.reduce((greatest, { at }) => Math.max(greatest, instantOf(at) ?? greatest), cursor);
  return { rows, cursor: latest };
}

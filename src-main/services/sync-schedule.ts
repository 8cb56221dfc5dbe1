/** A mirror older than this is pulled again without being asked, while the tenant is reachable. */
export const refreshAfterMilliseconds = 15 * 60_000;

/** The same where the last run was a delta: it costs a handful of requests, whatever the size of the tenant. */
export const followAfterMilliseconds = 2 * 60_000;

/** What the schedule knows when it has to decide. */
export interface ScheduleFacts {
  readonly now: number;
  /** When the mirror was last completely pulled, RFC 3339, or null. */
  readonly asOf: string | null;
  /** When the last run of this session ended, by the same clock; null when there was none. */
  readonly lastEndedAt: number | null;
  /** Whether the last run of this session needed no sweep. */
  readonly followed: boolean;
  readonly online: boolean;
  readonly syncing: boolean;
  /** The brake waits for the user's answer; pulling again would only ask the same question. */
  readonly held: boolean;
}

/** Milliseconds until the next pull of its own accord: 0 = now, null = not until something changes. Pure. */
export function nextPullIn(facts: ScheduleFacts): number | null {
  if (!facts.online || facts.syncing || facts.held) return null;
  const pulledAt = facts.asOf === null ? null : Date.parse(facts.asOf);
  // A run that failed must not be repeated at once: count from whichever came later.
  const from = Math.max(pulledAt ?? Number.NEGATIVE_INFINITY, facts.lastEndedAt ?? Number.NEGATIVE_INFINITY);
  if (from === Number.NEGATIVE_INFINITY) return 0;
  const turn = facts.followed ? followAfterMilliseconds : refreshAfterMilliseconds;
  return Math.min(turn, Math.max(0, from + turn - facts.now));
}

import type { TenantClient, TenantEvent } from '../../cloud/tenant-client.ts';
import type { KeptEvent } from '../../db/history/event-book.ts';
import type { History } from '../../db/history/history-protocol.ts';

const day = 24 * 60 * 60 * 1000;
/** Days after which a tenant forgets its events (tenant-api §3.10). */
const keptDays = 90;
/** The tenant's clock is not ours, and an event may come late. */
const overlap = 10 * 60 * 1000;
const limit = 1000;

/** Events as they are kept; one without an id of its own is known by what it says. */
export function keptEvents(events: readonly TenantEvent[]): readonly KeptEvent[] {
  return events.flatMap(({ at, action, entityType, entityId, id, actor, entityName }) => {
    const moment = Date.parse(at);
    if (Number.isNaN(moment)) return [];
    return [
      {
        id: id || `${at} ${action} ${entityType} ${entityId}`,
        at: moment,
        actor: actor ?? '',
        action,
        entityType,
        entityId,
        entityName: entityName ?? '',
      },
    ];
  });
}

/**
 * Reads the event history from where the last reading ended, at most as far back as the tenant remembers, and keeps it page by
 * page: what was read before a failure stays. Rejects with the RolebookError that ended it.
 */
export async function absorbEvents(
  { feed }: Pick<TenantClient, 'feed'>,
  history: Pick<History, 'keepEvents' | 'eventReads'>,
  now: number,
  signal: AbortSignal,
): Promise<number> {
  const last = (await history.eventReads()).at(-1)?.until ?? 0;
  const from = Math.max(now - keptDays * day, last - overlap);
  const since = new Date(from).toISOString();
  const until = new Date(now + day).toISOString();
  let read = 0;
  let covered = from;
  for (;;) {
    const page = await feed.events(since, until, { offset: read, limit }, signal);
    read += page.length;
    const events = keptEvents(page);
    const latest = events.reduce((greatest, { at }) => Math.max(greatest, at), covered);
    const whole = page.length < limit;
    // A full page proves only what lies before its last event.
    await history.keepEvents(events, { from, until: whole ? Math.max(latest, now - overlap) : latest });
    covered = latest;
    if (whole) return read;
  }
}

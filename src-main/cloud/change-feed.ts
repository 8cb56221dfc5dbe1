import { rowsOfPage } from '../../src-shared/wire/parse-guarded.ts';
import type { Dialect } from './dialects/dialect.ts';
import { type Http, PAGE_BYTES } from './http.ts';
import { jsonOf, readReply } from './reply-json.ts';
import type { Query } from './request-url.ts';
import type { ChangeFeed } from './tenant-client.ts';
import type { TransportReply } from './transport.ts';
import { eventPageSchema } from './wire/event-wire.ts';

const json200 = { statuses: [200], body: 'json' } as const;

/** What has changed: users by a filter of their list, rules by `lastUpdated`, the rest by the event history (§3.3, §3.4, §3.10). */
export function createChangeFeed(http: Http, dialect: Dialect): ChangeFeed {
  const ask = (path: string, query: Query, signal: AbortSignal): Promise<TransportReply> =>
    http.send({
      method: 'GET',
      path,
      query,
      expect: json200,
      repeat: 'safe',
      authorised: true,
      maxBytes: PAGE_BYTES,
      signal,
    });
  const { users, 'access-rules': rules } = dialect.lists;
  return {
    async users(by, since, part, signal) {
      const query = { filterBy: [`${by}>=${since}`], sortBy: by, sortOrder: 'asc', ...part };
      return rowsOfPage(jsonOf(await ask(users.path, query, signal), 'users'), users.rowsMember, 'users');
    },

    async rules(since, part, signal) {
      const query = { ...rules.query, lastUpdated: since, includeDeleted: true, ...part };
      const reply = jsonOf(await ask(rules.path, query, signal), 'access rules');
      return rowsOfPage(reply, rules.rowsMember, 'access rules');
    },

    async events(since, until, { offset, limit }, signal) {
      const query = {
        start: since,
        end: until,
        filterBy: ['action!=sign-in', 'action!=sign-out', 'result==Succeeded'],
        sortBy: 'timestamp',
        sortOrder: 'asc',
        offset,
        numberOfSamples: limit,
      };
      const page = readReply(
        eventPageSchema,
        await ask('/api/v1/audit/log', query, signal),
        'the event history',
      );
      return (page.audit_logs ?? page.logs ?? []).map((event) => ({
        at: event.timestamp,
        action: event.action,
        entityType: event.entity_type ?? '',
        entityId: event.entity_id ?? '',
        id: event.id ?? '',
        actor: event.subject ?? '',
        entityName: event.entity_name ?? '',
      }));
    },
  };
}

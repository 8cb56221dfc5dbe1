import type { GeneratedUsers } from './generated-users.ts';
import { DAY, MINUTE, coarsen, instantText, type Millis } from './instant.ts';
import { mix, uuidOf } from './mixing.ts';

/** One event of the history, as the API shows it (snake_case, tenant-api §3.10). */
export interface AuditEvent {
  id: string;
  timestamp: string;
  tenant_id: string;
  subject: string;
  subject_type: 'User' | 'App';
  source_ip: string;
  action: 'create' | 'update' | 'delete' | 'sign-in' | 'sign-out' | 'reset-password';
  http_method: string;
  url: string;
  entity_type: string;
  entity_name: string;
  entity_id: string;
  result: 'Succeeded' | 'Failed';
  http_status_code: number;
  request_id: string;
  metadata: Record<string, string>;
}

/** What an event is made of; the trail adds ids and the tenant. */
export type AuditFact = Omit<AuditEvent, 'id' | 'timestamp' | 'tenant_id' | 'request_id' | 'metadata'>;

/** The event history: 90 days before the start generated on demand, then what happens. */
export interface AuditTrail {
  record(fact: AuditFact, now: Millis): void;
  /** Events with start <= timestamp <= end, oldest first; nothing older than 90 days. */
  between(start: Millis, end: Millis, now: Millis): AuditEvent[];
}

const RETENTION = 90 * DAY;
/** One generated event in each such interval of absolute time, so that history does not depend on when the tenant starts. */
const GRID = 36 * MINUTE;

type PastKind = readonly [
  action: AuditEvent['action'],
  method: string,
  url: string,
  type: string,
  status: number,
];

const QUIET: PastKind = ['sign-in', 'POST', '/api/v1/token', 'User', 200];

const PAST: readonly PastKind[] = [
  ['sign-in', 'POST', '/api/v1/token', 'User', 200],
  ['sign-in', 'POST', '/api/v2/token', 'User', 200],
  ['sign-in', 'POST', '/api/v1/token', 'User', 200],
  ['sign-in', 'POST', '/api/v2/token', 'User', 401],
  ['sign-out', 'POST', '/api/v1/users', 'User', 200],
  ['create', 'POST', '/api/v1/authorization/access-rules', 'Access rule', 201],
  ['delete', 'DELETE', '/api/v1/authorization/access-rules', 'Access rule', 204],
  ['create', 'POST', '/api/v1/users', 'User', 201],
  ['reset-password', 'POST', '/api/v1/users', 'User', 200],
  ['update', 'PUT', '/api/v1/org-unit/projects', 'Project', 200],
  ['create', 'POST', '/api/v1/authorization/access-rules', 'Access rule', 403],
];

/** Creates the trail of a tenant that starts at `startedAt`. */
export function createAuditTrail(
  tenantId: number,
  seed: number,
  users: GeneratedUsers,
  startedAt: Millis,
): AuditTrail {
  const live: { at: Millis; event: AuditEvent }[] = [];

  const pastAt = (slot: number): { at: Millis; event: AuditEvent } => {
    const hash = mix(seed ^ 0x31, slot);
    const at = coarsen(slot * GRID + (hash % GRID), hash >>> 4);
    const [action, method, url, type, status] = PAST[(hash >>> 9) % PAST.length] ?? QUIET;
    const person = users.count === 0 ? 'admin@example.com' : users.usernameAt(mix(hash, 5) % users.count);
    const signs = action.startsWith('sign');
    const entity = type === 'User' ? person : `${type} ${hash % 5000}`;
    const event: AuditEvent = {
      id: uuidOf(seed ^ 0x32, slot),
      timestamp: instantText(at),
      tenant_id: String(tenantId),
      subject: signs ? person : hash % 3 === 0 ? 'editor@example.com' : 'admin@example.com',
      subject_type: 'User',
      source_ip: `203.0.113.${1 + (mix(hash, 6) % 250)}`,
      action,
      http_method: method,
      url,
      entity_type: type,
      entity_name: entity,
      entity_id: String(mix(hash, 7) % 100_000),
      result: status < 400 ? 'Succeeded' : 'Failed',
      http_status_code: status,
      request_id: uuidOf(seed ^ 0x33, slot),
      metadata: {},
    };
    return { at, event };
  };

  return {
    record: (fact, now) => {
      const event: AuditEvent = {
        id: uuidOf(seed ^ 0x34, live.length),
        timestamp: instantText(now),
        tenant_id: String(tenantId),
        ...fact,
        request_id: uuidOf(seed ^ 0x35, live.length),
        metadata: {},
      };
      live.push({ at: now, event });
    },
    between: (start, end, now) => {
      const from = Math.max(start, now - RETENTION);
      const until = Math.min(end, startedAt - 1);
      const found: AuditEvent[] = [];
      for (let slot = Math.floor(from / GRID) - 1; slot * GRID <= until; slot++) {
        const { at, event } = pastAt(slot);
        if (at >= from && at <= until) found.push(event);
      }
      for (const { at, event } of live) if (at >= from && at <= end) found.push(event);
      return found;
    },
  };
}

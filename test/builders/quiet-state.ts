import { noChanges } from '../../src-shared/domain/change.ts';
import type { SessionState } from '../../src-shared/domain/sync-state.ts';
import type { TenantSession } from '../../src-main/session/tenant-session.ts';

/** The state of an open tenant in which nothing is under way and nothing waits. */
export const quietState = (
  session: Pick<TenantSession, 'key' | 'link'>,
  more: Pick<SessionState, 'workOffline' | 'mirrorAsOf'>,
): SessionState => ({
  connectionKey: session.key,
  link: session.link().link,
  problem: null,
  syncing: false,
  revision: 1,
  lastRun: null,
  held: null,
  outbox: noChanges,
  nextTry: null,
  recovery: null,
  keychain: false,
  ...more,
});

import { noChanges } from '../../src-shared/domain/change.ts';
import type { SessionState, SyncRun } from '../../src-shared/domain/sync-state.ts';
import type { ErrorBody } from '../../src-shared/errors/error-body.ts';
import type { TenantSession } from '../session/tenant-session.ts';
import type { TenantRoom } from './workspace-parts.ts';

/** What is open, as far as the state tells of it. */
export interface StateParts {
  /** Also while its files are closed to be mended; null = no tenant is open. */
  readonly session: Pick<TenantSession, 'key' | 'link'> | null;
  readonly room: Pick<TenantRoom<unknown>, 'outbox' | 'push' | 'recovery' | 'past'> | null;
  /** Why nothing is open though nobody closed it. */
  readonly trouble: ErrorBody | null;
}

/** What the open workspace knows of its tenant beside what lies in the room. */
export interface Known {
  workOffline: boolean;
  lastRun: SyncRun | null;
  /** Milliseconds since 1970. */
  lastEndedAt: number | null;
  /** Whether the last pull was a delta. */
  followed: boolean;
  held: SessionState['held'];
  mirrorAsOf: string | null;
  revision: number;
}

/** What is known before anything is open. */
export const nothingKnown = (): Known => ({
  workOffline: false,
  lastRun: null,
  lastEndedAt: null,
  followed: false,
  held: null,
  mirrorAsOf: null,
  revision: 0,
});

/** The state that the window shows, from what is open and what the workspace knows beside. Throws `storage`. */
export function sessionStateOf(
  { session, room, trouble }: StateParts,
  { workOffline, lastRun, held, mirrorAsOf, revision }: Known,
  more: Pick<SessionState, 'syncing' | 'keychain'>,
): SessionState {
  const lookingBack = room?.past.looked()?.at;
  const { link, problem } = session?.link() ?? { link: 'none' as const, problem: trouble };
  return {
    ...more,
    workOffline,
    lastRun,
    held,
    mirrorAsOf,
    revision,
    connectionKey: session?.key ?? null,
    link,
    problem,
    outbox: room?.outbox.counts() ?? noChanges,
    nextTry: room?.push.next() ?? null,
    recovery: room?.recovery.unseen() ?? null,
    ...(lookingBack === undefined ? {} : { lookingBack }),
  };
}

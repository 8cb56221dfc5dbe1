import type { SessionState } from '../../../src-shared/domain/sync-state.ts';
import type { SendWhen } from '../../../src-shared/ipc/users-contract.ts';

/** What decides when something that was saved here leaves. */
export interface SavedCircumstances {
  readonly session: Pick<SessionState, 'link' | 'workOffline'> | null;
  readonly sendAutomatically: boolean;
  /** As the dialog asked. */
  readonly send: SendWhen;
}

/** When something that was saved here is sent, in one sentence. */
export function savedWhen(now: SavedCircumstances): string {
  const { session, send } = now;
  if (send === 'staged' || (send === undefined && !now.sendAutomatically)) {
    return 'It waits under Changes until you send it.';
  }
  if (session?.workOffline === true) return 'It will be sent when you go online.';
  switch (session?.link) {
    case 'offline':
    case 'not-a-tenant':
      return 'It will be sent when the tenant can be reached.';
    case 'needs-sign-in':
      return 'It will be sent after you have signed in again.';
    default:
      return 'It is sent as soon as the tenant takes it.';
  }
}

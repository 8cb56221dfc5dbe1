import type { SessionState } from '../../../src-shared/domain/sync-state.ts';

/** Why nothing can be sent now; null when it can. What is saved is kept whatever stands here. */
export function whyNotSend(session: Pick<SessionState, 'link' | 'workOffline'> | null): string | null {
  if (session === null || session.link === 'none') return 'No tenant is open.';
  if (session.workOffline) return 'You work offline. The changes are kept; go online to send them.';
  switch (session.link) {
    case 'connecting':
      return 'Still signing in. This will be possible in a moment.';
    case 'offline':
      return 'The tenant cannot be reached now. The changes are kept and can be sent when it is back.';
    case 'needs-sign-in':
      return 'Sign in again first; the changes are kept.';
    case 'not-a-tenant':
      return 'Something else answers at the tenant’s address. The changes are kept.';
    default:
      return null;
  }
}

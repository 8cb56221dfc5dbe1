import type { SessionState } from '../../../src-shared/domain/sync-state.ts';
import type { Abilities } from '../../../src-shared/domain/tenant.ts';

/** What an act on the tenant needs to know about now. Null members: not known yet. */
export interface ActCircumstances {
  readonly session: Pick<SessionState, 'link' | 'workOffline'> | null;
  readonly abilities: Abilities | null;
}

/**
 * Why an act cannot be done now, in one sentence; null when it can. The tenant's answer about rights comes before
 * the state of the connection, because waiting does not change it.
 */
export function whyNot(ability: keyof Abilities, now: ActCircumstances): string | null {
  const { session, abilities } = now;
  if (abilities === null || session === null || session.link === 'none') return 'No tenant is open.';
  const { allowed, reason } = abilities[ability];
  if (!allowed) return reason ?? 'You may not do this on this tenant.';
  if (session.workOffline) return 'You work offline. Go online to change something on the tenant.';
  switch (session.link) {
    case 'connecting':
      return 'Still signing in. This will be possible in a moment.';
    case 'offline':
      return 'The tenant cannot be reached now. Users and rules are changed online; look around meanwhile.';
    case 'needs-sign-in':
      return 'Sign in again first; the session with the tenant has ended.';
    case 'not-a-tenant':
      return 'Something else answers at the tenant’s address. Check the network, then try again.';
    default:
      return null;
  }
}

import type { SessionState } from '../../../src-shared/domain/sync-state.ts';
import type { Abilities } from '../../../src-shared/domain/tenant.ts';

/** What an act on the tenant needs to know about now. Null members: not known yet. */
export interface ActCircumstances {
  readonly session: Pick<SessionState, 'link' | 'workOffline' | 'lookingBack'> | null;
  readonly abilities: Abilities | null;
}

/**
 * Why an edit cannot be made, in one sentence; null when it can. Only what the actor may not do stands in its way: an
 * edit is saved here first and sent when the tenant can be reached, so the connection does not matter.
 */
export function whyNot(ability: keyof Abilities, now: ActCircumstances): string | null {
  const { session, abilities } = now;
  if (abilities === null || session === null || session.link === 'none') return 'No tenant is open.';
  if (session.lookingBack !== undefined) return 'You are looking at an earlier moment. Go back to now first.';
  const { allowed, reason } = abilities[ability];
  return allowed ? null : (reason ?? 'You may not do this on this tenant.');
}

/**
 * Why an act that only works at once cannot be done now; null when it can. Rights come before the state of the
 * connection, because waiting does not change them.
 */
export function whyNotAtOnce(ability: keyof Abilities, now: ActCircumstances): string | null {
  const refused = whyNot(ability, now);
  if (refused !== null) return refused;
  if (now.session?.workOffline === true) return 'You work offline. Go online to do this.';
  switch (now.session?.link) {
    case 'connecting':
      return 'Still signing in. This will be possible in a moment.';
    case 'offline':
      return 'The tenant cannot be reached now, and this cannot wait for it.';
    case 'needs-sign-in':
      return 'Sign in again first; the session with the tenant has ended.';
    case 'not-a-tenant':
      return 'Something else answers at the tenant’s address. Check the network, then try again.';
    default:
      return null;
  }
}

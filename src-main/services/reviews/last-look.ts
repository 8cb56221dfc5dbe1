import type { SyncRun } from '../../../src-shared/domain/sync-state.ts';
import { refusal } from './refuse-act.ts';

/**
 * What the look that the mirror comes from did not see, in words; null: it saw everything. The mirror’s age does not say so:
 * lists that may not be read do not make it older, and what failed since does not make it whole.
 */
export function missedBy(look: SyncRun | null): string | null {
  if (look?.outcome !== 'partial') return null;
  return look.error?.message ?? 'Part of the tenant could not be read.';
}

/** Refuses what only a whole look at the tenant can show. `look-incomplete`. */
export function refuseIncomplete(look: SyncRun | null): void {
  const missed = missedBy(look);
  if (missed === null) return;
  throw refusal(
    'look-incomplete',
    `The last sync did not see everything, so it proves nothing: ${missed}`,
    'Sync again. Where a list may not be read, sign in with an account that may.',
    'unavailable',
  );
}

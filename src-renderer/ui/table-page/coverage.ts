import type { SyncRun } from '../../../src-shared/domain/sync-state.ts';

/**
 * What a list holds when it is not the whole tenant: after a run in which the tenant refused or lost some kind of
 * fact. Null says nothing either way: a tenant answers a scoped actor with a shorter list and no word about it.
 */
export function coverageOf(lastRun: SyncRun | null): string | null {
  return lastRun?.outcome === 'partial' ? 'what you may see' : null;
}

import type { SyncRun } from '../../src-shared/domain/sync-state.ts';
import type { ErrorBody } from '../../src-shared/errors/error-body.ts';

/**
 * How one kind ended. `absent`: this tenant's version has none, or the caller never could read it, which is no lack;
 * `skipped`: it may not be read, and is missed.
 */
export type KindEnd = 'complete' | 'absent' | 'skipped' | 'failed' | 'unsettled';

/** The outcome of a run whose kinds all ended, with the error to show for it. */
export function outcomeOf(ends: readonly { readonly end: KindEnd; readonly error: ErrorBody | null }[]): {
  readonly outcome: SyncRun['outcome'];
  readonly error: ErrorBody | null;
} {
  const lacking = ends.filter(({ end }) => end !== 'complete' && end !== 'absent');
  const first = lacking[0];
  if (first === undefined) return { outcome: 'complete', error: null };
  const somethingCame = ends.some(({ end }) => end === 'complete' || end === 'unsettled');
  // What failed says more than what may not be read.
  const error = lacking.find(({ end }) => end === 'failed')?.error ?? first.error;
  return { outcome: somethingCame ? 'partial' : 'failed', error };
}

import type { Change } from '../../../src-shared/domain/change.ts';

/** What a call to send is about: the changes that wait or whose outcome is open, those named, or all that are not staged. */
export function drainTargets(ids: readonly string[] | null, open: readonly Change[]): Change[] {
  const wanted = ids === null ? null : new Set(ids);
  return open.filter(
    ({ id, state, held }) =>
      (state === 'pending' || state === 'unknown' || state === 'sending') &&
      (wanted === null ? !held : wanted.has(id)),
  );
}

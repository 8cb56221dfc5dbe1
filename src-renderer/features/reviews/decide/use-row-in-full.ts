import { useEffect, useState } from 'react';
import type { ErrorBody } from '../../../../src-shared/errors/error-body.ts';
import type { ReviewRow } from '../../../../src-shared/domain/review.ts';
import type { PartRef } from '../../../../src-shared/ipc/reviews-contract.ts';
import { useBridge } from '../../../bridge/bridge-context.tsx';

/** Rows that are kept, so that going back and forth asks nothing. */
const most = 300;

/** Everything about the row that is looked at; null while it is on its way. The one after it is asked for beforehand. */
export function useRowInFull(
  part: PartRef,
  row: string | null,
  after: string | null,
): { readonly full: ReviewRow | null; readonly error: ErrorBody | null } {
  const bridge = useBridge();
  const [kept] = useState(() => new Map<string, ReviewRow>());
  const [, setDrawn] = useState(0);
  const [failed, setFailed] = useState<{ readonly row: string; readonly error: ErrorBody } | null>(null);
  useEffect(() => {
    let wanted = true;
    const ask = async (id: string, shown: boolean): Promise<void> => {
      if (kept.has(id)) return;
      const outcome = await bridge.call('reviews.row', { part, row: id });
      if (outcome.ok) {
        kept.set(id, outcome.data);
        const [oldest] = kept.keys();
        if (kept.size > most && oldest !== undefined) kept.delete(oldest);
      } else if (shown && wanted) setFailed({ row: id, error: outcome.error });
      if (shown && wanted) setDrawn((count) => count + 1);
    };
    if (row !== null)
      void ask(row, true).then(() => (wanted && after !== null ? ask(after, false) : undefined));
    return () => {
      wanted = false;
    };
  }, [bridge, part, row, after, kept]);
  const full = row === null ? null : (kept.get(row) ?? null);
  return { full, error: full === null && failed !== null && failed.row === row ? failed.error : null };
}

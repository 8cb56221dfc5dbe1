import type { ReviewTotals } from '../domain/review-entry.ts';
import type { CampaignState, RowState } from './campaign-state.ts';
import { type RowOutcome, outcomeOf } from './row-outcome.ts';

const member: Readonly<Record<RowOutcome['kind'], Exclude<keyof ReviewTotals, 'rows'>>> = {
  keep: 'keep',
  revoke: 'revoke',
  change: 'change',
  defer: 'defer',
  conflict: 'conflict',
  'not-mine': 'notMine',
  undecided: 'undecided',
};

/**
 * How rows were decided, each counted once, so that `rows` is always the sum of the others (V51). Without `rows`: all of the
 * campaign.
 */
export function totalsOf(
  state: Pick<CampaignState, 'rows' | 'signedOff'>,
  {
    rows = state.rows.values(),
    onlySigned = false,
  }: { rows?: Iterable<RowState>; onlySigned?: boolean } = {},
): ReviewTotals {
  const totals = { rows: 0, keep: 0, revoke: 0, change: 0, defer: 0, conflict: 0, notMine: 0, undecided: 0 };
  for (const row of rows) {
    totals.rows += 1;
    totals[member[outcomeOf(state, row, onlySigned).kind]] += 1;
  }
  return totals;
}

import type { CampaignState } from './campaign-state.ts';
import type { Consequence } from './consequences.ts';
import { lacksFourEyes } from './four-eyes.ts';
import { outcomeOf } from './row-outcome.ts';

const rows = (count: number, one: string, many: string): string =>
  count === 1 ? `One row ${one}.` : `${count} rows ${many}.`;

/** What still stands against closing a campaign, in words (V51); empty: it can be closed. */
export function againstClosing(state: CampaignState, consequences: readonly Consequence[]): string[] {
  const open = { undecided: 0, conflict: 0, 'not-mine': 0 };
  const unsigned = new Set<string>();
  let alone = 0;
  for (const [id, row] of state.rows) {
    const { kind } = outcomeOf(state, row, true);
    alone += Number(lacksFourEyes(state, row));
    if (kind !== 'undecided' && kind !== 'conflict' && kind !== 'not-mine') continue;
    if (state.explained.has(id)) continue;
    open[kind] += 1;
    for (const reviewer of row.reviewers)
      if (row.decisions.has(reviewer) && !state.signedOff.has(reviewer)) unsigned.add(reviewer);
  }
  const count = (of: readonly Consequence['state'][]): number =>
    consequences.filter((one) => of.includes(one.state)).length;
  const [toPlan, failed, waiting, unproven] = [
    count(['to-plan']),
    count(['failed']),
    count(['waiting']),
    count(['not-yet-proven']),
  ];
  return [
    ...[...unsigned].sort().map((reviewer) => `${reviewer} has decided, and not signed off.`),
    ...(open.undecided > 0 ? [rows(open.undecided, 'is undecided', 'are undecided')] : []),
    ...(open.conflict > 0
      ? [rows(open.conflict, 'has two decisions that do not agree', 'have decisions that do not agree')]
      : []),
    ...(open['not-mine'] > 0
      ? [rows(open['not-mine'], 'is nobody’s: ask somebody else', 'are nobody’s: ask somebody else')]
      : []),
    ...(alone > 0
      ? [
          `${alone === 1 ? 'One privileged row was' : `${alone} privileged rows were`} decided by one alone, and four eyes need two: ask somebody else.`,
        ]
      : []),
    ...(toPlan > 0
      ? [rows(toPlan, 'is to go or to change, and not planned', 'are to go or to change, and not planned')]
      : []),
    ...(failed > 0 ? [rows(failed, 'could not be done', 'could not be done')] : []),
    ...(waiting > 0 ? [rows(waiting, 'waits to be sent', 'wait to be sent')] : []),
    ...(unproven > 0
      ? [rows(unproven, 'is not yet proven to be done', 'are not yet proven to be done')]
      : []),
  ];
}

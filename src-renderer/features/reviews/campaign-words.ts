import type { CampaignSummary, ReviewerStatus } from '../../../src-shared/ipc/reviews-contract.ts';
import type { ReviewTotals } from '../../../src-shared/domain/review-entry.ts';
import { countText, counted } from '../../../src-shared/words/count.ts';

/** How far a campaign is, in a few words. */
export const stateWords: Readonly<Record<CampaignSummary['state'], string>> = {
  deciding: 'Deciding',
  'ready-to-plan': 'Decided, to be done',
  proving: 'Done, to be proven',
  'ready-to-close': 'Ready to close',
  closed: 'Closed',
};

/** The parts of a campaign's totals in the order in which they are added up. */
export const totalParts: readonly {
  readonly of: Exclude<keyof ReviewTotals, 'rows'>;
  readonly label: string;
}[] = [
  { of: 'keep', label: 'Keep' },
  { of: 'change', label: 'Change' },
  { of: 'revoke', label: 'Revoke' },
  { of: 'defer', label: 'Put off' },
  { of: 'conflict', label: 'Conflict' },
  { of: 'notMine', label: 'Nobody’s' },
  { of: 'undecided', label: 'Undecided' },
];

/** Rows with an outcome, of all. */
export function decidedOf(totals: ReviewTotals): number {
  return totals.rows - totals.undecided - totals.notMine - totals.conflict;
}

/** Whether the parts make the whole; they always should, and the page says when they do not. */
export function addsUp(totals: ReviewTotals): boolean {
  return totalParts.reduce((sum, { of }) => sum + totals[of], 0) === totals.rows;
}

/** What a campaign waits for, as far as it is the reader's. */
export function waitingWords({ mine, state, totals }: CampaignSummary): string {
  if (mine > 0) return `${counted(mine, 'row')} to decide`;
  if (totals.conflict > 0 && state !== 'closed') return `${counted(totals.conflict, 'conflict')} to settle`;
  if (totals.notMine > 0 && state !== 'closed')
    return `${counted(totals.notMine, 'row')} that ${totals.notMine === 1 ? 'has' : 'have'} nobody`;
  return '';
}

/** Milliseconds per row as people say them: "0.9 s", "4.2 s", "2 min". */
export function perRowText(ms: number): string {
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${countText(Math.round(ms / 60_000))} min`;
}

/** A share as a whole percentage. */
export function shareText(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** What in a reviewer's decisions deserves a talk, in words; empty: nothing. Quick work on single rows is not suspicious by itself. */
export function qualityWarnings(quality: NonNullable<ReviewerStatus['quality']>): readonly string[] {
  const warnings: string[] = [];
  if (quality.controlsCaught < quality.controlsSeen)
    warnings.push(
      `Kept ${counted(quality.controlsSeen - quality.controlsCaught, 'made-up row')} that should go.`,
    );
  if (quality.medianMs < 1500 && quality.longestKeeps >= 30)
    warnings.push(
      `Kept ${countText(quality.longestKeeps)} rows in a run, ${perRowText(quality.medianMs)} each.`,
    );
  if (quality.keptUnexplained > 0.2)
    warnings.push(
      `Kept ${shareText(quality.keptUnexplained)} of the privileged rows without words of their own.`,
    );
  return warnings;
}

/** Words on how a packet of a reviewer stands. */
export const packetWords: Readonly<Record<ReviewerStatus['packet'], string>> = {
  none: '–',
  out: 'Sent out',
  back: 'Answered',
};

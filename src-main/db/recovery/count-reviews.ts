import type { RecoveryReport } from '../../../src-shared/domain/recovery.ts';
import type { LedgerRows } from './ledger-rows.ts';

type Found = Pick<LedgerRows, 'campaigns' | 'campaignPages' | 'campaignTexts' | 'entries'>;

/** Whether numbers, each once, go from 0 without a gap; none at all do not. */
function isWhole(numbers: ReadonlySet<number>): boolean {
  let most = 0;
  for (const n of numbers) most = Math.max(most, n);
  return numbers.size === most + 1;
}

function byCampaign(
  rows: Iterable<readonly [unknown, string, number, ...unknown[]]>,
): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>();
  for (const [, campaign, number] of rows) {
    const numbers = found.get(campaign);
    if (numbers === undefined) found.set(campaign, new Set([number]));
    else numbers.add(number);
  }
  return found;
}

/**
 * What a recovery found of reviews. Their last rows and entries may be missing as well: what is there cannot tell that, and the
 * review itself does when it is opened, from its number of rows and from the journal.
 */
export function countReviews(found: Found, fromBackup: number): NonNullable<RecoveryReport['reviews']> {
  const ids = new Set([...found.campaigns.values()].map(([, id]) => id));
  const pages = byCampaign(found.campaignPages.values());
  const entries = byCampaign(found.entries.values());
  const named = new Set([
    ...pages.keys(),
    ...entries.keys(),
    ...[...found.campaignTexts.values()].map(([, id]) => id),
  ]);
  const none: ReadonlySet<number> = new Set();
  const incomplete = [...ids].filter((id) => {
    const theirs = pages.get(id) ?? none;
    return !isWhole(entries.get(id) ?? none) || (theirs.size > 0 && !isWhole(theirs));
  });
  return {
    kept: ids.size - fromBackup,
    fromBackup,
    incomplete: incomplete.length,
    lost: [...named].filter((id) => !ids.has(id)).length,
  };
}

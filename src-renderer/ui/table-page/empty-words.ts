import { countText } from '../../../src-shared/words/count.ts';
import type { PageTab } from './page-header.tsx';

/** A tab as far as it matters here: null `filter` means that it shows all rows. */
type Choice = Pick<PageTab, 'value' | 'count'> & { readonly filter: unknown };

/** The tab that shows all rows, when it is not the one shown and has some; null otherwise. */
export function tabOfAll<T extends Choice>(tabs: readonly T[], shown: string): T | null {
  const all = tabs.find(({ filter }) => filter === null);
  return all !== undefined && all.value !== shown && (all.count ?? 0) > 0 ? all : null;
}

/** "6 match", "1 matches"; without a search or filter just "6". */
export function matchWords(count: number, filtered: boolean): string {
  if (!filtered) return countText(count);
  return `${countText(count)} ${count === 1 ? 'matches' : 'match'}`;
}

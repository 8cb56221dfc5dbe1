import { useMemo } from 'react';
import { countText } from '../../../src-shared/words/count.ts';
import type { PlannedChange } from '../../../src-shared/ipc/changes-contract.ts';
import type { ViewFilter, ViewWindow } from '../../../src-shared/views/view-query.ts';
import { changeFacets, matchingChanges } from './change-filters.ts';
import { endedOrder, signCounts, type SignCounts } from './plan-rows.ts';
import { type ChangesList, useChangesList } from './use-changes-list.ts';

const none: readonly never[] = [];

/** The list of the page as the search and the filters leave it. */
export interface Plan {
  readonly list: ChangesList;
  /** All of the list, in its order. */
  readonly changes: readonly PlannedChange[];
  /** Those to be drawn. */
  readonly shown: readonly PlannedChange[];
  /** How many match, of which the ended ones are not all drawn. */
  readonly matching: number;
  readonly signs: SignCounts;
  readonly facets: NonNullable<ViewWindow['facets']>;
}

/** Seeks among the open changes, which the page has, or has the ended ones sought in the ledger. */
export function usePlan(which: 'open' | 'ended', search: string, filters: readonly ViewFilter[]): Plan {
  const question = JSON.stringify({ search, filters });
  const list = useChangesList(which, question);
  const listed = list.changes ?? none;
  const { ended } = list;
  const changes = useMemo(() => (which === 'ended' ? endedOrder(listed) : listed), [which, listed]);
  const found = useMemo(() => {
    if (ended !== null)
      return { shown: changes, matching: ended.total, signs: ended.signs, facets: ended.facets };
    const { search: words, filters: wanted } = JSON.parse(question);
    const shown = matchingChanges(changes, words, wanted);
    return {
      shown,
      matching: shown.length,
      signs: signCounts(shown),
      facets: changeFacets(changes, words, wanted),
    };
  }, [changes, ended, question]);
  return { list, changes, ...found };
}

/** How many of the ended ones that match are listed; null where all of them are. */
export function listedWords(listed: number, matching: number, filtered: boolean): string | null {
  if (listed === 0 || listed >= matching) return null;
  const of = filtered ? `the ${countText(matching)} that match` : countText(matching);
  return `The newest ${countText(listed)} of ${of} are listed.`;
}

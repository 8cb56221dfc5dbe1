import { type ChangeClass, type HistoryMoment, changeClasses } from '../../../src-shared/domain/history.ts';

/** What the page keeps in the address: the two moments by number, the classes that are shown, the search. */
export interface HistorySearch {
  readonly from?: number;
  readonly to?: number;
  readonly class?: readonly ChangeClass[];
  readonly q?: string;
}

function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'number' ? value : typeof value === 'string' ? Number(value) : Number.NaN;
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

/** Takes from an address what the page knows; never fails. */
export function readHistorySearch(raw: Readonly<Record<string, unknown>>): HistorySearch {
  const from = numberOf(raw['from']);
  const to = numberOf(raw['to']);
  const list: readonly unknown[] = Array.isArray(raw['class']) ? raw['class'] : [raw['class']];
  const classes = changeClasses.filter((one) => list.includes(one));
  const q = typeof raw['q'] === 'string' ? raw['q'].slice(0, 200) : '';
  return {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(classes.length === 0 ? {} : { class: classes }),
    ...(q === '' ? {} : { q }),
  };
}

/** The places of the two moments in the list, the earlier one first; without an address the last two. Null while there is none. */
export function chosenMoments(
  moments: readonly HistoryMoment[],
  { from, to }: Pick<HistorySearch, 'from' | 'to'>,
): readonly [from: number, to: number] | null {
  if (moments.length === 0) return null;
  const placeOf = (id: number | undefined, otherwise: number): number => {
    const place = moments.findIndex((moment) => moment.id === id);
    return place < 0 ? otherwise : place;
  };
  const last = placeOf(to, moments.length - 1);
  const first = placeOf(from, Math.max(0, last - 1));
  return first <= last ? [first, last] : [last, first];
}

import { type ChangeClass, type HistoryMoment, changeClasses } from '../../../src-shared/domain/history.ts';

/** What the page keeps in the address: the two moments by number (as text, as all that stands in an address), the classes that are shown, the search. */
export interface HistorySearch {
  readonly from?: string;
  readonly to?: string;
  readonly class?: readonly ChangeClass[];
  readonly q?: string;
}

const digits = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[1-9]\d{0,14}$/.test(value) ? value : undefined;

/** Takes from an address what the page knows; never fails. */
export function readHistorySearch(raw: Readonly<Record<string, unknown>>): HistorySearch {
  const from = digits(raw['from']);
  const to = digits(raw['to']);
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
  const placeOf = (id: string | undefined, otherwise: number): number => {
    const place = moments.findIndex((moment) => String(moment.id) === id);
    return place < 0 ? otherwise : place;
  };
  const last = placeOf(to, moments.length - 1);
  const first = placeOf(from, Math.max(0, last - 1));
  return first <= last ? [first, last] : [last, first];
}

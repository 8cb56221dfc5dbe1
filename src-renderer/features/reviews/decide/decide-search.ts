import { type PartShow, partShows } from './part-lines.ts';

/** What the deciding screen keeps in the address: whose part, and how it is looked at. */
export interface DecideSearch {
  readonly campaign?: string | undefined;
  readonly reviewer?: string | undefined;
  readonly q?: string | undefined;
  readonly show?: PartShow | undefined;
  /** `1`: same role and place together. */
  readonly group?: '1' | undefined;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, 320) : undefined;

/** Takes from an address what the screen knows; never fails. */
export function readDecideSearch(raw: Readonly<Record<string, unknown>>): DecideSearch {
  const all: DecideSearch = {
    campaign: text(raw['campaign']),
    reviewer: text(raw['reviewer']),
    q: text(raw['q']),
    show: partShows.find((one) => one !== 'all' && one === raw['show']),
    group: raw['group'] === '1' ? '1' : undefined,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

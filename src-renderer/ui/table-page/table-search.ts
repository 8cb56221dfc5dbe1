import type { ViewFilter } from '../../../src-shared/views/view-query.ts';
import type { ViewColumn } from '../../../src-shared/views/view-columns.ts';
import type { SortEntry } from '../data-grid/grid-column.ts';

/** What a table screen keeps in the address: everything needed to come back to the same picture. */
export interface TableSearch {
  /** The search text. */
  readonly q?: string;
  /** One text a filter, see {@link filterToText}. */
  readonly f?: readonly string[];
  /** Column id, with a minus in front for descending; several joined by a comma. */
  readonly sort?: string;
  /** The tab above the table. */
  readonly tab?: string;
  /** Id of the row whose drawer is open. */
  readonly open?: string;
  /** The drawer's part. */
  readonly part?: string;
}

const operators: readonly ViewFilter['op'][] = [
  'is',
  'is-not',
  'contains',
  'before',
  'after',
  'older-than-days',
  'empty',
  'not-empty',
];

/** `column~op~value~value`; a tilde or exclamation mark inside a value gets an exclamation mark in front. */
export function filterToText(filter: ViewFilter): string {
  const escape = (text: string): string => text.replaceAll(/[!~]/g, '!$&');
  return [filter.column, filter.op, ...filter.values].map(escape).join('~');
}

/** The filter of a text from an address; null when it is not one, because addresses can be old or typed. */
export function filterFromText(text: string): ViewFilter | null {
  const parts: string[] = [''];
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '~') parts.push('');
    else {
      if (character === '!') at += 1;
      parts[parts.length - 1] += text.charAt(at);
    }
  }
  const [column = '', op = '', ...values] = parts;
  const known = operators.find((operator) => operator === op);
  if (known === undefined || column === '') return null;
  const wantsValues = known !== 'empty' && known !== 'not-empty';
  if (wantsValues !== values.length > 0) return null;
  return { column, op: known, values };
}

/** The filters of an address that this view can answer; others are left out. */
export function filtersOf(search: TableSearch, columns: readonly ViewColumn[]): readonly ViewFilter[] {
  const known = new Set(columns.map((column) => column.id));
  return (search.f ?? [])
    .map((text) => filterFromText(text))
    .filter((filter) => filter !== null)
    .filter((filter) => known.has(filter.column))
    .slice(0, 20);
}

/** The order an address asks for, as far as this view can be ordered so. */
export function sortOf(search: TableSearch, columns: readonly ViewColumn[]): readonly SortEntry[] {
  const sortable = new Set(columns.filter((column) => column.sortable).map((column) => column.id));
  return (search.sort ?? '')
    .split(',')
    .map((text): SortEntry =>
      text.startsWith('-')
        ? { column: text.slice(1), direction: 'desc' }
        : { column: text, direction: 'asc' },
    )
    .filter((entry) => sortable.has(entry.column))
    .slice(0, 3);
}

/** The order as text for the address. */
export function sortToText(sort: readonly SortEntry[]): string | undefined {
  if (sort.length === 0) return undefined;
  return sort.map((entry) => (entry.direction === 'desc' ? `-${entry.column}` : entry.column)).join(',');
}

/** Takes from an address what a table screen knows; never fails. */
export function readTableSearch(raw: Readonly<Record<string, unknown>>): TableSearch {
  const text = (name: string): string | undefined => {
    const value = raw[name];
    const first: unknown = Array.isArray(value) ? value[0] : value;
    return typeof first === 'string' && first !== '' ? first.slice(0, 400) : undefined;
  };
  const filters = (Array.isArray(raw['f']) ? raw['f'] : [raw['f']]).filter(
    (value): value is string => typeof value === 'string' && value !== '',
  );
  return withoutEmpty({
    q: text('q'),
    f: filters.length > 0 ? filters : undefined,
    sort: text('sort'),
    tab: text('tab'),
    open: text('open'),
    part: text('part'),
  });
}

/** A change of some members; `undefined` takes a member out. */
export type TableSearchChange = { readonly [M in keyof TableSearch]?: TableSearch[M] | undefined };

/** The search with a change. */
export function changedSearch(search: TableSearch, change: TableSearchChange): TableSearch {
  return withoutEmpty({ ...search, ...change });
}

/** What of a search still means something in another tenant: the order and the tab. */
export function searchForOtherTenant(search: TableSearch): TableSearch {
  return changedSearch(search, { q: undefined, f: undefined, open: undefined, part: undefined });
}

function withoutEmpty(search: TableSearchChange): TableSearch {
  const kept = Object.entries(search).filter(
    ([, value]) => value !== undefined && value !== '' && value.length > 0,
  );
  return Object.fromEntries(kept) as TableSearch;
}

/** The query part of an address, with its question mark; members in a fixed order, `f` once a filter. */
export function searchToText(search: Readonly<Record<string, unknown>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (Array.isArray(value)) for (const each of value) parameters.append(name, String(each));
    else if (typeof value === 'string') parameters.append(name, value);
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

/** The other way: members that occur once as text, several times as a list. */
export function searchFromText(text: string): Record<string, string | string[]> {
  const raw: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const before = raw[name];
    if (before === undefined) raw[name] = value;
    else raw[name] = Array.isArray(before) ? [...before, value] : [before, value];
  }
  return raw;
}

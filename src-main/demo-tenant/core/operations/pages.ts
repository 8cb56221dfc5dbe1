import { badRequest } from '../api-failure.ts';
import {
  compareFields,
  compileConditions,
  parseConditions,
  type FieldKinds,
  type FieldValue,
} from '../filter-by.ts';
import type { OperationRequest } from '../operation.ts';

/** The window a list call asks for. */
export interface PageWindow {
  offset: number;
  limit: number;
}

/** Reads `offset` and `limit` (range already checked against the document). */
export function windowOf(request: OperationRequest, defaultLimit: number): PageWindow {
  return {
    offset: (request.query['offset'] as number | undefined) ?? 0,
    limit: (request.query['limit'] as number | undefined) ?? defaultLimit,
  };
}

/** A query parameter that is a text. */
export function textOf(request: OperationRequest, name: string): string | undefined {
  return request.query[name] as string | undefined;
}

/** A query parameter that is a list of texts. */
export function textsOf(request: OperationRequest, name: string): string[] {
  return (request.query[name] as string[] | undefined) ?? [];
}

/** How a small list, held as whole, is filtered, searched and sorted. */
export interface SmallList<R> {
  kinds: FieldKinds;
  read(record: R, field: string): FieldValue;
  searched: readonly string[];
}

/** Filters, searches and sorts a small list as its parameters say. */
export function narrow<R>(records: readonly R[], list: SmallList<R>, request: OperationRequest): R[] {
  const test = compileConditions(parseConditions(textsOf(request, 'filterBy')), list.kinds, list.read);
  const search = textOf(request, 'search')?.toLowerCase();
  const found = records.filter(
    (record) =>
      (test === undefined || test(record)) &&
      (search === undefined ||
        list.searched.some((field) =>
          String(list.read(record, field) ?? '')
            .toLowerCase()
            .includes(search),
        )),
  );
  const sortBy = textOf(request, 'sortBy');
  if (sortBy !== undefined) found.sort((a, b) => compareFields(list.read(a, sortBy), list.read(b, sortBy)));
  if (textOf(request, 'sortOrder') === 'desc') found.reverse();
  return found;
}

/** One page in the style `{<name>: [...], next?}`; `next` is absent at the end (behaviour 18). */
export function pageWithNext(
  name: string,
  records: readonly unknown[],
  window: PageWindow,
): Record<string, unknown> {
  const end = window.offset + window.limit;
  return {
    [name]: records.slice(window.offset, end),
    ...(end < records.length ? { next: end } : {}),
  };
}

/** Refuses a body that is not there. */
export function bodyOf<T>(request: OperationRequest): T {
  if (request.body === undefined || request.body === null) throw badRequest('A body is needed');
  return request.body as T;
}

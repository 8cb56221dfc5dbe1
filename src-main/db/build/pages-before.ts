import type { Database } from 'better-sqlite3';
import { type FactKind, factKinds } from '../../../src-shared/domain/sync-state.ts';

/** A page of the sweep that a mirror was built of. */
export interface PageBefore {
  /** See {@link hashPage}. */
  readonly hash: string;
  readonly rows: number;
  readonly rejected: number;
}

/** By kind and position, for the kinds that whole pages of a sweep say everything about. */
export type PagesBefore = ReadonlyMap<FactKind, ReadonlyMap<number, PageBefore>>;

/**
 * What a sweep of this tenant may be compared with; null where equal pages prove nothing, because acts of ours changed facts
 * since the mirror's pull, or it never had one.
 */
export function pagesBefore(database: Database, origin: string): PagesBefore | null {
  const state = database
    .prepare<[], { touched: number; asOf: string | null; origin: string | null }>(
      'SELECT touched, as_of AS asOf, origin FROM state',
    )
    .get();
  if (state === undefined || state.touched !== 0 || state.asOf === null || state.origin !== origin)
    return null;
  const pages = new Map(factKinds.map((kind) => [kind, new Map<number, PageBefore>()]));
  for (const { kind, position, ...page } of database
    .prepare<[], PageBefore & { kind: FactKind; position: number | null }>(
      'SELECT kind, position, hash, rows, rejected FROM pages',
    )
    .iterate()) {
    // Facts that no whole page of a sweep brought: its pages do not say everything.
    if (position === null) pages.delete(kind);
    else pages.get(kind)?.set(position, page);
  }
  return pages;
}

import type { Effect } from './effects.ts';
import type { Act, EndedRow } from './lines.ts';

/** All that is known of a profile at its end: what was told while it lived, what its ledger says, what its tenant did. */
export interface Evidence {
  /** In the order in which they were begun. */
  readonly acts: readonly Act[];
  readonly rows: readonly EndedRow[];
  /** Ids of credentials that the product says nobody was given. */
  readonly unhanded: ReadonlySet<string>;
  /** What the account did at the tenant. */
  readonly effects: readonly Effect[];
  /** Deletions, as resolved keys, whose thing the tenant still has. */
  readonly stillThere: ReadonlySet<string>;
}

/** The tenant's ids of what was made here. */
export function serverIdsIn(rows: readonly EndedRow[]): ReadonlyMap<string, string> {
  return new Map(
    rows.flatMap(({ makes, serverId }) => (makes === null || serverId === null ? [] : [[makes, serverId]])),
  );
}

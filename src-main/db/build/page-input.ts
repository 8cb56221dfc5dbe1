import type { FactKind } from '../../../src-shared/domain/sync-state.ts';
import { factKinds } from '../../../src-shared/domain/sync-state.ts';

/** A page of facts on its way into a mirror. */
export interface PageInput {
  readonly kind: FactKind;
  /** Offset of its first row in the sweep. */
  readonly position: number;
  /** Pages of this kind hold so many rows, the last one fewer. */
  readonly limit: number;
  readonly member: string | null;
  readonly bytes: Uint8Array;
}

/** What became of a page. */
export interface PageOutcome {
  readonly rows: number;
  /** Rows outside the tenant's own contract; counted and left out. */
  readonly rejected: number;
  readonly hash: string;
}

/** A page as it is stored: packed, with the fingerprint of what it was before. */
export interface StoredPage {
  readonly hash: string;
  readonly codec: number;
  readonly body: Uint8Array;
}

const pagesOfKind = 2 ** 20;

/** The number under which a page of a sweep is stored. */
export function pageIdOf(kind: FactKind, position: number, limit: number): number {
  return factKinds.indexOf(kind) * pagesOfKind + Math.floor(position / limit);
}

/** The number under which facts are stored that were kept from an earlier mirror. */
export function keptPageId(kind: FactKind, index: number): number {
  return (factKinds.length + factKinds.indexOf(kind)) * pagesOfKind + index;
}

/** Facts that an act of ours brought one by one are stored from here. */
export const singlePagesFrom = 2 * factKinds.length * pagesOfKind;

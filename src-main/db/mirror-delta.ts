import type { FactKind } from '../../src-shared/domain/sync-state.ts';

/** Moments of the tenant's clock, in milliseconds, up to which each of its feeds was read. */
export const cursorNames = ['updatedUsers', 'createdUsers', 'signedInUsers', 'rules', 'events'] as const;

/** See {@link cursorNames}. */
export type Cursors = Readonly<Record<(typeof cursorNames)[number], number>>;

/** The kinds that are small enough to be listed whole whenever one of them changed. */
export type ListedKind = Exclude<FactKind, 'users' | 'access-rules'>;

/** What a delta goes on from. */
export interface DeltaStart {
  /** The tenant that the mirror was pulled from. */
  readonly origin: string | null;
  readonly cursors: Cursors;
  /** When the small kinds, and when everything, was last read whole; milliseconds of our own clock. */
  readonly listedAt: number;
  readonly sweptAt: number;
  /** Users and rules of the tenant in the mirror. */
  readonly users: number;
  readonly rules: number;
  /** Facts of each small kind in the mirror. */
  readonly lists: Readonly<Record<ListedKind, number>>;
}

/** What has changed at the tenant, as it sent it. Facts that the mirror has already are no changes. */
export interface MirrorDelta {
  readonly users: readonly unknown[];
  /** Deleted ones too, with the time of their deletion. */
  readonly rules: readonly unknown[];
  /** Users that the tenant said it does not have any more. */
  readonly removedUserIds: readonly string[];
  /** Kinds that were listed whole. */
  readonly lists: readonly { readonly kind: ListedKind; readonly rows: readonly unknown[] }[];
  readonly cursors: Cursors;
  /** Absent unless all small kinds were listed. */
  readonly listedAt?: number;
  /** More may not vanish at once. */
  readonly mostRemoved: {
    readonly users: number;
    readonly rules: number;
    readonly lists: Readonly<Record<ListedKind, number>>;
  };
}

/** What became of a delta. */
export type DeltaEnd =
  | {
      readonly outcome: 'applied';
      readonly added: number;
      readonly changed: number;
      readonly removed: number;
      /** Users and rules of the tenant in the mirror now, and rules left out because they are being removed: what it counts. */
      readonly users: number;
      readonly rules: number;
      /** A role or place has another name now, which rules that were not read again still show. */
      readonly renamed: boolean;
    }
  | {
      readonly outcome: 'held';
      readonly kind: FactKind;
      readonly wouldRemove: number;
      readonly of: number;
    };

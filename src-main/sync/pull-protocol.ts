import type { FactKind } from '../../src-shared/domain/sync-state.ts';
import type { KindDifference } from '../db/build/compare.ts';
import type { PageOutcome } from '../db/build/page-input.ts';
import type { PageSeam } from './page-seam.ts';

/** How a pull's thread is started: which kinds it takes, and where its files are. */
export interface PullWorkerData {
  readonly kinds: readonly FactKind[];
  readonly buildPath: string;
  readonly logPath: string;
  readonly mirrorPath: string;
  readonly origin: string;
}

/** A page on its way to a pull's thread; `bytes` is transferred. */
export interface SentPage {
  readonly kind: FactKind;
  readonly position: number;
  readonly limit: number;
  readonly member: string | null;
  readonly bytes: ArrayBuffer;
  /** Where it meets its neighbours. */
  readonly seam: PageSeam;
  /** Takes the place of an earlier reading; stored by `settle`. */
  readonly later: boolean;
}

/** A page that was found to be, byte for byte, that of the mirror before. */
export interface SamePage extends Omit<SentPage, 'bytes' | 'later'>, PageOutcome {}

/** What an unfinished pull has left. */
export interface LeftOver {
  readonly run: { readonly origin: string; readonly startedAt: number } | null;
  readonly counts: readonly { readonly kind: FactKind; readonly count: number | null }[];
}

/** A page that was taken up again from the log. */
export interface RetakenPage {
  readonly position: number;
  readonly rows: number;
  readonly rejected: number;
  readonly seam: PageSeam;
}

/** What can be asked of a pull's thread. */
export interface PullMethods {
  leftOver(): LeftOver;
  /** Begins a run, going on with the log or with an empty one. */
  begin(run: { readonly startedAt: number; readonly resume: boolean }): null;
  count(kind: FactKind, count: number | null): null;
  /** Takes up a kind's pages from the log. */
  retake(kind: FactKind, limit: number): readonly RetakenPage[];
  take(page: SentPage): PageOutcome & { readonly differs: boolean };
  /** Takes pages that need no reading. */
  takeSame(pages: readonly SamePage[]): null;
  settle(kind: FactKind, positions: readonly number[]): null;
  clear(kind: FactKind): null;
  tally(kind: FactKind): { readonly rows: number; readonly distinct: number; readonly rejected: number };
  keep(kind: FactKind, which: 'everything' | 'missing'): number;
  isUnchanged(): boolean;
  completeUsers(): null;
  finishPart(): string;
  finishWhole(
    rulesPath: string,
    asOf: string | null,
  ): { readonly path: string; readonly differences: readonly KindDifference[] };
  /** Ends the thread; the log stays when the pull may be gone on with. */
  close(keepLog: boolean): null;
}

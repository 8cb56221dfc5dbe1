import type { ChangeClass, HistoryLine, HistoryMoment, Stretch } from '../../../src-shared/domain/history.ts';
import type { HistoryReport } from '../../../src-shared/domain/recovery.ts';
import type { ThreadAnswer } from '../thread-calls.ts';
import type { ThreadFailure } from '../thread-failure.ts';
import type { KeptEvent } from './event-book.ts';
import type { HistoryOpening } from './history-file.ts';
import type { LifeEntry, Whose } from './history-store.ts';
import type { Look, LookEnd } from './write-look.ts';

/** How the history's thread is started. */
export interface HistoryWorkerData extends HistoryOpening {
  readonly path: string;
  readonly mirrorPath: string;
}

/** A part of a comparison. */
export interface ComparisonPart {
  readonly from: HistoryMoment;
  readonly to: HistoryMoment;
  readonly lines: readonly HistoryLine[];
  /** Lines that match, and of each class whatever is asked for. */
  readonly total: number;
  readonly counts: Readonly<Partial<Record<ChangeClass, number>>>;
  /** See {@link DescribedDifferences}. */
  readonly quiet: number;
}

/** Which part of a comparison. */
export interface ComparisonQuestion {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
  readonly limit: number;
  /** Only these classes; empty = all. */
  readonly classes: readonly ChangeClass[];
  /** A text in the name or what happened, whatever the case; empty = all. */
  readonly search: string;
}

/** What can be asked of a history. All reject with `storage` RolebookErrors on trouble. */
export interface History {
  /** Compares the mirror with what is held; see docs/history.md. */
  record(look: Look): Promise<LookEnd>;
  moments(): Promise<readonly HistoryMoment[]>;
  compare(question: ComparisonQuestion): Promise<ComparisonPart>;
  life(whose: Whose): Promise<readonly LifeEntry[]>;
  /** E-mails whose user was deleted and has not come again, in small letters. */
  departed(): Promise<readonly string[]>;
  name(moment: number, name: string, now: number): Promise<void>;
  unname(name: string): Promise<void>;
  keepEvents(events: readonly KeptEvent[], read: Stretch): Promise<void>;
  eventReads(): Promise<readonly Stretch[]>;
  /** Builds a mirror of a moment at this path. */
  build(moment: number, path: string): Promise<void>;
  close(): Promise<void>;
}

/** What the history's thread says. */
export type HistoryMessage =
  | { readonly type: 'open'; readonly begunAnew: HistoryReport | null }
  | ({ readonly type: 'failed' } & ThreadFailure)
  | { readonly type: 'answer'; readonly answer: ThreadAnswer };

import type { AccessQuestions } from '../../src-shared/access/ask-access.ts';
import type { ViewName } from '../../src-shared/views/view-query.ts';
import type { PagesBefore } from './build/pages-before.ts';
import type { Mirror, MirrorInfo } from './mirror.ts';
import type { DeltaEnd, DeltaStart, MirrorDelta } from './mirror-delta.ts';
import type { ThreadAnswer } from './thread-calls.ts';
import type { ThreadFailure } from './thread-failure.ts';

/** How the mirror's thread is started. */
export interface MirrorWorkerData {
  readonly path: string;
  /** The moment it was started, for the name of a folder in case the file is damaged. */
  readonly now: string;
}

type Asynchronous = Omit<Mirror, 'onChanged' | 'close' | 'window' | 'apply' | 'access'>;

type AccessMethods = {
  readonly [Name in keyof AccessQuestions as `access.${Name}`]: AccessQuestions[Name];
};

/** What can be asked of the mirror's thread: the mirror's own methods, and what a pull needs. */
export type MirrorMethods = AccessMethods & {
  readonly [Name in keyof Asynchronous]: Asynchronous[Name];
} & {
  window(request: Parameters<Mirror['window']>[0], now: number): ReturnType<Mirror['window']>;
  apply(change: Parameters<Mirror['apply']>[0], now: number): ReturnType<Mirror['apply']>;
  pagesBefore(origin: string): Promise<PagesBefore | null>;
  beginRebuild(): Promise<void>;
  endRebuild(): Promise<void>;
  markFresh(asOf: string): Promise<void>;
  /** Takes a built file; resolves when the windows show it. */
  swapIn(builtPath: string): Promise<MirrorInfo>;
  beginDelta(): Promise<DeltaStart | null>;
  knownUsers(ids: readonly string[]): Promise<readonly string[]>;
  applyDelta(delta: MirrorDelta): Promise<DeltaEnd>;
  startCursors(took: number, now: number): Promise<void>;
  setDeparted(emails: readonly string[]): Promise<void>;
  close(): Promise<void>;
};

/** What the mirror's thread says: it is open, an answer, or that facts have changed. */
export type MirrorMessage =
  | { readonly type: 'open' }
  | ({ readonly type: 'failed' } & ThreadFailure)
  | { readonly type: 'answer'; readonly answer: ThreadAnswer }
  | { readonly type: 'changed'; readonly revision: number; readonly views: readonly ViewName[] };

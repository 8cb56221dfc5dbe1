import type { Change, ResolutionChoice } from '../../../src-shared/domain/change.ts';
import type { OutboxCommit } from '../../db/outbox.ts';
import type { EditedRole } from './choices.ts';

/** How a push ended. */
export interface PushRun {
  readonly startedAt: string;
  readonly endedAt: string;
  readonly requests: number;
  readonly bytes: number;
  readonly done: number;
  /** Changes that now need the user: conflicts, refusals, blocked ones. */
  readonly stuck: number;
}

/** What is kept of changes that are taken back. */
export interface TakenBackAs {
  /** What the journal calls it; else `discard`. */
  readonly why?: string | undefined;
  /** That they made way for what is saved with it: others instead, or what they had themselves replaced. */
  readonly how?: 'replaced' | 'undone';
  /** What takes the place of which: ids of what is saved, by the id of what is taken back. */
  readonly places?: ReadonlyMap<string, readonly string[]>;
}

/**
 * Sends the outbox to the tenant: each change once, in order where order matters, several at a time where not. Only one
 * push works at a time; asking again joins it. Nothing it meets ends it but a lost connection or a refused sign-in.
 */
export interface Push {
  /** Something may be ready: starts a push if none runs and automatic sending is on. Never rejects. */
  kick(): void;
  /**
   * Sends these (null = all that may go) and resolves when each of them has ended, needs the user, or cannot go on for
   * now. Rejects only with the RolebookError that keeps all of them at home, e.g. `offline`.
   */
  drain(options: { readonly ids: readonly string[] | null; readonly signal: AbortSignal }): Promise<PushRun>;
  /**
   * Takes back changes that are not on the wire, with what waits for them, and saves what takes their place in the same
   * commit. Answers all that were added and cancelled.
   */
  discard(ids: readonly string[], saving?: OutboxCommit, told?: TakenBackAs): readonly Change[];
  /** Answers a conflict, an unknown outcome or a refusal; throws `input` for a choice that is not offered. */
  resolve(
    id: string,
    choice: ResolutionChoice,
    edit: {
      readonly email?: string | undefined;
      readonly name?: string | undefined;
      readonly role?: EditedRole | undefined;
      /** What issues a secret waits until somebody sends it who is there to receive it. */
      readonly secretsWait?: boolean;
    },
  ): readonly Change[];
  /** When something is tried next by itself, in RFC 3339 UTC, and why it waits; null when nothing waits for time. */
  next(): { readonly at: string; readonly why: string } | null;
  isRunning(): boolean;
  /** Lets what is on the wire end, starts nothing new. */
  stop(): Promise<void>;
}

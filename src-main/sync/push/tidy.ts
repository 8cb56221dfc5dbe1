import type { Change } from '../../../src-shared/domain/change.ts';
import type { ChangeStep, OutboxCommit } from '../../db/outbox.ts';
import { takenBack } from './choices.ts';
import { choiceRow } from './journal-rows.ts';
import { mirrorFacts } from './mirror-facts.ts';
import type { NoteQueue } from './note-queue.ts';
import type { OpenChanges } from './open-changes.ts';
import { resultOf } from './outcome.ts';
import type { PushDeps } from './push-deps.ts';
import { recovered } from './recover.ts';
import { resolveIds } from './resolve-ids.ts';
import { squash } from './squash.ts';

/** What {@link tidy} works on. */
export interface TidyDeps {
  readonly deps: Pick<PushDeps, 'outbox' | 'actor'>;
  readonly notes: NoteQueue;
  open(): OpenChanges;
  commit(commit: OutboxCommit): readonly Change[];
  isInFlight(id: string): boolean;
}

/** What the same commit saves in the place of changes that are taken back. */
export interface Instead {
  /** `replaced` others are wanted now · `undone` what they had replaced comes back. */
  readonly how: 'replaced' | 'undone';
  /** Ids of what is saved. */
  readonly ids: readonly string[];
  /** The changes that make way for it; what only goes with them does not come back with them. */
  readonly of: (change: Change) => boolean;
}

function madeWay(change: Change, instead: Instead | null): ChangeStep {
  const step = takenBack(change);
  if (instead === null || !instead.of(change)) return step;
  const result = resultOf(instead.how, { madeWay: { for: [...instead.ids], was: change.state } });
  return { ...step, patch: { ...step.patch, result } };
}

/** The commit that takes changes back, and says why in the journal. */
export function cancelling(
  changes: readonly Change[],
  actor: string,
  why: string,
  instead: Instead | null = null,
): OutboxCommit {
  return {
    steps: changes.map((change) => madeWay(change, instead)),
    journal: changes.map((change) => choiceRow(actor, change, why, 'cancelled')),
  };
}

/**
 * Puts right what an earlier run left behind, without a network: what was interrupted while it was sent is open now (I5), what
 * comes to nothing goes, and what is done but not in the mirror goes there again.
 */
export function tidy({ deps, notes, open, commit, isInFlight }: TidyDeps): void {
  const idle = (): Change[] => [...open().inOrder()].filter(({ id }) => !isInFlight(id));
  const interrupted = recovered(idle(), deps.actor());
  if (interrupted !== null) commit(interrupted);
  const nothing = squash(idle(), deps.outbox.get).flatMap((id) => open().get(id) ?? []);
  if (nothing.length > 0) commit(cancelling(nothing, deps.actor(), 'squashed'));
  noteDone(deps, notes);
}

/** Brings what is done, and not in the mirror or on its way there, into the mirror. */
export function noteDone({ outbox }: Pick<PushDeps, 'outbox'>, notes: NoteQueue): void {
  const find = (id: string): Change | null => outbox.get(id);
  for (const change of outbox.unnoted()) {
    if (notes.has(change.id)) continue;
    notes.add(change.id, mirrorFacts(change, resolveIds(change, find) ?? change.edit));
  }
}

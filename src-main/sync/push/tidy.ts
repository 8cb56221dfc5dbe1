import type { Change } from '../../../src-shared/domain/change.ts';
import type { ChangeStep, NewChange, OutboxCommit } from '../../db/outbox.ts';
import { takenBack } from './choices.ts';
import { choiceRow } from './journal-rows.ts';
import { mirrorFacts } from './mirror-facts.ts';
import type { NoteQueue } from './note-queue.ts';
import type { OpenChanges } from './open-changes.ts';
import { resultOf } from './outcome.ts';
import type { PushDeps } from './push-deps.ts';
import type { TakenBackAs } from './push.ts';
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
  /** The set that is saved. */
  readonly set: string;
  /** Ids of what takes the place of a change; null where it does not make way but only goes with others. */
  readonly of: (change: Change) => readonly string[] | null;
}

function madeWay(change: Change, instead: Instead | null): ChangeStep {
  const step = takenBack(change);
  const places = instead?.of(change) ?? null;
  if (instead === null || places === null) return step;
  const result = resultOf(instead.how, {
    madeWay: { for: [...places], set: instead.set, was: change.state },
  });
  return { ...step, patch: { ...step.patch, result } };
}

/**
 * What takes the place of each that goes. Where others are saved instead, what waited for it and has none of its own stands with
 * what it waited for: it goes to the same. Where it is undone, what only goes with it makes no way. `going`: what is needed
 * before what needs it.
 */
export function insteadFor(
  going: readonly Change[],
  { how, places = new Map() }: TakenBackAs,
  ids: readonly string[],
  [first]: readonly NewChange[],
): Instead | null {
  if (how === undefined || first === undefined) return null;
  const found = new Map<string, readonly string[]>();
  const named = new Set(ids);
  for (const { id, dependsOn } of going) {
    if (how === 'undone' && !named.has(id)) continue;
    const needed = how === 'replaced' ? dependsOn : [];
    found.set(id, places.get(id) ?? needed.map((parent) => found.get(parent)).find(Boolean) ?? []);
  }
  return { how, set: first.groupId, of: ({ id }) => found.get(id) ?? null };
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

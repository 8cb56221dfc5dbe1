import { secretKinds } from '../../../src-shared/domain/change.ts';
import type { Change } from '../../../src-shared/domain/change.ts';
import type { OutboxCommit } from '../../db/outbox.ts';
import { answer } from './choices.ts';
import { droppable } from './discard.ts';
import { drainTargets } from './drain-targets.ts';
import type { NoteQueue } from './note-queue.ts';
import type { OpenChanges } from './open-changes.ts';
import type { PushDeps } from './push-deps.ts';
import { closing, unknownChange } from './push-errors.ts';
import type { Push } from './push.ts';
import type { Reconnect } from './reconnect.ts';
import { cancelling, insteadFor, noteDone } from './tidy.ts';
import type { Waiters } from './waiters.ts';

/** What {@link createAsked} needs of the push. */
export interface AskedDeps {
  readonly deps: Pick<PushDeps, 'outbox' | 'actor' | 'random'>;
  readonly notes: NoteQueue;
  readonly waiters: Pick<Waiters, 'wait'>;
  /** Let go by the user, whatever the settings say, until they end. */
  readonly released: Set<string>;
  readonly reconnect: Pick<Reconnect, 'arrived'>;
  /** The index as it stands. */
  open(): OpenChanges;
  /** Somebody may have written to the outbox since: the index is made anew when it is asked. */
  lookAnew(): void;
  commit(commit: OutboxCommit): readonly Change[];
  /** There may be more to send, or less. */
  stir(): void;
  isStopped(): boolean;
}

/** What is asked of a push from outside: to send, to take back, to settle. Nothing in it talks to the tenant. */
export function createAsked(parts: AskedDeps): Pick<Push, 'kick' | 'drain' | 'discard' | 'resolve'> {
  const { deps, notes, waiters, released, reconnect, open, lookAnew, commit, stir, isStopped } = parts;
  return {
    kick() {
      if (isStopped()) return;
      reconnect.arrived();
      stir();
    },

    async drain({ ids, signal }) {
      if (isStopped()) throw closing();
      signal.throwIfAborted();
      lookAnew();
      const targets = drainTargets(ids, deps.outbox.open());
      const staged = targets.filter(({ state, held }) => held && state === 'pending');
      if (staged.length > 0)
        commit({ steps: staged.map(({ id }) => ({ id, from: ['pending'], patch: { held: false } })) });
      const wanted = targets.map(({ id }) => id);
      for (const id of wanted) released.add(id);
      const ended = waiters.wait(wanted, signal);
      reconnect.arrived();
      stir();
      return await ended;
    },

    discard(ids, saving = {}, told = {}) {
      lookAnew();
      const { add = [] } = saving;
      const going = droppable(ids, open());
      if (going.length === 0 && add.length === 0) return [];
      const instead = insteadFor(going, told, ids, add);
      const { steps = [], journal = [] } = cancelling(going, deps.actor(), told.why ?? 'discard', instead);
      return commit({
        ...saving,
        steps: [...steps, ...(saving.steps ?? [])],
        journal: [...journal, ...(saving.journal ?? [])],
      });
    },

    resolve(id, choice, { email, name, role, secretsWait = false }) {
      lookAnew();
      const change = deps.outbox.get(id);
      if (change === null) throw unknownChange();
      const newId = (): string => deps.random.uuid();
      const context = { open: open(), actor: deps.actor(), newId, email, name, role };
      const moved = commit(answer(change, choice, context));
      for (const one of moved) {
        const waits = role?.held === true || (secretsWait && secretKinds.has(one.edit.kind));
        const goes = one.state === 'pending' && !waits;
        if (goes || one.state === 'unknown') released.add(one.id);
      }
      // A run that is under way has looked for these already.
      if (moved.some(({ state }) => state === 'done')) noteDone(deps, notes);
      if (!isStopped()) stir();
      return moved;
    },
  };
}

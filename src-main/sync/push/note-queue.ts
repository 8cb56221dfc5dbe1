import { toErrorBody } from '../../../src-shared/errors/to-error-body.ts';
import type { MirrorChange } from '../../db/mirror.ts';
import { type GrowingChange, growingChange, isEmpty, takeIn } from './mirror-facts.ts';
import type { PushDeps } from './push-deps.ts';
import type { Wire } from './wire.ts';

interface Note {
  readonly ids: readonly string[];
  readonly change: MirrorChange;
}

/** Brings facts into the mirror behind the push, one commit at a time, as much in each as has come together. */
export interface NoteQueue {
  /** `id` of the change that is done, or null for facts that were only met on the way. */
  add(id: string | null, change: MirrorChange): void;
  /** Whether a change waits here already. */
  has(id: string): boolean;
  /** Resolves when everything added so far was tried. Never rejects. */
  idle(): Promise<void>;
}

/**
 * While there is more to send, the first facts wait so long for others, and between two commits of the mirror it has this many
 * times as long for other work as the last one took: facts that wait go together then. Nobody waits at the end.
 */
const gatherMs = 1000;
const restFactor = 10;
const longestRestMs = 2000;
const longestRetryMs = 5 * 60_000;

/**
 * Makes a {@link NoteQueue}. What the mirror cannot take (a full disk) keeps its place before what comes later, so that
 * nothing older is ever written over it; it is tried again after a while, and with whatever comes next.
 */
export function createNoteQueue(
  deps: Pick<PushDeps, 'outbox' | 'mirror' | 'log' | 'clock'>,
  wire: Pick<Wire, 'waiting'>,
): NoteQueue {
  let waiting: Note[] = [];
  const known = new Set<string>();
  let working: Promise<void> | null = null;
  let failures = 0;
  let undoRetry = (): void => {};
  /** How many wait for the end, and what ends a rest. */
  let hurried = 0;
  let hurry = (): void => {};

  /** Whether nothing more has to be done about it. */
  async function note({ ids, change }: Note): Promise<boolean> {
    try {
      await deps.mirror.note(change, ids);
      if (ids.length > 0) deps.outbox.markNoted(ids);
      failures = 0;
    } catch (error) {
      const { reason } = toErrorBody(error);
      deps.log.warn('push.facts-not-noted', { reason, changes: ids.length });
      // Closed: the next start finds them unnoted in the outbox. What nobody can read must not hold up what comes later.
      if (reason !== 'mirror-stopped' && reason !== 'outside-contract') return false;
    }
    for (const id of ids) known.delete(id);
    return true;
  }

  /** Writes in order what has come together; answers what is left when the mirror cannot take it now. */
  async function noteAll(notes: readonly Note[]): Promise<readonly Note[]> {
    for (const [at, one] of notes.entries()) if (!(await note(one))) return notes.slice(at);
    return [];
  }

  async function work(): Promise<void> {
    undoRetry();
    // Whatever happens in this turn of the loop goes together, at the least.
    await Promise.resolve();
    if (wire.waiting() > 0) await rest(gatherMs);
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      const started = deps.clock.monotonic();
      const left = await noteAll(inFew(batch));
      if (left.length > 0) {
        waiting = [...left, ...waiting];
        failures += 1;
        undoRetry = deps.clock.after(Math.min(longestRetryMs, 2_000 * 2 ** failures), start);
        break;
      }
      await rest(Math.min(longestRestMs, (deps.clock.monotonic() - started) * restFactor));
    }
    working = null;
  }

  function start(): void {
    working ??= work();
  }

  async function rest(milliseconds: number): Promise<void> {
    if (milliseconds <= 0 || hurried > 0) return;
    await new Promise<void>((resolve) => {
      const undo = deps.clock.after(milliseconds, resolve);
      hurry = () => {
        undo();
        resolve();
      };
    });
    hurry = () => {};
  }

  async function done(): Promise<void> {
    const current = working;
    if (current === null) return;
    await current;
    await done();
  }

  async function idle(): Promise<void> {
    hurried += 1;
    hurry();
    await done();
    hurried -= 1;
  }

  return {
    add(id, change) {
      if (id === null && isEmpty(change)) return;
      if (id !== null) known.add(id);
      waiting.push({ ids: id === null ? [] : [id], change });
      start();
    },
    has: (id) => known.has(id),
    idle,
  };
}

/** As few as possible; as they are where one of them cannot be read. */
function inFew(notes: readonly Note[]): readonly Note[] {
  try {
    return together(notes);
  } catch {
    return notes;
  }
}

/** Neighbours as one where their order does not matter. */
function together(notes: readonly Note[]): readonly Note[] {
  if (notes.length < 2) return notes;
  const grown: { readonly ids: string[]; readonly change: GrowingChange }[] = [];
  for (const { ids, change } of notes) {
    const last = grown.at(-1);
    if (last !== undefined && takeIn(last.change, change)) {
      last.ids.push(...ids);
      continue;
    }
    const next = { ids: [...ids], change: growingChange() };
    takeIn(next.change, change);
    grown.push(next);
  }
  return grown;
}

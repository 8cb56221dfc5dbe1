import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { Seeded } from '../world/seeded.ts';
import type { VirtualTime } from '../world/virtual-time.ts';
import { type StorePart, storeFailure, type StoreTrouble } from './local-trouble.ts';

/** Thrown out of a port when the program ends inside it. Nothing of the program runs on after it that anybody could see. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/** Stands between one start of the app and everything outside it: ends the program at any call, fails writes once. */
export interface Gate {
  readonly alive: () => boolean;
  /** Ends the program now. */
  kill(): void;
  /** Ends it at the so-manieth call from now, before or after its effect. */
  killAfter(calls: number, after: boolean): void;
  /** What was to go wrong does not. */
  spare(): void;
  /** The next write to this part finds the disk full. */
  failNext(part: StorePart): void;
  /** A call that answers at once. */
  now<Value>(name: string, run: () => Value): Value;
  /** A call to another thread (or to the system): answered later, in the order of asking. */
  later<Value>(name: string, run: () => Value): Promise<Value>;
  /** How many calls there were. */
  readonly calls: () => number;
}

const never = <Value>(): Promise<Value> => new Promise(() => {});

const diskFull = (): RolebookError =>
  new RolebookError({
    kind: 'storage',
    origin: 'db',
    reason: 'disk-full',
    retryable: true,
    message: 'The disk is full.',
  });

/** Ports whose calls write, by the part they write to. */
function partOf(name: string): StorePart | null {
  if (/^(outbox\.(commit|markNoted)|journal\.append|syncRuns\.add)$/.test(name)) return 'ledger';
  return name === 'mirror.apply' ? 'mirror' : null;
}

/** Further calls that write. */
const otherPartOf = (name: string): StorePart | null =>
  /^mirror\.(applyDelta|markFresh|swapIn|startCursors)$/.test(name) ? 'mirror' : null;

/** Makes a gate; `onKill` hears of the end once. */
export function createGate(parts: {
  /** What is wrong with the files of this computer now. */
  readonly stores: ReadonlyMap<StorePart, StoreTrouble>;
  /** Such a trouble was met. */
  readonly onTrouble: (part: StorePart, trouble: StoreTrouble) => void;
  readonly time: VirtualTime;
  readonly rng: Seeded;
  readonly onKill: () => void;
  /** Another thread threw what is no error of ours. */
  readonly onBug: (where: string, thrown: unknown) => void;
}): Gate {
  let dead = false;
  let calls = 0;
  let doom: { at: number; after: boolean } | null = null;
  const queues = new Map<string, (() => void)[]>();
  const full = new Set<StorePart>();

  const kill = (): void => {
    if (dead) return;
    dead = true;
    parts.onKill();
  };

  const now: Gate['now'] = (name, run) => {
    if (dead) throw new Crash(name);
    calls += 1;
    const last = doom !== null && calls >= doom.at;
    if (last && doom?.after === false) {
      kill();
      throw new Crash(name);
    }
    const part = partOf(name);
    if (part !== null && full.delete(part)) throw diskFull();
    const written = part ?? otherPartOf(name);
    const trouble = written === null ? undefined : parts.stores.get(written);
    if (written !== null && trouble !== undefined) {
      parts.onTrouble(written, trouble);
      throw storeFailure(trouble);
    }
    const value = run();
    if (last) {
      kill();
      throw new Crash(name);
    }
    return value;
  };

  return {
    alive: () => !dead,
    kill,
    killAfter(more, after) {
      doom = { at: calls + more, after };
    },
    spare() {
      doom = null;
      full.clear();
    },
    failNext: (part) => void full.add(part),
    now,
    later(name, run) {
      if (dead) return never();
      const thread = name.slice(0, name.indexOf('.'));
      const queue = queues.get(thread) ?? [];
      queues.set(thread, queue);
      return new Promise((resolve, reject) => {
        queue.push(() => {
          try {
            const value = now(name, run);
            if (!dead) resolve(value);
          } catch (thrown) {
            if (thrown instanceof Crash) return;
            if (!(thrown instanceof RolebookError)) parts.onBug(name, thrown);
            reject(thrown);
          }
        });
        // Work in another thread takes a moment, and others may come first; among themselves they keep their order.
        parts.time.after(parts.rng.below(4), () => queue.shift()?.());
      });
    },
    calls: () => calls,
  };
}

/** An object whose every method goes through the gate and answers at once. */
export function guarded<Target extends object>(gate: Gate, name: string, target: Target): Target {
  return new Proxy(target, {
    get(from, member) {
      const value: unknown = Reflect.get(from, member);
      if (typeof value !== 'function') return value;
      return (...input: unknown[]): unknown =>
        gate.now(`${name}.${String(member)}`, () => Reflect.apply(value, from, input) as unknown);
    },
  });
}

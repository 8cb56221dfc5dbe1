import { Worker } from 'node:worker_threads';
import { addTo, type Counters, createCounters } from '../world/counters.ts';
import { latestEdition } from '../plan/edition.ts';
import type { Amplified } from '../live-plan.ts';
import type { SeedAnswer, SeedQuestion } from './seed-protocol.ts';

/** What many worlds came to. */
export interface SeedRun {
  seeds: number;
  readonly found: SeedAnswer['found'][number][];
  readonly counters: Counters;
  /** Worlds whose requests were held against those that are needed (I13). */
  readonly amplified: Amplified[];
  /** What happened in each world, when that was asked for. */
  readonly digests: Map<number, string>;
  readonly milliseconds: number;
}

/** Which worlds, and when to stop. */
export interface SeedOrder extends Partial<Omit<SeedQuestion, 'seeds'>> {
  /** The seeds, or the first of `count` in a row. */
  readonly from: number | readonly number[];
  readonly count: number;
  /** Stops after so long, whatever is left. */
  readonly milliseconds?: number;
  /** Stops after so many violations. */
  readonly atMost?: number;
  /** Stops when it says so: what was begun is lived through to its end. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (run: SeedRun) => void;
}

const batch = 8;

/** Threads in which worlds are lived through; starting them is what takes long. */
export interface SeedThreads {
  /** The result does not depend on how many threads there are. One order at a time. */
  run(order: SeedOrder): Promise<SeedRun>;
  close(): Promise<void>;
}

/** Starts them. */
export function openSeedThreads(threads: number): SeedThreads {
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL('seed-worker.ts', import.meta.url)),
  );
  return {
    async run(order) {
      const started = performance.now();
      const passed = (): number => performance.now() - started;
      const counters = createCounters();
      const run = {
        seeds: 0,
        found: [] as SeedRun['found'],
        counters,
        amplified: [] as Amplified[],
        digests: new Map<number, string>(),
      };
      const { from, count, mutant = null, focused = false, edition = latestEdition, aim = null } = order;
      const { digests = false } = order;
      const seedAt = (n: number): number => (typeof from === 'number' ? from + n : (from[n] ?? 0));
      let next = 0;
      const stops = (): boolean =>
        next >= count ||
        order.signal?.aborted === true ||
        passed() > (order.milliseconds ?? Number.POSITIVE_INFINITY) ||
        run.found.length >= (order.atMost ?? Number.POSITIVE_INFINITY);
      const work = async (worker: Worker): Promise<void> => {
        while (!stops()) {
          const seeds = Array.from({ length: Math.min(batch, count - next) }, (_, n) => seedAt(next + n));
          next += seeds.length;
          const answer = await ask(worker, { seeds, mutant, focused, edition, aim, digests });
          run.seeds += answer.seeds;
          run.found.push(...answer.found);
          run.amplified.push(...answer.amplified);
          for (const [seed, digest] of answer.digests) run.digests.set(seed, digest);
          addTo(counters, answer.counters);
          order.onProgress?.({ ...run, milliseconds: passed() });
        }
      };
      await Promise.all(workers.map(work));
      run.found.sort((one, other) => one.seed - other.seed);
      return { ...run, milliseconds: passed() };
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** Lives through worlds in threads of their own. */
export async function runSeeds({
  workers,
  ...order
}: SeedOrder & { readonly workers: number }): Promise<SeedRun> {
  const threads = openSeedThreads(workers);
  try {
    return await threads.run(order);
  } finally {
    await threads.close();
  }
}

function ask(worker: Worker, question: SeedQuestion): Promise<SeedAnswer> {
  return new Promise((resolve, reject) => {
    const undo = (): void => {
      worker.off('message', answered);
      worker.off('error', failed);
    };
    const answered = (answer: SeedAnswer): void => {
      undo();
      resolve(answer);
    };
    const failed = (error: Error): void => {
      undo();
      reject(error);
    };
    worker.on('message', answered);
    worker.on('error', failed);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage(question);
  });
}

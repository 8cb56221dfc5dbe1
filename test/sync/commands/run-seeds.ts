import { Worker } from 'node:worker_threads';
import { addTo, type Counters, createCounters } from '../world/counters.ts';
import type { SeedAnswer, SeedQuestion, SeedWorkerData } from './seed-protocol.ts';

/** What many worlds came to. */
export interface SeedRun {
  seeds: number;
  readonly found: SeedAnswer['found'][number][];
  readonly counters: Counters;
  readonly milliseconds: number;
}

/** Which worlds, and when to stop. */
export interface SeedOrder extends Partial<SeedWorkerData> {
  /** The seeds, or the first of `count` in a row. */
  readonly from: number | readonly number[];
  readonly count: number;
  readonly workers: number;
  /** Stops after so long, whatever is left. */
  readonly milliseconds?: number;
  /** Stops after so many violations. */
  readonly atMost?: number;
  readonly onProgress?: (run: SeedRun) => void;
}

const batch = 8;

/** Lives through worlds in threads. The result does not depend on how many there are. */
export async function runSeeds(order: SeedOrder): Promise<SeedRun> {
  const started = performance.now();
  const passed = (): number => performance.now() - started;
  const counters = createCounters();
  const run = { seeds: 0, found: [] as SeedRun['found'], counters };
  const { from, count } = order;
  const seedAt = (n: number): number => (typeof from === 'number' ? from + n : (from[n] ?? 0));
  let next = 0;
  const workerData: SeedWorkerData = { mutant: order.mutant ?? null, focused: order.focused ?? false };
  const stops = (): boolean =>
    next >= count ||
    passed() > (order.milliseconds ?? Number.POSITIVE_INFINITY) ||
    run.found.length >= (order.atMost ?? Number.POSITIVE_INFINITY);

  const thread = async (): Promise<void> => {
    const worker = new Worker(new URL('seed-worker.ts', import.meta.url), { workerData });
    try {
      while (!stops()) {
        const seeds = Array.from({ length: Math.min(batch, count - next) }, (_, n) => seedAt(next + n));
        next += seeds.length;
        const answer = await ask(worker, { seeds });
        run.seeds += answer.seeds;
        run.found.push(...answer.found);
        addTo(counters, answer.counters);
        order.onProgress?.({ ...run, milliseconds: passed() });
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: order.workers }, thread));
  run.found.sort((one, other) => one.seed - other.seed);
  return { ...run, milliseconds: passed() };
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

import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { type ThreadAnswer, type ThreadCalls, createThreadCalls } from '../db/thread-calls.ts';
import type { Log } from '../log/log.ts';
import type { PullMethods, PullWorkerData } from './pull-protocol.ts';

/** A pull's thread, seen from outside. A failed call rejects with a RolebookError. */
export interface PullThread {
  readonly ask: ThreadCalls<PullMethods>['ask'];
  /** Whether an unfinished pull may have left something to go on with. */
  readonly mayGoOn: boolean;
  /** Ends the thread when it has not ended itself. */
  end(): Promise<void>;
}

/** A page is parsed in the young generation; a small one keeps the thread's memory near what it holds. */
const resourceLimits = { maxYoungGenerationSizeMb: 24 };

/** Starts a thread of a pull. */
export function startPullThread(workerUrl: URL, workerData: PullWorkerData, log: Log): PullThread {
  const mayGoOn = existsSync(workerData.logPath);
  const worker = new Worker(workerUrl, { workerData, name: 'pull', resourceLimits });
  const { ask, settle, giveUp } = createThreadCalls<PullMethods>(worker, (trace) =>
    log.error('pull.thread-failed', { trace }),
  );
  worker.on('message', (answer: ThreadAnswer) => settle(answer));
  worker.on('error', (error: Error) => giveUp(error));
  worker.on('exit', () => giveUp(new Error('the thread of a pull has ended')));
  return {
    ask,
    mayGoOn,
    async end() {
      await worker.terminate();
    },
  };
}

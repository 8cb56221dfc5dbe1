import { Worker } from 'node:worker_threads';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { Log } from '../log/log.ts';
import type { PullAnswer, PullMethods, PullQuestion, PullWorkerData } from './pull-protocol.ts';

type Asked<Method extends keyof PullMethods> = Promise<ReturnType<PullMethods[Method]>>;

/** A pull's thread, seen from outside. A failed call rejects with a RolebookError. */
export interface PullThread {
  ask<Method extends keyof PullMethods>(
    method: Method,
    input: Parameters<PullMethods[Method]>,
    transfer?: readonly ArrayBuffer[],
  ): Asked<Method>;
  /** Ends the thread when it has not ended itself. */
  end(): Promise<void>;
}

/** A page is parsed in the young generation; a small one keeps the thread's memory near what it holds. */
const resourceLimits = { maxYoungGenerationSizeMb: 16 };

/** Starts a thread of a pull. */
export function startPullThread(workerUrl: URL, workerData: PullWorkerData, log: Log): PullThread {
  const worker = new Worker(workerUrl, { workerData, name: 'pull', resourceLimits });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let asked = 0;
  let ended: Error | null = null;
  const giveUp = (error: Error): void => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  worker.on('message', (answer: PullAnswer) => {
    const asker = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.ok) asker?.resolve(answer.value);
    else {
      if (answer.trace !== null) log.error('pull.thread-failed', { trace: answer.trace });
      asker?.reject(new RolebookError(answer.error));
    }
  });
  worker.on('error', giveUp);
  worker.on('exit', () => giveUp(new Error('the thread of a pull has ended')));
  return {
    ask<Method extends keyof PullMethods>(
      method: Method,
      input: Parameters<PullMethods[Method]>,
      transfer: readonly ArrayBuffer[] = [],
    ): Asked<Method> {
      const answer = new Promise<unknown>((resolve, reject) => {
        if (ended !== null) {
          reject(ended);
          return;
        }
        asked += 1;
        waiting.set(asked, { resolve, reject });
        const question: PullQuestion = { id: asked, method, input };
        worker.postMessage(question, transfer);
      });
      return answer as Asked<Method>;
    },
    async end() {
      await worker.terminate();
    },
  };
}

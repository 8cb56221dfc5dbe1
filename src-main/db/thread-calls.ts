import type { Worker } from 'node:worker_threads';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { ThreadFailure } from './thread-failure.ts';

/** One question to a thread. */
export interface ThreadQuestion {
  readonly id: number;
  readonly method: string;
  readonly input: readonly unknown[];
}

/** What a thread answers. */
export type ThreadAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | ({ readonly id: number; readonly ok: false } & ThreadFailure);

/** What a method answers, whether it does so at once or later. */
type Answer<Method> = Method extends (...input: never[]) => infer Value ? Promise<Awaited<Value>> : never;

/** What a method takes. */
type Input<Method> = Method extends (...input: infer Values) => unknown ? Values : never;

/** Asks a thread and keeps track of what is under way. */
export interface ThreadCalls<Methods> {
  /** Rejects with a RolebookError when the thread refuses, with `ended` when it is gone. */
  readonly ask: <Name extends keyof Methods & string>(
    method: Name,
    input: Input<Methods[Name]>,
    transfer?: readonly ArrayBuffer[],
  ) => Answer<Methods[Name]>;
  /** Hands an answer to who asked. */
  readonly settle: (answer: ThreadAnswer) => void;
  /** The thread is gone: everything under way, and all that is asked from now on, fails. */
  readonly giveUp: (reason: Error) => void;
}

/** Questions and answers with one thread. `onTrace` hears where a bug or the disk struck. */
export function createThreadCalls<Methods>(
  worker: Worker,
  onTrace: (trace: string) => void,
): ThreadCalls<Methods> {
  const waiting = new Map<number, { resolve: (answer: object) => void; reject: (error: Error) => void }>();
  let asked = 0;
  let ended: Error | null = null;
  return {
    ask(method, input, transfer = []) {
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      if (ended === null) {
        asked += 1;
        waiting.set(asked, { resolve: (answer) => resolve(Reflect.get(answer, 'value')), reject });
        const question: ThreadQuestion = { id: asked, method, input };
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
        worker.postMessage(question, transfer);
      } else reject(ended);
      // The protocol's types say what each method answers; a message itself cannot.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      return promise as Answer<Methods[typeof method]>;
    },
    settle(answer) {
      const asker = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (answer.ok) asker?.resolve(answer);
      else {
        if (answer.trace !== null) onTrace(answer.trace);
        asker?.reject(new RolebookError(answer.error));
      }
    },
    giveUp(reason) {
      ended ??= reason;
      for (const { reject } of waiting.values()) reject(ended);
      waiting.clear();
    },
  };
}

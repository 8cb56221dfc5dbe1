/** A thread of a pull: takes pages, stores their facts in a file beside the mirror. Started by pull-threads.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { answerQuestion } from '../db/answer-question.ts';
import type { ThreadAnswer, ThreadQuestion } from '../db/thread-calls.ts';
import { threadFailure } from '../db/thread-failure.ts';
import { createPullMethods } from './pull-methods.ts';
import type { PullMethods, PullWorkerData } from './pull-protocol.ts';

const port = parentPort;
if (port === null) throw new Error('this file runs as a worker thread');

let methods: PullMethods | undefined;
const data: PullWorkerData = workerData;

async function answer(question: ThreadQuestion): Promise<ThreadAnswer> {
  try {
    methods ??= createPullMethods(data);
  } catch (thrown) {
    return { id: question.id, ok: false, ...threadFailure(thrown) };
  }
  return await answerQuestion({ ...methods }, question);
}

/** Nobody needs a page as it came any more: its memory is given back now, not when the collector finds it. */
function freePage(input: readonly unknown[]): void {
  for (const page of input) {
    const bytes: unknown = Reflect.get(Object(page), 'bytes');
    if (bytes instanceof ArrayBuffer) bytes.transfer(0);
  }
}

port.on('message', async (question: ThreadQuestion) => {
  const said = await answer(question);
  if (question.method === 'take') freePage(question.input);
  port.postMessage(said);
  if (question.method === 'close') port.close();
});

/** The history's own thread: the only owner of history.db while the app runs. Started by create-history.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { answerQuestion } from '../answer-question.ts';
import type { ThreadQuestion } from '../thread-calls.ts';
import { threadFailure } from '../thread-failure.ts';
import { comparisonPart } from './comparison-part.ts';
import type { History, HistoryMessage, HistoryWorkerData } from './history-protocol.ts';
import { HistoryStore } from './history-store.ts';

const port = parentPort;
if (port === null) throw new Error('this file runs as a worker thread');

const say = (message: HistoryMessage): void => port.postMessage(message);

function openStore(): HistoryStore | null {
  const { path, mirrorPath, ...opening }: HistoryWorkerData = workerData;
  try {
    return new HistoryStore(path, mirrorPath, opening);
  } catch (thrown) {
    say({ type: 'failed', ...threadFailure(thrown) });
    return null;
  }
}

const methodsOf = (store: HistoryStore): History => ({
  record: async (look) => store.record(look),
  moments: async () => store.moments(),
  async compare(question) {
    const compared = store.compare(question.from, question.to);
    return comparisonPart(compared, question, (lines) => store.withActors(lines, compared));
  },
  life: async (whose) => store.life(whose),
  departed: async () => store.departed(),
  name: async (moment, name, now) => store.name(moment, name, now),
  unname: async (name) => store.unname(name),
  keepEvents: async (events, read) => store.keepEvents(events, read),
  eventReads: async () => store.eventReads(),
  build: async (moment, path) => store.build(moment, path),
  async close() {
    store.close();
  },
});

const store = openStore();
if (store !== null) {
  const methods = methodsOf(store);
  port.on('message', async (question: ThreadQuestion) => {
    say({ type: 'answer', answer: await answerQuestion({ ...methods }, question) });
    if (question.method === 'close') port.close();
  });
  say({ type: 'open', begunAnew: store.begunAnew });
}

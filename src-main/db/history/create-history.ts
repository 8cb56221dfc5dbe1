import { Worker } from 'node:worker_threads';
import type { HistoryReport } from '../../../src-shared/domain/recovery.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { type Clock, timestamp } from '../../../src-shared/ports/clock.ts';
import type { Log } from '../../log/log.ts';
import { type ThreadCalls, createThreadCalls } from '../thread-calls.ts';
import { mendingNow } from '../mending-now.ts';
import type { History, HistoryMessage, HistoryWorkerData } from './history-protocol.ts';

/** What opening a history needs. */
export interface HistoryDeps {
  /** Where `history.db` is or will be. */
  readonly path: string;
  /** The mirror it looks at. */
  readonly mirrorPath: string;
  /** `history-worker.ts`, or what it was bundled to. */
  readonly workerUrl: URL;
  /** See {@link HistoryWorkerData}. */
  readonly suspect?: boolean;
  readonly clock: Clock;
  readonly log: Log;
  /** A damaged one was set aside and another begun, before the first question is answered. */
  onBegunAnew?(report: HistoryReport): void;
  /** A suspect one is open: it was looked at from end to end, or begun anew. */
  onLookedThrough?(): void;
}

interface Running {
  readonly ask: ThreadCalls<History>['ask'];
  /** The thread has ended. */
  readonly gone: Promise<void>;
}

function stopped(): RolebookError {
  return new RolebookError({
    kind: 'storage',
    origin: 'db',
    reason: 'history-stopped',
    message: 'The history of the tenant is closed.',
    hint: 'Open the tenant again.',
  });
}

/** Starts the thread; rejects with a `storage` RolebookError when the file cannot be opened. */
async function startThread(deps: HistoryDeps): Promise<Running> {
  const workerData: HistoryWorkerData = {
    path: deps.path,
    mirrorPath: deps.mirrorPath,
    now: timestamp(deps.clock),
    suspect: deps.suspect ?? false,
  };
  const worker = new Worker(deps.workerUrl, { workerData, name: 'history' });
  const { ask, settle, giveUp } = createThreadCalls<History>(worker, (trace) =>
    deps.log.error('history.failed', { trace }),
  );
  const gone = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      giveUp(stopped());
      resolve();
    });
  });
  await new Promise<void>((resolve, reject) => {
    worker.on('message', (message: HistoryMessage) => {
      if (message.type === 'open') {
        if (message.begunAnew !== null) {
          deps.log.error('history.begun-anew');
          deps.onBegunAnew?.(message.begunAnew);
        }
        resolve();
      } else if (message.type === 'failed') {
        if (message.trace !== null) deps.log.error('history.failed', { trace: message.trace });
        reject(new RolebookError(message.error));
      } else settle(message.answer);
    });
    worker.on('error', (error: Error) => {
      deps.log.error('history.thread-failed', { name: error.name });
      giveUp(error);
      reject(error);
    });
  });
  return { ask, gone };
}

/** Ends the thread. Rejects with why the file was not closed well. */
async function end(thread: Running): Promise<void> {
  try {
    await thread.ask('close', []);
  } finally {
    // It ends in any case, and only then is the file free to be moved.
    await thread.gone;
  }
}

/** A history that is mended while everything else of its tenant stays open. */
export interface MendableHistory extends History {
  /**
   * Ends the thread and opens the file anew, looking at all of it. What was asked before is answered first; what is asked
   * meanwhile ends with `mending`, so that nothing meant for the old history reaches a new one. Rejects with why it cannot be
   * opened; the next question tries again.
   */
  again(): Promise<void>;
}

/** The history of one tenant. Its thread and its file are opened with the first question, which a start does not ask. */
export function createHistory(deps: HistoryDeps): MendableHistory {
  let running: Promise<Running> | null = null;
  let suspect = deps.suspect ?? false;
  let closed = false;
  let mending = false;
  /** Another try may find the disk free again, and looks as closely. */
  const start = (before: Promise<Running> | null): Promise<Running> => {
    const started = (async () => {
      const old = await before?.catch(() => null);
      // What does not close well is damaged: opening looks after it.
      if (old !== null && old !== undefined) await end(old).catch(() => {});
      const thread = await startThread({ ...deps, suspect });
      if (suspect) deps.onLookedThrough?.();
      suspect = false;
      return thread;
    })();
    running = started;
    started.catch(() => {
      if (running === started) running = null;
    });
    return started;
  };
  const ask: ThreadCalls<History>['ask'] = (method, input) => {
    const answer = async (): Promise<unknown> => {
      if (closed) throw stopped();
      if (mending) throw mendingNow();
      const thread = await (running ?? start(null));
      return await thread.ask(method, input);
    };
    // The thread's own types say what each method answers.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return answer() as never;
  };
  return {
    record: (look) => ask('record', [look]),
    moments: () => ask('moments', []),
    compare: (question) => ask('compare', [question]),
    life: (whose) => ask('life', [whose]),
    departed: () => ask('departed', []),
    name: (moment, name, now) => ask('name', [moment, name, now]),
    unname: (name) => ask('unname', [name]),
    keepEvents: (events, read) => ask('keepEvents', [events, read]),
    eventReads: () => ask('eventReads', []),
    build: (moment, path) => ask('build', [moment, path]),
    async again() {
      if (closed) throw stopped();
      mending = true;
      suspect = true;
      try {
        await start(running);
        if (closed) throw stopped();
      } finally {
        mending = false;
      }
    },
    async close() {
      if (closed) return;
      closed = true;
      const thread = await running?.catch(() => null);
      if (thread !== null && thread !== undefined) await end(thread);
    },
  };
}

import { existsSync } from 'node:fs';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { factKinds } from '../../../src-shared/domain/sync-state.ts';
import { threadFailure } from '../../../src-main/db/thread-failure.ts';
import { createPullMethods } from '../../../src-main/sync/pull-methods.ts';
import type { PullMethods, PullWorkerData } from '../../../src-main/sync/pull-protocol.ts';
import type { PullThread } from '../../../src-main/sync/pull-thread.ts';
import type { openPullThreads, PullThreads } from '../../../src-main/sync/sweep-tenant.ts';

type Swap = (methods: PullMethods) => PullMethods;

/** Which part of the product asks, and whether it may still go on: see app/gate.ts. */
type Ask = <Value>(name: string, run: () => Value) => Promise<Value>;

const ended = {
  kind: 'internal',
  origin: 'main',
  reason: 'thread-ended',
  message: 'The thread has ended.',
} as const;

function threadOf(data: PullWorkerData, ask: Ask, swap: Swap): PullThread {
  let methods: PullMethods | null = null;
  let over = false;
  return {
    ask(method, input) {
      const answer = ask(`${data.kinds.length > 1 ? 'pull' : 'rules'}.${method}`, () => {
        // A thread that was closed is gone; whoever asks it all the same must not close its files again.
        if (over) throw new RolebookError(ended);
        over = method === 'close';
        try {
          methods ??= swap(createPullMethods(data));
          const run: unknown = methods[method];
          if (typeof run !== 'function') throw new Error(`no method ${method}`);
          const value: unknown = Reflect.apply(run, methods, [...input]);
          return value;
        } catch (thrown) {
          throw new RolebookError(threadFailure(thrown).error);
        }
      });
      // As with real threads, the protocol's types say what each method answers.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      return answer as ReturnType<PullThread['ask']> as never;
    },
    mayGoOn: existsSync(data.logPath),
    end: () => Promise.resolve(),
  };
}

/** A pull's threads without threads: the same work, in this process, in virtual time. */
export function createInProcessThreads(ask: Ask, swap: Swap = (methods) => methods): typeof openPullThreads {
  return ({ files, mirrorPath, origin }): PullThreads => {
    const shared = { mirrorPath, origin };
    const main = threadOf(
      {
        ...shared,
        kinds: factKinds.filter((kind) => kind !== 'access-rules'),
        buildPath: files.build,
        logPath: files.log,
      },
      ask,
      swap,
    );
    const rules = threadOf(
      { ...shared, kinds: ['access-rules'], buildPath: files.rulesBuild, logPath: files.rulesLog },
      ask,
      swap,
    );
    return {
      main,
      rules,
      async close(keepLog) {
        await Promise.allSettled([main.ask('close', [keepLog]), rules.ask('close', [keepLog])]);
      },
    };
  };
}

import { rmSync } from 'node:fs';
import type { FactKind } from '../../src-shared/domain/sync-state.ts';
import { factKinds } from '../../src-shared/domain/sync-state.ts';
import type { ErrorBody } from '../../src-shared/errors/error-body.ts';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { toErrorBody } from '../../src-shared/errors/to-error-body.ts';
import type { Clock } from '../../src-shared/ports/clock.ts';
import { lacksKind } from '../cloud/lacks-kind.ts';
import type { TenantClient } from '../cloud/tenant-client.ts';
import type { Log } from '../log/log.ts';
import { isMissed, judgeFailure } from './failure-verdict.ts';
import { Gate } from './gate.ts';
import type { KindEnd } from './outcome.ts';
import type { PullFiles } from './pull-files.ts';
import type { PullProgress } from './pull-progress.ts';
import type { PullMethods } from './pull-protocol.ts';
import { type PullThread, startPullThread } from './pull-thread.ts';
import { mayResume } from './resume-plan.ts';
import { sweepKind } from './sweep-kind.ts';

/** Requests in flight at once (tenant-api §5, question 12). */
const requestsAtOnce = 4;

/** Pages a thread may be behind before reading waits for it; bounds memory. */
const pagesWaiting = 6;

/** The two threads of a pull: rules are most of a tenant and go to one of their own. */
export interface PullThreads {
  readonly main: PullThread;
  readonly rules: PullThread;
  /** Ends the threads; may be called again, then with a log that is no longer kept. */
  close(keepLog: boolean): Promise<void>;
}

/** Starts the threads of a pull. */
export function openPullThreads(parts: {
  readonly workerUrl: URL;
  readonly files: PullFiles;
  readonly mirrorPath: string;
  readonly origin: string;
  readonly log: Log;
}): PullThreads {
  const { workerUrl, files, log } = parts;
  const shared = { mirrorPath: parts.mirrorPath, origin: parts.origin };
  const main = startPullThread(
    workerUrl,
    {
      ...shared,
      kinds: factKinds.filter((kind) => kind !== 'access-rules'),
      buildPath: files.build,
      logPath: files.log,
    },
    log,
  );
  const rules = startPullThread(
    workerUrl,
    {
      ...shared,
      kinds: ['access-rules'],
      buildPath: files.rulesBuild,
      logPath: files.rulesLog,
    },
    log,
  );
  return {
    main,
    rules,
    async close(keepLog) {
      // A thread that has failed cannot answer; it is ended all the same.
      await Promise.allSettled([main.ask('close', [keepLog]), rules.ask('close', [keepLog])]);
      await Promise.all([main.end(), rules.end()]);
      if (!keepLog) for (const log of [files.log, files.rulesLog]) rmSync(log, { force: true });
    },
  };
}

/** How one kind ended, and why if not well. */
export interface KindResult {
  readonly kind: FactKind;
  readonly end: KindEnd;
  readonly error: ErrorBody | null;
}

/** A tenant that was read. */
export interface Swept {
  readonly ends: readonly KindResult[];
  /** Puts the two files together; `unchanged` when every page was as before and nothing was built. */
  build(asOf: string | null): Promise<'unchanged' | ReturnType<PullMethods['finishWhole']>>;
}

/** All kinds failed: the run has nothing to show but this. */
export class SweepFailure extends Error {
  readonly #body: ErrorBody | null;

  constructor(body: ErrorBody | null) {
    super('no kind could be read');
    this.#body = body;
  }

  asError(): Error {
    return this.#body === null ? this : new RolebookError(this.#body);
  }
}

/** Reads all kinds. Rejects when the tenant cannot be spoken to any more, or the signal says so. */
export async function sweepTenant(parts: {
  readonly client: TenantClient;
  readonly threads: PullThreads;
  readonly progress: PullProgress;
  readonly signal: AbortSignal;
  readonly clock: Clock;
}): Promise<Swept> {
  const { client, threads, progress, clock } = parts;
  // One failure that nobody else would survive ends all of them.
  const stop = new AbortController();
  const signal = AbortSignal.any([parts.signal, stop.signal]);
  const requests = new Gate(requestsAtOnce);
  const backlogs = new Map([threads.main, threads.rules].map((thread) => [thread, new Gate(pagesWaiting)]));
  const threadOf = (kind: FactKind): PullThread => (kind === 'access-rules' ? threads.rules : threads.main);

  const logged = new Map<FactKind, { count: number | null }>();
  // Where nothing can be left over, the first requests are under way while the threads still start.
  const begun: Promise<null>[] = [];
  for (const thread of backlogs.keys()) {
    let resume = false;
    if (thread.mayGoOn) {
      const { run, counts } = await thread.ask('leftOver', []);
      resume = mayResume(run, client.origin, clock.now());
      if (resume) for (const { kind, count } of counts) logged.set(kind, { count });
    }
    begun.push(thread.ask('begin', [{ startedAt: clock.now(), resume }]));
    // Not left unheard if it fails before the others are waited for.
    if (thread.mayGoOn) await Promise.allSettled(begun);
  }

  async function sweep(kind: FactKind): Promise<KindResult> {
    if (lacksKind(client.features, kind)) {
      progress.set(kind, { state: 'skipped', note: 'This version has none.' });
      return { kind, end: 'absent', error: null };
    }
    const thread = threadOf(kind);
    const ofThisKind = new AbortController();
    try {
      const end = await sweepKind({
        kind,
        client,
        thread,
        requests,
        backlog: backlogs.get(thread) ?? new Gate(pagesWaiting),
        progress,
        signal: AbortSignal.any([signal, ofThisKind.signal]),
        logged: logged.get(kind),
      });
      if (end === 'unsettled') {
        await thread.ask('keep', [kind, 'missing']);
        progress.set(kind, { state: 'done', note: 'It kept changing while it was read.' });
        return { kind, end, error: unsettled(kind) };
      }
      const { rejected } = await thread.ask('tally', [kind]);
      progress.set(kind, {
        state: 'done',
        note: rejected === 0 ? null : `${rejected} left out: not understood.`,
      });
      return { kind, end, error: null };
    } catch (thrown) {
      ofThisKind.abort();
      const error = toErrorBody(thrown);
      const verdict = parts.signal.aborted ? 'stop' : judgeFailure(error, kind);
      if (verdict === 'stop' || !(thrown instanceof RolebookError)) {
        stop.abort();
        throw thrown;
      }
      const kept = await thread.ask('keep', [kind, 'everything']);
      progress.set(kind, { state: verdict === 'skip' ? 'skipped' : 'failed', note: error.message });
      if (verdict === 'lose') return { kind, end: 'failed', error };
      return isMissed(kind, kept) ? { kind, end: 'skipped', error } : { kind, end: 'absent', error: null };
    }
  }

  const ofMain = factKinds.filter((kind) => kind !== 'access-rules').map(sweep);
  const ofRules = sweep('access-rules');
  // The search of users is made while rules still come.
  const searched = Promise.all(ofMain).then(async () => {
    if (await threads.main.ask('isUnchanged', [])) return false;
    await threads.main.ask('completeUsers', []);
    return true;
  });
  const settled = await Promise.allSettled([...ofMain, ofRules, searched, ...begun]);
  const failures = settled
    .filter((result) => result.status === 'rejected')
    .map(({ reason }) => reason as unknown);
  // Those that were stopped only because of another say less than that other.
  const first = failures.find((reason) => toErrorBody(reason).kind !== 'cancelled') ?? failures[0];
  if (first !== undefined) throw first;
  const ends = await Promise.all([...ofMain, ofRules]);

  return {
    ends,
    async build(asOf) {
      const hasSearch = await searched;
      if (!hasSearch && (await threads.rules.ask('isUnchanged', []))) return 'unchanged';
      if (!hasSearch) await threads.main.ask('completeUsers', []);
      const rulesPath = await threads.rules.ask('finishPart', []);
      return await threads.main.ask('finishWhole', [rulesPath, asOf]);
    },
  };
}

function unsettled(kind: FactKind): ErrorBody {
  return new RolebookError({
    kind: 'tenant',
    origin: 'cloud',
    reason: 'kept-changing',
    retryable: true,
    message: `The tenant's ${kind} kept changing while they were read.`,
    hint: 'Nothing was removed because of it. Sync again in a quieter moment.',
  }).body;
}

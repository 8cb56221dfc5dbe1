import { Worker } from 'node:worker_threads';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { Clock } from '../../src-shared/ports/clock.ts';
import { timestamp } from '../../src-shared/ports/clock.ts';
import type { Log } from '../log/log.ts';
import type { Mirror, MirrorInfo } from './mirror.ts';
import type { MirrorMessage, MirrorMethods, MirrorQuestion, MirrorWorkerData } from './mirror-protocol.ts';

/** What a pull may do with a mirror, beyond what services may. */
export interface RebuildableMirror extends Mirror {
  readonly path: string;
  /** Remembers changes from now on, until one of the next three. */
  beginRebuild(): Promise<void>;
  /** The pull came to nothing: the mirror stays as it is. */
  endRebuild(): Promise<void>;
  /** The tenant is as it was: only the age of the data is new. */
  markFresh(asOf: string): Promise<void>;
  /** Takes a built file in the mirror's place; windows are answered from the facts before until it is read. */
  swapIn(builtPath: string): Promise<MirrorInfo>;
}

/** What opening a mirror needs. */
export interface MirrorDeps {
  /** Where `mirror.db` is or will be; its folder is made 0700. */
  readonly path: string;
  /** `mirror-worker.ts`, or what it was bundled to. */
  readonly workerUrl: URL;
  readonly clock: Clock;
  readonly log: Log;
}

function stopped(): RolebookError {
  return new RolebookError({
    kind: 'storage',
    origin: 'db',
    reason: 'mirror-stopped',
    message: 'The local copy of the tenant is closed.',
    hint: 'Open the tenant again.',
  });
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/**
 * Opens the mirror of one tenant in a thread of its own. Rejects with a `storage` RolebookError when the file belongs
 * to something else, comes from a newer edition, or the disk does not let us; a damaged file is set aside instead.
 */
export async function createMirror(deps: MirrorDeps): Promise<RebuildableMirror> {
  const workerData: MirrorWorkerData = { path: deps.path, now: timestamp(deps.clock) };
  const worker = new Worker(deps.workerUrl, { workerData, name: 'mirror' });
  const waiting = new Map<number, Waiting>();
  const listeners = new Set<Parameters<Mirror['onChanged']>[0]>();
  let asked = 0;
  let closed = false;

  const giveUp = (error: Error): void => {
    closed = true;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };

  await new Promise<void>((resolve, reject) => {
    worker.on('message', (message: MirrorMessage) => {
      if (message.type === 'open') resolve();
      else if (message.type === 'failed') reject(new RolebookError(message.error));
      else if (message.type === 'changed') for (const listener of listeners) listener(message);
      else {
        const asker = waiting.get(message.id);
        waiting.delete(message.id);
        if (message.type === 'answer') asker?.resolve(message.value);
        else {
          if (message.trace !== null) deps.log.error('mirror.failed', { trace: message.trace });
          asker?.reject(new RolebookError(message.error));
        }
      }
    });
    worker.on('error', (error: Error) => {
      deps.log.error('mirror.thread-failed', { name: error.name });
      reject(error);
      giveUp(error);
    });
    worker.on('exit', () => giveUp(stopped()));
  });

  const ask = <Method extends keyof MirrorMethods>(
    method: Method,
    ...input: Parameters<MirrorMethods[Method]>
  ): ReturnType<MirrorMethods[Method]> => {
    const answer = new Promise<unknown>((resolve, reject) => {
      if (closed) {
        reject(stopped());
        return;
      }
      asked += 1;
      waiting.set(asked, { resolve, reject });
      const question: MirrorQuestion = { id: asked, method, input };
      worker.postMessage(question);
    });
    return answer as ReturnType<MirrorMethods[Method]>;
  };

  return {
    path: deps.path,
    info: () => ask('info'),
    window: (request) => ask('window', request, deps.clock.now()),
    record: (view, id) => ask('record', view, id),
    roles: () => ask('roles'),
    scopeTree: () => ask('scopeTree'),
    users: (ids) => ask('users', ids),
    usersLike: (email) => ask('usersLike', email),
    rulesOf: (subject) => ask('rulesOf', subject),
    rulesOfRole: (roleId) => ask('rulesOfRole', roleId),
    apply: (change) => ask('apply', change),
    beginRebuild: () => ask('beginRebuild'),
    endRebuild: () => ask('endRebuild'),
    markFresh: (asOf) => ask('markFresh', asOf),
    swapIn: (builtPath) => ask('swapIn', builtPath),
    onChanged(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      if (closed) return;
      const ended = new Promise<void>((resolve) => {
        worker.once('exit', () => resolve());
      });
      await ask('close');
      closed = true;
      await ended;
    },
  };
}

/** The mirror's own thread: the only owner of mirror.db while the app runs. Started by create-mirror.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { setImmediate } from 'node:timers/promises';
import { type ViewName, viewNames } from '../../src-shared/views/view-query.ts';
import { createSystemClock } from '../system/system-clock.ts';
import { answerQuestion } from './answer-question.ts';
import { IdleWork } from './idle-work.ts';
import type { MirrorInfo } from './mirror.ts';
import type { MirrorMessage, MirrorMethods, MirrorWorkerData } from './mirror-protocol.ts';
import { MirrorStore } from './mirror-store.ts';
import type { ThreadQuestion } from './thread-calls.ts';
import { threadFailure } from './thread-failure.ts';

const port = parentPort;
if (port === null) throw new Error('this file runs as a worker thread');

const say = (message: MirrorMessage): void => port.postMessage(message);

function openStore(): MirrorStore | null {
  const { path, now }: MirrorWorkerData = workerData;
  try {
    return new MirrorStore(path, now);
  } catch (thrown) {
    say({ type: 'failed', ...threadFailure(thrown) });
    return null;
  }
}

function methodsOf(store: MirrorStore): MirrorMethods {
  const changed = (info: MirrorInfo, views: readonly ViewName[]): MirrorInfo => {
    say({ type: 'changed', revision: info.revision, views });
    return info;
  };
  return {
    info: async () => store.info(),
    window: async (request, now) => store.window(request, now),
    record: async (view, id) => store.record(view, id),
    roles: async () => store.roles(),
    permissionSets: async () => store.permissionSets(),
    listed: async (kind) => store.listed(kind),
    scopeTree: async (counts) => store.scopeTree(counts),
    users: async (ids) => store.users(ids),
    usersLike: async (email) => store.usersLike(email),
    rules: async (ids) => store.rules(ids),
    serviceAccounts: async (ids) => store.serviceAccounts(ids),
    rulesOf: async (subject) => store.rulesOf(subject),
    rulesOfRole: async (roleId) => store.rulesOfRole(roleId),
    'access.subject': async (question) => store.access.subject(question),
    'access.whoCan': async (question) => store.access.whoCan(question),
    'access.explain': async (question) => store.access.explain(question),
    'access.whatIf': async (question) => store.access.whatIf(question),
    'access.compare': async (question) => store.access.compare(question),
    'access.followUps': async (question) => store.access.followUps(question),
    'access.matrix': async (question) => store.access.matrix(question),
    'access.freeze': async (question) => store.access.freeze(question),
    'access.frozenRows': async (window) => store.access.frozenRows(window),
    'access.roster': async (question) => store.access.roster(question),
    'access.rosterRows': async (window) => store.access.rosterRows(window),
    async apply(change, now) {
      const { info, views } = store.apply(change, now);
      return changed(info, views);
    },
    pagesBefore: async (origin) => store.pagesBefore(origin),
    beginRebuild: async () => store.beginRebuild(),
    endRebuild: async () => store.endRebuild(),
    markFresh: async (asOf) => store.markFresh(asOf),
    async swapIn(builtPath) {
      const work = store.prepare(builtPath);
      for (;;) {
        const step = work.next();
        if (step.done === true) return changed(store.swap(step.value), viewNames);
        // Windows asked for meanwhile are answered from the facts before.
        await setImmediate();
      }
    },
    beginDelta: async () => store.beginDelta(),
    knownUsers: async (ids) => store.knownUsers(ids),
    async applyDelta(delta) {
      const { end, changed: info } = store.applyDelta(delta);
      if (info !== null) changed(info, viewNames);
      return end;
    },
    startCursors: async (took, now) => store.startCursors(took, now),
    async setDeparted(emails) {
      const info = store.setDeparted(emails);
      if (info !== null) changed(info, ['users', 'access-rules']);
    },
    async close() {
      store.close();
    },
  };
}

const store = openStore();
if (store !== null) {
  const methods = methodsOf(store);
  const idle = new IdleWork(createSystemClock(), () => store.access.prepare());
  port.on('message', async (question: ThreadQuestion) => {
    await idle.during(async () => {
      say({ type: 'answer', answer: await answerQuestion({ ...methods }, question) });
    });
    if (question.method !== 'close') return;
    idle.stop();
    port.close();
  });
  say({ type: 'open' });
}

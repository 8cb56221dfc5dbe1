import type { RebuildableMirror } from '../../../src-main/db/create-mirror.ts';
import type { Mirror, MirrorInfo } from '../../../src-main/db/mirror.ts';
import { MirrorStore } from '../../../src-main/db/mirror-store.ts';
import { type ViewName, viewNames } from '../../../src-shared/views/view-query.ts';
import type { Gate } from './gate.ts';

/** The product's mirror without its thread: the same store over the same file, asked through the gate. */
export interface InProcessMirror extends RebuildableMirror {
  /** For those who look on: not part of the program. */
  readonly store: MirrorStore;
}

/** Opens the mirror at a path. `onChange` hears of each commit before the program does. */
export function openInProcessMirror(parts: {
  readonly path: string;
  readonly gate: Gate;
  readonly now: () => number;
  readonly onChange: () => void;
  /** The file is about to be replaced: whoever else has it open lets go of it. */
  readonly onSwap: () => void;
}): InProcessMirror {
  const { path, gate, now } = parts;
  const store = new MirrorStore(path, new Date(now()).toISOString());
  const listeners = new Set<Parameters<Mirror['onChanged']>[0]>();
  const changed = (info: MirrorInfo, views: readonly ViewName[]): MirrorInfo => {
    parts.onChange();
    for (const listener of listeners) listener({ revision: info.revision, views });
    return info;
  };
  const ask = <Value>(name: string, run: () => Value): Promise<Value> => gate.later(`mirror.${name}`, run);
  return {
    store,
    path,
    info: () => ask('info', () => store.info()),
    window: (request) => ask('window', () => store.window(request, now())),
    record: (view, id) => ask('record', () => store.record(view, id)),
    permissionSets: async () => store.permissionSets(),
    listed: async (kind) => store.listed(kind),
    roles: () => ask('roles', () => store.roles()),
    scopeTree: (counts) => ask('scopeTree', () => store.scopeTree(counts)),
    users: (ids) => ask('users', () => store.users(ids)),
    usersLike: (email) => ask('usersLike', () => store.usersLike(email)),
    rulesOf: (subject) => ask('rulesOf', () => store.rulesOf(subject)),
    rulesOfRole: (roleId) => ask('rulesOfRole', () => store.rulesOfRole(roleId)),
    rules: (ids) => ask('rules', () => store.rules(ids)),
    serviceAccounts: (ids) => ask('serviceAccounts', () => store.serviceAccounts(ids)),
    access: {
      subject: (question) => ask('access.subject', () => store.access.subject(question)),
      whoCan: (question) => ask('access.whoCan', () => store.access.whoCan(question)),
      explain: (question) => ask('access.explain', () => store.access.explain(question)),
      whatIf: (question) => ask('access.whatIf', () => store.access.whatIf(question)),
      compare: (question) => ask('access.compare', () => store.access.compare(question)),
      followUps: (question) => ask('access.followUps', () => store.access.followUps(question)),
      matrix: (question) => ask('access.matrix', () => store.access.matrix(question)),
      freeze: (question) => ask('access.freeze', () => store.access.freeze(question)),
      frozenRows: (window) => ask('access.frozenRows', () => store.access.frozenRows(window)),
      roster: (question) => ask('access.roster', () => store.access.roster(question)),
      rosterRows: (window) => ask('access.rosterRows', () => store.access.rosterRows(window)),
    },
    apply: (change) =>
      ask('apply', () => {
        const { info, views } = store.apply(change, now());
        return changed(info, views);
      }),
    pagesBefore: (origin) => ask('pagesBefore', () => store.pagesBefore(origin)),
    setDeparted: async (emails) => {
      const info = store.setDeparted(emails);
      if (info !== null) changed(info, ['users', 'access-rules']);
    },
    beginRebuild: () => ask('beginRebuild', () => store.beginRebuild()),
    endRebuild: () => ask('endRebuild', () => store.endRebuild()),
    markFresh: (asOf) => ask('markFresh', () => store.markFresh(asOf)),
    swapIn: (builtPath) =>
      ask('swapIn', () => {
        const work = store.prepare(builtPath);
        for (;;) {
          const step = work.next();
          if (step.done !== true) continue;
          parts.onSwap();
          return changed(store.swap(step.value), viewNames);
        }
      }),
    beginDelta: () => ask('beginDelta', () => store.beginDelta()),
    knownUsers: (ids) => ask('knownUsers', () => store.knownUsers(ids)),
    applyDelta: (delta) =>
      ask('applyDelta', () => {
        const { end, changed: info } = store.applyDelta(delta);
        if (info !== null) changed(info, viewNames);
        return end;
      }),
    startCursors: (took, endedAt) => ask('startCursors', () => store.startCursors(took, endedAt)),
    onChanged(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => ask('close', () => store.close()),
  };
}

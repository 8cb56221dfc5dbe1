import { toErrorBody } from '../../../src-shared/errors/to-error-body.ts';
import type { SyncRun } from '../../../src-shared/domain/sync-state.ts';
import type { Clock } from '../../../src-shared/ports/clock.ts';
import { timestamp } from '../../../src-shared/ports/clock.ts';
import { lacksKind } from '../../cloud/lacks-kind.ts';
import type { TenantClient, TenantEvent } from '../../cloud/tenant-client.ts';
import type { RebuildableMirror } from '../../db/create-mirror.ts';
import type { DeltaEnd, DeltaStart, ListedKind } from '../../db/mirror-delta.ts';
import { removalLimit } from '../brake.ts';
import { Gate } from '../gate.ts';
import type { PullProgress } from '../pull-progress.ts';
import {
  deletedUsers,
  listedKinds,
  listsAreOld,
  namedKinds,
  sinceOf,
  whySweepFirst,
  whySweepWithoutEvents,
} from './delta-plan.ts';
import { type Read, readEvents, readRules, readUsers, cannotFollow } from './read-feed.ts';
import { readList } from './read-lists.ts';

/** Events that were read whole from one moment of the tenant's clock to another, in milliseconds. */
export interface EventsRead {
  readonly events: readonly TenantEvent[];
  readonly from: number;
  readonly until: number;
}

/** What a delta works with. */
export interface DeltaParts {
  readonly client: TenantClient;
  readonly mirror: RebuildableMirror;
  readonly progress: PullProgress;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** See {@link EventsRead}. */
  readonly onEvents?: ((read: EventsRead) => void) | undefined;
}

/** How a delta ended; `sweep`: it cannot be trusted to be enough, and why. */
export type DeltaRun =
  | {
      readonly type: 'ended';
      readonly run: Pick<SyncRun, 'outcome' | 'added' | 'changed' | 'removed' | 'held'>;
    }
  | { readonly type: 'sweep'; readonly why: string };

/** A tenant that changes while it is read is read again so often before everything is. */
const mostPasses = 3;
const inFlight = 4;
/** To ask for each of more users by itself would cost more than to read them all. */
const mostDeletions = 200;

/**
 * Brings the mirror up to date by what has changed since it last was. A fact goes only by the tenant's word: a time of
 * deletion, or "not found" for a user whose deletion the event history told. Counts are compared at the end; where they
 * do not agree, everything is read. Rejects with the RolebookError that ends the run.
 */
export async function runDelta(parts: DeltaParts): Promise<DeltaRun> {
  const { client, mirror, clock } = parts;
  if (!client.features.changeFeed) return { type: 'sweep', why: 'this version does not tell what changed' };
  const start = await mirror.beginDelta();
  const first = whySweepFirst(start, client.origin, clock.now());
  if (start === null || first !== null) return { type: 'sweep', why: first ?? '' };
  const sum = { added: 0, changed: 0, removed: 0 };
  try {
    let from = start;
    for (let pass = 1; ; pass += 1) {
      const read = await readAll(parts, from);
      if (typeof read === 'string') return { type: 'sweep', why: read };
      parts.signal.throwIfAborted();
      const end = await mirror.applyDelta(read.delta);
      if (end.outcome === 'held') {
        const { kind, wouldRemove, of } = end;
        return { type: 'ended', run: { ...sum, outcome: 'held', held: { kind, wouldRemove, of } } };
      }
      for (const count of ['added', 'changed', 'removed'] as const) sum[count] += end[count];
      if (end.renamed) return { type: 'sweep', why: 'a role or place has another name now' };
      const why = disagreement(read.counts, end);
      if (why === null) {
        await mirror.markFresh(timestamp(clock));
        return { type: 'ended', run: { ...sum, outcome: 'complete', held: null } };
      }
      if (pass === mostPasses) return { type: 'sweep', why };
      from = (await mirror.beginDelta()) ?? from;
    }
  } catch (thrown) {
    const error = toErrorBody(thrown);
    if (parts.signal.aborted || !cannotFollow.has(error.kind)) throw thrown;
    return { type: 'sweep', why: `changes cannot be asked for (${error.reason})` };
  }
}

interface Counts {
  readonly users: number | null;
  readonly rules: number | null;
}

function disagreement(counts: Counts, end: Extract<DeltaEnd, { outcome: 'applied' }>): string | null {
  if (counts.users !== null && counts.users !== end.users)
    return `the tenant counts ${counts.users} users and ${end.users} are known here`;
  if (counts.rules !== null && counts.rules !== end.rules)
    return `the tenant counts ${counts.rules} access rules and ${end.rules} are known here`;
  return null;
}

type Delta = Parameters<RebuildableMirror['applyDelta']>[0];

/** Reads everything that changed, or says why a sweep has to. */
async function readAll(
  parts: DeltaParts,
  start: DeltaStart,
): Promise<{ delta: Delta; counts: Counts } | string> {
  const { client, progress, signal } = parts;
  const { cursors } = start;
  const [events, updated, created, signedIn, rules, users, ruleCount] = await together([
    () => eventsOf(parts, start),
    () => readUsers(client.feed, 'lastUpdated', cursors.updatedUsers, signal),
    () => readUsers(client.feed, 'creationTime', cursors.createdUsers, signal),
    () => readUsers(client.feed, 'lastLogin', cursors.signedInUsers, signal),
    () => readRules(client.feed, cursors.rules, signal),
    () => client.count('users', signal),
    () => client.count('access-rules', signal),
  ] as const);
  const now = parts.clock.now();
  const withoutEvents = events === null ? whySweepWithoutEvents(start, now) : null;
  if (withoutEvents !== null) return withoutEvents;
  const told = events?.rows ?? [];
  const gone = await parts.mirror.knownUsers(deletedUsers(told));
  if (gone.length > mostDeletions) return 'too many users were deleted to ask for each';
  const all = listsAreOld(start, now);
  const lists = await readLists(parts, start, all ? listedKinds : [...namedKinds(told)]);
  const removedUserIds = await confirmGone(parts, gone);
  const changedUsers = [...created.rows, ...signedIn.rows, ...updated.rows];
  progress.set('users', { done: changedUsers.length, state: 'done' });
  progress.set('access-rules', { done: rules.rows.length, state: 'done' });
  return {
    counts: { users, rules: ruleCount },
    delta: {
      users: changedUsers,
      rules: rules.rows,
      removedUserIds,
      lists,
      cursors: {
        updatedUsers: updated.cursor,
        createdUsers: created.cursor,
        signedInUsers: signedIn.cursor,
        rules: rules.cursor,
        events: events?.cursor ?? cursors.events,
      },
      ...(all ? { listedAt: now } : {}),
      mostRemoved: limitsOf(start),
    },
  };
}

/** How much may vanish of each kind without asking. */
function limitsOf({ users, rules, lists }: DeltaStart): Delta['mostRemoved'] {
  const limits = Object.fromEntries(listedKinds.map((kind) => [kind, removalLimit(lists[kind])]));
  return {
    users: removalLimit(users),
    rules: removalLimit(rules),
    lists: { ...lists, ...limits },
  };
}

/** The event history, or null where this account or version has none. */
async function eventsOf(
  { client, signal, onEvents }: DeltaParts,
  start: DeltaStart,
): Promise<Read<TenantEvent> | null> {
  try {
    const read = await readEvents(client.feed, start.cursors.events, signal);
    onEvents?.({ events: read.rows, from: Date.parse(sinceOf(start.cursors.events)), until: read.cursor });
    return read;
  } catch (thrown) {
    if (signal.aborted || !cannotFollow.has(toErrorBody(thrown).kind)) throw thrown;
    return null;
  }
}

async function readLists(
  { client, progress, signal }: DeltaParts,
  start: DeltaStart,
  kinds: readonly ListedKind[],
): Promise<Delta['lists']> {
  const asked = kinds.filter((kind) => !lacksKind(client.features, kind));
  const found = await together(asked.map((kind) => () => readList(client, kind, start.lists[kind], signal)));
  return asked.flatMap((kind, at) => {
    const rows = found[at] ?? null;
    if (rows === null) return [];
    progress.set(kind, { done: rows.length, state: 'done' });
    return [{ kind, rows }];
  });
}

/** Of users whose deletion was told, those that are not there any more. */
async function confirmGone(
  { client, signal }: DeltaParts,
  ids: readonly string[],
): Promise<readonly string[]> {
  const facts = await together(
    ids.map((id) => () => {
      signal.throwIfAborted();
      return client.readUser(id);
    }),
  );
  return ids.filter((_, at) => facts[at] === null);
}

/** Starts tasks, some at a time; all have ended when this does, and the first failure is thrown. */
async function together<const Tasks extends readonly (() => Promise<unknown>)[]>(
  tasks: Tasks,
): Promise<{ -readonly [At in keyof Tasks]: Awaited<ReturnType<Tasks[At]>> }> {
  const gate = new Gate(inFlight);
  const ended = await Promise.allSettled(
    tasks.map(async (task) => {
      const leave = await gate.enter();
      try {
        return await task();
      } finally {
        leave();
      }
    }),
  );
  const values = ended.map((end) => {
    if (end.status === 'rejected') throw end.reason;
    return end.value;
  });
  // A tuple keeps its shape through map, which the library's types do not say.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return values as { -readonly [At in keyof Tasks]: Awaited<ReturnType<Tasks[At]>> };
}

import type { FactKind } from '../../src-shared/domain/sync-state.ts';
import type { TenantClient } from '../cloud/tenant-client.ts';
import type { Gate } from './gate.ts';
import { isFull, judgeSweep, offsetsOf } from './paging-plan.ts';
import type { PullProgress } from './pull-progress.ts';
import type { PullThread } from './pull-thread.ts';
import { stillFits } from './resume-plan.ts';

/** What sweeping one kind needs. */
export interface SweepParts {
  readonly kind: FactKind;
  readonly client: TenantClient;
  readonly thread: PullThread;
  /** Requests in flight, of all kinds together. */
  readonly requests: Gate;
  /** Pages that this thread has not stored yet. */
  readonly backlog: Gate;
  readonly progress: PullProgress;
  readonly signal: AbortSignal;
  /** What an unfinished pull had counted of this kind; undefined when there is nothing to go on with. */
  readonly logged: { readonly count: number | null } | undefined;
}

/** Rows a page, the most a tenant gives (tenant-api §2). */
export const pageLimit = 500;

/** Pages asked for at once within one kind. */
const lanes = 4;

/**
 * Reads one kind whole into its thread, going on with what an unfinished pull has left where that still fits. Facts that
 * moved between pages meanwhile are read again once. Answers whether the sweep could be proved complete; rejects with
 * what the tenant or the thread refused.
 */
export async function sweepKind(parts: SweepParts): Promise<'complete' | 'unsettled'> {
  const { kind, client, thread, progress, signal } = parts;
  progress.set(kind, { state: 'pulling' });
  const paged = client.pages(kind);
  const removedHere = watchRemovals(client);
  const before = await gated(parts, () => client.count(kind, signal));
  progress.set(kind, { expected: before });
  const there = paged && parts.logged !== undefined && stillFits({ kind, count: parts.logged.count }, before);
  const had = there ? await takeUp(parts) : new Set<number>();
  // The thread does what it is told in that order, so that the pages need not wait for it.
  const noted = thread.ask('count', [kind, before]);
  const fetching = paged ? fetchPlanned(parts, before, had) : fetchPage(parts, 0);
  await allOrFirstFailure([noted, fetching]);
  if (!paged) return 'complete';
  const end = await fetching;
  const after = before === null ? null : await gated(parts, () => client.count(kind, signal));
  // A single page is read in one moment.
  const removed = end > pageLimit && removedHere();
  const tally = await thread.ask('tally', [kind]);
  if (judgeSweep({ ...tally, before, after, removedHere: removed }) === 'complete') return 'complete';
  return await repair(parts, removed ? null : before, after, end);
}

/** Whether we asked the tenant to remove anything since, or were at it then. */
function watchRemovals(client: Pick<TenantClient, 'removals'>): () => boolean {
  const then = client.removals();
  return () => then.open > 0 || client.removals().begun > then.begun;
}

/** Fetches the pages that are not there yet; answers the offset behind the last one. */
async function fetchPlanned(
  parts: SweepParts,
  count: number | null,
  had: ReadonlySet<number>,
): Promise<number> {
  if (count !== null) {
    const planned = offsetsOf(count, pageLimit);
    await fetchAll(
      parts,
      planned.filter((offset) => !had.has(offset)),
    );
    return planned.length * pageLimit;
  }
  let end = 0;
  // Where the tenant does not count, a full page means: look behind it.
  for (let rows = pageLimit; isFull(rows, pageLimit); end += pageLimit) rows = await fetchPage(parts, end);
  return end;
}

async function gated<Answer>(parts: SweepParts, send: () => Promise<Answer>): Promise<Answer> {
  const leave = await parts.requests.enter();
  try {
    parts.signal.throwIfAborted();
    return await send();
  } finally {
    leave();
  }
}

/**
 * Goes on with logged pages. The last of them is read again: when it is not the same, facts have moved since, and all are
 * read anew. Answers the offsets that need no reading.
 */
async function takeUp(parts: SweepParts): Promise<Set<number>> {
  const { kind, thread, progress } = parts;
  const pages = await thread.ask('retake', [kind, pageLimit]);
  const last = pages.at(-1);
  if (last === undefined) return new Set();
  for (const { rows } of pages) progress.add(kind, rows);
  const { differs } = await readPage(parts, last.position, true);
  if (!differs) return new Set(pages.map(({ position }) => position));
  await thread.ask('clear', [kind]);
  progress.set(kind, { done: 0 });
  return new Set();
}

async function readPage(
  parts: SweepParts,
  offset: number,
  later: boolean,
): Promise<{ readonly rows: number; readonly differs: boolean }> {
  const { kind, client, thread, backlog, signal } = parts;
  const leave = await backlog.enter();
  try {
    const { bytes, rowsMember } = await gated(parts, () =>
      client.page(kind, { offset, limit: pageLimit }, signal),
    );
    const page = { kind, position: offset, limit: pageLimit, member: rowsMember, bytes, later };
    return await thread.ask('take', [page], [bytes]);
  } finally {
    leave();
  }
}

async function fetchPage(parts: SweepParts, offset: number): Promise<number> {
  const { rows } = await readPage(parts, offset, false);
  parts.progress.add(parts.kind, rows);
  return rows;
}

/** Reads pages, several at once. */
async function fetchAll(parts: SweepParts, offsets: readonly number[]): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let offset = offsets[next]; offset !== undefined; offset = offsets[next]) {
      next += 1;
      try {
        await fetchPage(parts, offset);
      } catch (thrown) {
        // The other lanes finish the page they have and take no more.
        next = offsets.length;
        throw thrown;
      }
    }
  };
  await allOrFirstFailure(Array.from({ length: lanes }, lane));
}

/** Waits for all, also when one fails: nothing goes on in the background. Then throws the first failure. */
async function allOrFirstFailure(work: readonly Promise<unknown>[]): Promise<void> {
  const results = await Promise.allSettled(work);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

/**
 * Facts moved while they were read. Where there are only more than before, the new ones are likely at the end: pages are
 * read again from there until some are as before, and the count proves it. A fact that went leaves no such proof (what it
 * pulled across a page's border is missing while itself still stands), so then every page is read again. Once only: a
 * tenant in motion is left `unsettled`.
 */
async function repair(
  parts: SweepParts,
  before: number | null,
  after: number | null,
  end: number,
): Promise<'complete' | 'unsettled'> {
  const offsets = offsetsOf(after ?? end, pageLimit);
  if (before !== null && after !== null && after > before) {
    const verdict = await readAgain(parts, offsets, after, 'until-same');
    if (verdict === 'complete') return verdict;
  }
  return await readAgain(parts, offsets, after, 'all');
}

async function readAgain(
  parts: SweepParts,
  offsets: readonly number[],
  count: number | null,
  extent: 'until-same' | 'all',
): Promise<'complete' | 'unsettled'> {
  const { kind, client, thread, progress, signal } = parts;
  const removedHere = watchRemovals(client);
  for (let at = offsets.length; at > 0; at -= lanes) {
    const group = offsets.slice(Math.max(0, at - lanes), at);
    const read = await Promise.all(group.map((offset) => readPage(parts, offset, true)));
    if (extent === 'until-same' && read.some(({ differs }) => !differs)) break;
  }
  await thread.ask('settle', [kind, offsets]);
  const tally = await thread.ask('tally', [kind]);
  progress.set(kind, { done: tally.rows, expected: count });
  const after = count === null ? null : await gated(parts, () => client.count(kind, signal));
  const removed = offsets.length > 1 && removedHere();
  const verdict = judgeSweep({ ...tally, before: count, after, removedHere: removed });
  return verdict === 'complete' ? 'complete' : 'unsettled';
}

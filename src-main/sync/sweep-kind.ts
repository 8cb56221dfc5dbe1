import type { FactKind } from '../../src-shared/domain/sync-state.ts';
import type { TenantClient } from '../cloud/tenant-client.ts';
import type { Gate } from './gate.ts';
import { type PageSeam, cutPage, meet } from './page-seam.ts';
import { judgeSweep, offsetsOf, stepOf } from './paging-plan.ts';
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

const step = stepOf(pageLimit);

/** Pages asked for at once within one kind. */
const lanes = 4;

/** One kind while it is read. */
interface Sweep extends SweepParts {
  /** Where the pages meet, by offset, as they were read last. */
  readonly seams: Map<number, PageSeam>;
}

/**
 * Reads one kind whole into its thread, going on with what an unfinished pull has left where that still fits. Facts that
 * moved between pages meanwhile are read again once. Answers whether the sweep could be proved complete; rejects with
 * what the tenant or the thread refused.
 */
export async function sweepKind(parts: SweepParts): Promise<'complete' | 'unsettled'> {
  const { kind, client, thread, progress, signal } = parts;
  const sweep: Sweep = { ...parts, seams: new Map() };
  progress.set(kind, { state: 'pulling' });
  const paged = client.pages(kind);
  const before = await gated(parts, () => client.count(kind, signal));
  progress.set(kind, { expected: before });
  const there = paged && parts.logged !== undefined && stillFits({ kind, count: parts.logged.count }, before);
  const had = there ? await takeUp(sweep, before) : new Set<number>();
  // The thread does what it is told in that order, so that the pages need not wait for it.
  const noted = thread.ask('count', [kind, before]);
  const fetching = paged ? fetchPlanned(sweep, before, had) : fetchPage(sweep, 0, false);
  await allOrFirstFailure([noted, fetching]);
  if (!paged) return 'complete';
  const after = before === null ? null : await gated(parts, () => client.count(kind, signal));
  const tally = await thread.ask('tally', [kind]);
  const offsets = before === null ? [...sweep.seams.keys()] : offsetsOf(before, pageLimit);
  const meets = meet(sweep.seams, offsets);
  if (judgeSweep({ ...tally, before, after, meets }) === 'complete') return 'complete';
  return await repair(sweep, before, after, offsets);
}

/** Fetches the pages that are not there yet. */
async function fetchPlanned(sweep: Sweep, count: number | null, had: ReadonlySet<number>): Promise<void> {
  if (count !== null) {
    const offsets = offsetsOf(count, pageLimit);
    await fetchAll(sweep, offsets, had);
    return;
  }
  // Where the tenant does not count, a full page means: look behind it.
  for (let offset = 0, more = true; more; offset += step) more = await fetchPage(sweep, offset, false);
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
async function takeUp(sweep: Sweep, count: number | null): Promise<Set<number>> {
  const { kind, thread, progress, seams } = sweep;
  const pages = await thread.ask('retake', [kind, step]);
  const last = pages.at(-1);
  if (last === undefined) return new Set();
  for (const { position, rows, seam } of pages) {
    progress.add(kind, rows);
    seams.set(position, seam);
  }
  const follows = count !== null && last.position !== offsetsOf(count, pageLimit).at(-1);
  const { differs } = await readPage(sweep, last.position, { later: true, follows });
  if (!differs) return new Set(pages.map(({ position }) => position));
  await thread.ask('clear', [kind]);
  seams.clear();
  progress.set(kind, { done: 0 });
  return new Set();
}

/**
 * Reads one page.
 *
 * @param page.follows whether another one is known to follow; else its own length tells
 */
async function readPage(
  sweep: Sweep,
  offset: number,
  { later, follows }: { readonly later: boolean; readonly follows: boolean },
): Promise<{ readonly rows: number; readonly differs: boolean; readonly more: boolean }> {
  const { kind, client, thread, backlog, seams, signal } = sweep;
  const leave = await backlog.enter();
  try {
    const { bytes: sent, rowsMember: member } = await gated(sweep, () =>
      client.page(kind, { offset, limit: pageLimit }, signal),
    );
    const { bytes, seam } = client.pages(kind)
      ? cutPage(sent, member, { limit: pageLimit, follows })
      : { bytes: sent, seam: { first: null, next: null } };
    seams.set(offset, seam);
    const page = { kind, position: offset, limit: step, member, bytes, seam, later };
    return { ...(await thread.ask('take', [page], [bytes])), more: seam.next !== null };
  } finally {
    leave();
  }
}

/** Answers whether another page follows. */
async function fetchPage(sweep: Sweep, offset: number, follows: boolean): Promise<boolean> {
  const { rows, more } = await readPage(sweep, offset, { later: false, follows });
  sweep.progress.add(sweep.kind, rows);
  return more;
}

/** Reads the pages that are not there yet, several at once. */
async function fetchAll(sweep: Sweep, offsets: readonly number[], had: ReadonlySet<number>): Promise<void> {
  const wanted = offsets.filter((offset) => !had.has(offset));
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let offset = wanted[next]; offset !== undefined; offset = wanted[next]) {
      next += 1;
      try {
        await fetchPage(sweep, offset, offset !== offsets.at(-1));
      } catch (thrown) {
        // The other lanes finish the page they have and take no more.
        next = wanted.length;
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
  sweep: Sweep,
  before: number | null,
  after: number | null,
  read: readonly number[],
): Promise<'complete' | 'unsettled'> {
  const offsets = after === null ? read : offsetsOf(after, pageLimit);
  if (before !== null && after !== null && after > before) {
    const verdict = await readAgain(sweep, offsets, after, 'until-same');
    if (verdict === 'complete') return verdict;
  }
  return await readAgain(sweep, offsets, after, 'all');
}

async function readAgain(
  sweep: Sweep,
  offsets: readonly number[],
  count: number | null,
  extent: 'until-same' | 'all',
): Promise<'complete' | 'unsettled'> {
  const { kind, client, thread, progress, seams, signal } = sweep;
  const last = offsets.at(-1);
  for (let at = offsets.length; at > 0; at -= lanes) {
    const group = offsets.slice(Math.max(0, at - lanes), at);
    const read = await Promise.all(
      group.map((offset) => readPage(sweep, offset, { later: true, follows: offset !== last })),
    );
    if (extent === 'until-same' && read.some(({ differs }) => !differs)) break;
  }
  await thread.ask('settle', [kind, offsets]);
  const tally = await thread.ask('tally', [kind]);
  progress.set(kind, { done: tally.rows, expected: count });
  const after = count === null ? null : await gated(sweep, () => client.count(kind, signal));
  const verdict = judgeSweep({ ...tally, before: count, after, meets: meet(seams, offsets) });
  return verdict === 'complete' ? 'complete' : 'unsettled';
}

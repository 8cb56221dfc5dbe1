import type {
  ChangeList,
  EndedList,
  EndedMore,
  PlannedChange,
} from '../../src-shared/ipc/changes-contract.ts';
import type { ParsedInput } from '../../src-shared/ipc/contract.ts';
import type { Bridge, Outcome } from './bridge.ts';

/** Changes that one call brings: a thousand take the main process ten milliseconds, so that it gets to other work between. */
const atOnce = 1000;

/** Ids that one call takes; the contract's limit. */
const idsAtOnce = 5000;

/** What a page of changes tells at least. */
type Page = Pick<ChangeList, 'changes' | 'total'>;

/** Puts more behind what is there; what moved meanwhile stands once, where it stood first. */
function joined(there: readonly PlannedChange[], more: readonly PlannedChange[]): PlannedChange[] {
  const ids = new Set(there.map(({ change }) => change.id));
  return [...there, ...more.filter(({ change }) => !ids.has(change.id))];
}

/**
 * Changes page by page, all of them or the first `most`. A change that ends in the middle may be missing; the notice of its
 * end has the list read anew. `onPart` gets what is there so far, after each page but the last.
 */
export async function readChanges(
  bridge: Bridge,
  which: 'open' | 'ended' | 'all',
  most = Number.POSITIVE_INFINITY,
  onPart: (part: Page) => void = () => {},
): Promise<Outcome<Page>> {
  let found: PlannedChange[] = [];
  for (let from = 0; ; from += atOnce) {
    const limit = Math.min(atOnce, most - from);
    const page = await bridge.call('changes.list', { which, from, limit });
    if (!page.ok) return page;
    const { changes, total } = page.data;
    found = joined(found, changes);
    const data = { ...page.data, changes: found };
    if (changes.length === 0 || from + changes.length >= Math.min(total, most)) return { ok: true, data };
    onPart(data);
  }
}

/** What is sought among the ended changes. */
export type EndedQuestion = Pick<ParsedInput<'changes.ended'>, 'search' | 'filters'>;

/** How ended changes are read. */
export interface EndedReading {
  /** What was read of the same question: only what is behind it is asked for, and what was counted stands. */
  readonly there?: EndedList | null;
  /** Gets what is there so far, after each page but the last. */
  readonly onPart?: (part: EndedList) => void;
  /** Aborted: nobody wants more of it. What is there so far is the answer. */
  readonly signal?: AbortSignal;
}

/** The newest `most` of all ended changes that match, with what is counted of all that match. */
export async function readEnded(
  bridge: Bridge,
  question: EndedQuestion,
  most: number,
  { there = null, onPart, signal }: EndedReading = {},
): Promise<Outcome<EndedList>> {
  const isWanted = (): boolean => signal?.aborted !== true;
  let list = there;
  if (list === null) {
    const first = await bridge.call('changes.ended', { ...question, limit: Math.min(atOnce, most) });
    if (!first.ok) return first;
    list = first.data;
    if (list.next !== null && list.changes.length < most) onPart?.(list);
  }
  while (list.next !== null && list.changes.length < most && isWanted()) {
    const limit = Math.min(atOnce, most - list.changes.length);
    const more: Outcome<EndedMore> = await bridge.call('changes.endedMore', {
      ...question,
      after: list.next,
      limit,
    });
    if (!more.ok) return more;
    list = { ...list, changes: joined(list.changes, more.data.changes), next: more.data.next };
    if (list.next !== null && list.changes.length < most) onPart?.(list);
  }
  return { ok: true, data: list };
}

/** Does something with ids, as many at a time as a call takes, in their order; ends with the first failure. */
export async function inParts<T>(
  ids: readonly string[],
  act: (some: string[]) => Promise<Outcome<T>>,
): Promise<Outcome<readonly T[]>> {
  const done: T[] = [];
  for (let at = 0; at < ids.length; at += idsAtOnce) {
    const outcome = await act(ids.slice(at, at + idsAtOnce));
    if (!outcome.ok) return outcome;
    done.push(outcome.data);
  }
  return { ok: true, data: done };
}

import type { ChangeList, EndedList, PlannedChange } from '../../src-shared/ipc/changes-contract.ts';
import type { ParsedInput } from '../../src-shared/ipc/contract.ts';
import type { Bridge, Outcome } from './bridge.ts';

/** Changes that one call brings: a thousand take the main process ten milliseconds, so that it gets to other work between. */
const atOnce = 1000;

/** Ids that one call takes; the contract's limit. */
const idsAtOnce = 5000;

/** What a page of changes tells at least. */
type Page = Pick<ChangeList, 'changes' | 'total'>;

/**
 * Changes page by page, all of them or the first `most`. A change that ends in the middle may be missing, or stand on two
 * pages, of which the first counts; the notice of its end has the list read anew. `onPart` gets what is there so far, after
 * each page but the last.
 */
async function readPages<P extends Page>(
  ask: (from: number, limit: number) => Promise<Outcome<P>>,
  most: number,
  onPart: (part: P) => void,
): Promise<Outcome<P>> {
  const found = new Map<string, PlannedChange>();
  for (let from = 0; ; from += atOnce) {
    const page = await ask(from, Math.min(atOnce, most - from));
    if (!page.ok) return page;
    const { changes, total } = page.data;
    for (const planned of changes) if (!found.has(planned.change.id)) found.set(planned.change.id, planned);
    const data = { ...page.data, changes: [...found.values()] };
    if (changes.length === 0 || from + changes.length >= Math.min(total, most)) return { ok: true, data };
    onPart(data);
  }
}

/** See {@link readPages}. */
export function readChanges(
  bridge: Bridge,
  which: 'open' | 'ended' | 'all',
  most = Number.POSITIVE_INFINITY,
  onPart: (part: Page) => void = () => {},
): Promise<Outcome<Page>> {
  return readPages((from, limit) => bridge.call('changes.list', { which, from, limit }), most, onPart);
}

/** What is sought among the ended changes. */
export type EndedQuestion = Pick<ParsedInput<'changes.ended'>, 'search' | 'filters'>;

/** The newest `most` of all ended changes that match, with what is counted of all that match. See {@link readPages}. */
export function readEnded(
  bridge: Bridge,
  question: EndedQuestion,
  most: number,
  onPart: (part: EndedList) => void = () => {},
): Promise<Outcome<EndedList>> {
  return readPages((from, limit) => bridge.call('changes.ended', { ...question, from, limit }), most, onPart);
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

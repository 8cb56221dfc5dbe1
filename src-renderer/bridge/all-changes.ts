import type { ChangeList, PlannedChange } from '../../src-shared/ipc/changes-contract.ts';
import type { Bridge, Outcome } from './bridge.ts';

/** Changes that one call brings: a thousand take the main process ten milliseconds, so that it gets to other work between. */
const atOnce = 1000;

/** Ids that one call takes; the contract's limit. */
const idsAtOnce = 5000;

/**
 * Changes page by page, all of them or the first `most`. A change that ends in the middle may be missing, or stand on two
 * pages, of which the first counts; the notice of its end has the list read anew. `onPart` gets what is there so far, after each page but
 * the last.
 */
export async function readChanges(
  bridge: Bridge,
  which: 'open' | 'ended' | 'all',
  most = Number.POSITIVE_INFINITY,
  onPart: (part: Pick<ChangeList, 'changes' | 'total'>) => void = () => {},
): Promise<Outcome<Pick<ChangeList, 'changes' | 'total'>>> {
  const found = new Map<string, PlannedChange>();
  for (let from = 0; ; from += atOnce) {
    const limit = Math.min(atOnce, most - from);
    const page = await bridge.call('changes.list', { which, from, limit });
    if (!page.ok) return page;
    const { changes, total } = page.data;
    for (const planned of changes) if (!found.has(planned.change.id)) found.set(planned.change.id, planned);
    if (changes.length === 0 || from + changes.length >= Math.min(total, most))
      return { ok: true, data: { changes: [...found.values()], total } };
    onPart({ changes: [...found.values()], total });
  }
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

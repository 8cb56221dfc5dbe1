import { type ChangeTally, tallyOf } from '../../../src-shared/changes/change-tally.ts';
import { signOf, titleOf } from '../../../src-shared/changes/edit-words.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { EndedList, EndedMore } from '../../../src-shared/ipc/changes-contract.ts';
import type { ParsedInput } from '../../../src-shared/ipc/contract.ts';
import type { EndedLine, EndedPlace } from '../../db/outbox-ended.ts';
import type { Outbox } from '../../db/outbox.ts';

/** Lines that are looked at before the next breath: one or two milliseconds; 20,000 take some 0.2 s of the processor. */
const part = 250;

/** An answer with the ids of the changes in place of them. */
export type Found<List extends EndedMore> = Omit<List, 'changes'> & { readonly ids: readonly string[] };

/** What a search goes through. */
export interface EndedSource {
  /**
   * Asked anew for each part: the files may be closed between two, or something else be sought by then. What it throws is the
   * end of the search.
   */
  outbox(): Pick<Outbox, 'endedPart'>;
  breathe(): Promise<void>;
}

/** What ends when something else is sought meanwhile. */
export const askedAnew = (): RolebookError =>
  new RolebookError({
    kind: 'cancelled',
    origin: 'main',
    reason: 'asked-anew',
    message: 'Something else is sought by now.',
  });

/** Nothing stands in the way of what has ended. */
const takes = (tally: ChangeTally, { edit, ...line }: EndedLine): boolean =>
  tally.take({
    sign: signOf(edit),
    title: titleOf(edit),
    change: { ...line, edit, conflict: null, error: null },
  });

const placeOf = ({ updatedAt, seq }: EndedLine): EndedPlace => ({ updatedAt, seq });

/** All lines behind a place, part by part, newest first. */
async function* partsBehind({ outbox, breathe }: EndedSource, after: EndedPlace | null) {
  for (let place = after; ;) {
    const { lines, next } = outbox().endedPart(place, part);
    yield lines;
    if (next === null) return;
    place = next;
    await breathe();
  }
}

/**
 * Looks at all changes that ended, part by part, and keeps of what matches only the ids that were asked for: the memory it
 * takes does not grow with the ledger.
 */
export async function searchEnded(
  source: EndedSource,
  { search, filters, limit }: ParsedInput<'changes.ended'>,
): Promise<Found<EndedList>> {
  const tally = tallyOf(search, filters);
  const ids: string[] = [];
  let last: EndedPlace | null = null;
  let total = 0;
  let all = 0;
  for await (const lines of partsBehind(source, null)) {
    all += lines.length;
    for (const line of lines) {
      if (!takes(tally, line)) continue;
      total += 1;
      if (ids.length === limit) continue;
      ids.push(line.id);
      last = placeOf(line);
    }
  }
  const next = total > ids.length ? last : null;
  return { ids, next, total, all, signs: tally.signs(), facets: tally.facets() };
}

/** Looks at what ended before a place, as far as it has to. */
export async function searchMore(
  source: EndedSource,
  { search, filters, limit, after }: ParsedInput<'changes.endedMore'>,
): Promise<Found<EndedMore>> {
  const tally = tallyOf(search, filters);
  const ids: string[] = [];
  for await (const lines of partsBehind(source, after)) {
    for (const line of lines) {
      if (!takes(tally, line)) continue;
      ids.push(line.id);
      if (ids.length === limit) return { ids, next: placeOf(line) };
    }
  }
  return { ids, next: null };
}

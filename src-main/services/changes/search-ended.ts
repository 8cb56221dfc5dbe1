import { type ChangeTally, tallyOf } from '../../../src-shared/changes/change-tally.ts';
import { signOf, titleOf } from '../../../src-shared/changes/edit-words.ts';
import type { EndedList } from '../../../src-shared/ipc/changes-contract.ts';
import type { ParsedInput } from '../../../src-shared/ipc/contract.ts';
import type { EndedLine, EndedPlace } from '../../db/outbox-ended.ts';
import type { Outbox } from '../../db/outbox.ts';

/** Lines that are looked at before the next breath: one or two milliseconds; 20,000 take some 0.2 s of the processor. */
const part = 250;

/** An {@link EndedList} with the ids of the changes in place of them. */
export type FoundEnded = Omit<EndedList, 'changes'> & { readonly ids: readonly string[] };

/** Nothing stands in the way of what has ended. */
const takes = (tally: ChangeTally, { edit, ...line }: EndedLine): boolean =>
  tally.take({
    sign: signOf(edit),
    title: titleOf(edit),
    change: { ...line, edit, conflict: null, error: null },
  });

/**
 * Looks at all changes that ended, part by part, and keeps of what matches only the ids that were asked for: the memory it
 * takes does not grow with the ledger. The outbox is asked for anew for each part: its files may be closed between two, and
 * what asking throws then is the end of the search.
 */
export async function searchEnded(
  outbox: () => Pick<Outbox, 'endedPart'>,
  { search, filters, from, limit }: ParsedInput<'changes.ended'>,
  breathe: () => Promise<void>,
): Promise<FoundEnded> {
  const tally = tallyOf(search, filters);
  const ids: string[] = [];
  let total = 0;
  let all = 0;
  for (let place: EndedPlace | null = null; ;) {
    const { lines, next } = outbox().endedPart(place, part);
    for (const line of lines) {
      all += 1;
      if (!takes(tally, line)) continue;
      if (total >= from && ids.length < limit) ids.push(line.id);
      total += 1;
    }
    if (next === null) return { ids, total, all, signs: tally.signs(), facets: tally.facets() };
    place = next;
    await breathe();
  }
}

import { titleOf } from '../../../src-shared/changes/edit-words.ts';
import type { Change } from '../../../src-shared/domain/change.ts';
import type { PlannedChange } from '../../../src-shared/ipc/changes-contract.ts';
import type { Outbox } from '../../db/outbox.ts';
import { type BringBackPlan, bringBackLedger, planBringBack } from './plan-bring-back.ts';
import { whyNotTakenBack } from './undo-words.ts';

/** What is asked of the outbox. */
export type UndoViewLedger = Pick<Outbox, 'get' | 'open' | 'endedAt' | 'ofOrigin' | 'group' | 'hasDone'>;

/** Answers a thing by its key, worked out when it is first asked for. */
function once<T>(make: (key: string) => T): (key: string) => T {
  const known = new Map<string, { readonly is: T }>();
  return (key) => {
    const found = known.get(key) ?? { is: make(key) };
    known.set(key, found);
    return found.is;
  };
}

/** A refusal beside what it is about, which is not named once more. */
const besideIt = (words: string | undefined, title: string): string | null => {
  if (words === undefined) return null;
  const name = `“${title}” `;
  return words.startsWith(name) ? `It ${words.slice(name.length)}` : words;
};

/** Tells of changes what undoing them does, or why it cannot be. For one list: what it has read once it does not read again. */
export function undoView(outbox: UndoViewLedger): (change: Change) => PlannedChange['undo'] {
  const ledger = bringBackLedger(outbox);
  let open: Map<string, Change[]> | null = null;
  const openOf = (groupId: string): readonly Change[] => {
    open ??= Map.groupBy(outbox.open(), (change) => change.groupId);
    return open.get(groupId) ?? [];
  };
  const whyNotTaken = once((groupId) => {
    const alive = outbox.hasDone(groupId) ? outbox.group(groupId) : openOf(groupId);
    const why = whyNotTakenBack(alive.filter(({ state }) => state !== 'cancelled'));
    return besideIt(why?.body.message, alive[0]?.groupTitle ?? '');
  });
  const returnOf = once((groupId): BringBackPlan => {
    const gone = outbox.group(groupId).filter(({ state }) => state === 'cancelled');
    return planBringBack(
      gone.map(({ id }) => id),
      ledger,
    );
  });
  return ({ id, groupId, state, edit }) => {
    if (state === 'done') return null;
    if (state !== 'cancelled') return { act: 'take-back', whyNot: whyNotTaken(groupId) };
    const why = returnOf(groupId).refused.get(id);
    return { act: 'bring-back', whyNot: besideIt(why?.body.message, titleOf(edit)) };
  };
}

import { useMemo } from 'react';
import type { SendWhen } from '../../src-shared/ipc/users-contract.ts';
import { counted } from '../../src-shared/words/count.ts';
import { inParts } from '../bridge/all-changes.ts';
import type { Bridge } from '../bridge/bridge.ts';
import { useBridge } from '../bridge/bridge-context.tsx';
import {
  broughtBackWords,
  cameBackWords,
  type SavedCircumstances,
  wentAlongWords,
} from '../ui/saved/saved-words.ts';
import { useStores } from './stores-context.tsx';
import type { Stores } from './stores.ts';

/** Local steps that are undone, each told in one notice, which offers to undo that in turn. Later ones replace it. */
export interface TakingBack {
  /** Takes a set back, in words; what had made way for it comes back. */
  readonly undo: (groupId: string, what: string, send?: SendWhen) => Promise<void>;
  /** Drops changes, with what needs them. */
  readonly discard: (ids: readonly string[]) => Promise<void>;
  /** Brings back what was taken back. */
  readonly bringBack: (ids: readonly string[]) => Promise<void>;
  /** The same as the action of a notice. */
  readonly offer: (ids: readonly string[]) => { readonly label: string; readonly run: () => void };
}

/** Not the notice of what was saved: that goes once nothing waits any more. */
const key = 'taken-back';
const nothing = 'Nothing was taken back: it was sent already.';

/** See {@link TakingBack}. */
export function createTakingBack(
  bridge: Bridge,
  { notices, session, settings }: Pick<Stores, 'notices' | 'session' | 'settings'>,
): TakingBack {
  const now = (send?: SendWhen): SavedCircumstances => ({
    session: session.getState().state,
    sendAutomatically: settings.getState().settings.sendAutomatically,
    send,
  });
  const { show, showError } = notices.getState();
  const acts: TakingBack = {
    async undo(groupId, what, send) {
      const outcome = await bridge.call('changes.undo', { groupId });
      if (!outcome.ok) return showError(key, outcome.error);
      const { moved, along, back } = outcome.data;
      if (moved.length === 0) return show({ key, tone: 'info', text: nothing });
      const hint = [wentAlongWords(along.length), cameBackWords(back, now(send))].filter(
        (words) => words !== null,
      );
      show({
        key,
        tone: 'done',
        text: `Taken back: ${what}.`,
        hint: hint.length === 0 ? null : hint.join(' '),
        action: acts.offer([...moved, ...along]),
      });
    },
    async discard(ids) {
      const outcome = await inParts(ids, (some) => bridge.call('changes.discard', { ids: some }));
      if (!outcome.ok) return showError(key, outcome.error);
      const gone = outcome.data.flatMap(({ moved, along }) => [...moved, ...along]);
      if (outcome.data.every(({ moved }) => moved.length === 0))
        return show({ key, tone: 'done', text: nothing });
      show({
        key,
        tone: 'done',
        text: `Discarded: ${counted(gone.length, 'change')}.`,
        action: acts.offer(gone),
      });
    },
    async bringBack(ids) {
      const outcome = await inParts(ids, (some) => bridge.call('changes.bringBack', { ids: some }));
      if (!outcome.ok) return showError(key, outcome.error);
      const back = outcome.data.flatMap((part) => part.back);
      const came = new Set(outcome.data.flatMap(({ moved }) => moved));
      const goesAgain = outcome.data.some(({ along }) => along.length > 0);
      const left = ids.filter((id) => !came.has(id)).length;
      show({
        key,
        tone: 'done',
        text: `Brought back: ${counted(back.length, 'change')}.`,
        hint: broughtBackWords(back, left, now()),
        // What went again for these would not come back with them: that is undone as the whole set.
        action: goesAgain ? null : { label: 'Undo', run: () => void acts.discard(back.map(({ id }) => id)) },
      });
    },
    offer: (ids) => ({ label: 'Bring back', run: () => void acts.bringBack(ids) }),
  };
  return acts;
}

/** See {@link TakingBack}. */
export function useTakingBack(): TakingBack {
  const bridge = useBridge();
  const { notices, session, settings } = useStores();
  return useMemo(
    () => createTakingBack(bridge, { notices, session, settings }),
    [bridge, notices, session, settings],
  );
}

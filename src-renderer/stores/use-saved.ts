import { useCallback } from 'react';
import type { Change } from '../../src-shared/domain/change.ts';
import type { SendWhen } from '../../src-shared/ipc/users-contract.ts';
import { useBridge } from '../bridge/bridge-context.tsx';
import { type SavedCircumstances, savedWhen } from '../ui/saved/saved-words.ts';
import { useStores } from './stores-context.tsx';
import { useTakingBack } from './use-taking-back.ts';

/** What was saved here and is not sent yet. */
export interface Saved {
  /** e.g. "New user ana@example.com"; the notice says when it leaves. */
  readonly what: string;
  readonly send?: SendWhen;
  /** The group to take back on Undo, or how to know the newest of its changes. */
  readonly undo: { readonly groupId: string } | { readonly match: (change: Change) => boolean };
}

/** The limit of the contract; a step to undo is among the newest anyway. */
const most = 2000;

/** Tells in one notice that something was saved here, when it leaves, and offers to undo it. Later ones replace it. */
export function useSaved(): (saved: Saved) => void {
  const bridge = useBridge();
  const stores = useStores();
  const taking = useTakingBack();
  return useCallback(
    (saved) => {
      const notices = stores.notices.getState();
      const circumstances = (): SavedCircumstances => ({
        session: stores.session.getState().state,
        sendAutomatically: stores.settings.getState().settings.sendAutomatically,
        send: saved.send,
      });
      const groupOf = async (): Promise<string | null> => {
        const { undo } = saved;
        if ('groupId' in undo) return undo.groupId;
        const outcome = await bridge.call('changes.list', { which: 'open', limit: most });
        if (!outcome.ok) return null;
        const matching = outcome.data.changes.filter(({ change }) => undo.match(change));
        const newest = matching.toSorted((a, b) => b.change.seq - a.change.seq)[0];
        return newest?.change.groupId ?? null;
      };
      const takeBack = async (): Promise<void> => {
        const groupId = await groupOf();
        if (groupId === null)
          notices.show({ key: 'saved', tone: 'info', text: 'Nothing was taken back: it was sent already.' });
        else await taking.undo(groupId, saved.what, saved.send);
      };
      notices.show({
        key: 'saved',
        tone: 'done',
        text: `Saved: ${saved.what}.`,
        hint: savedWhen(circumstances()),
        action: { label: 'Undo', run: () => void takeBack() },
      });
    },
    [bridge, stores, taking],
  );
}

import { useEffect, useState } from 'react';
import { useBridge } from '../bridge/bridge-context.tsx';
import { useStores } from './stores-context.tsx';

/** What this editor held when the lock closed it; null where there is nothing. The same answer for as long as it is open. */
export function useDraftBefore<T>(name: string): T | null {
  const { drafts } = useStores();
  const [before] = useState<T | null>(() => {
    const text = drafts.getState().held[name];
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by this editor's page before the lock
    return text === undefined ? null : (JSON.parse(text) as T);
  });
  useEffect(() => drafts.getState().forget(name), [drafts, name]);
  return before;
}

/**
 * Keeps what is typed and not saved in the main process, so that a lock does not lose it; null = there is nothing to
 * lose. Never call it with a secret.
 */
export function useKeepDraft(name: string, draft: unknown): void {
  const bridge = useBridge();
  // Kept with each change: the lock may shut right after it, and a page that it ends says nothing more.
  const text = draft === null ? null : JSON.stringify(draft);
  useEffect(() => {
    void (text === null ? bridge.call('drafts.drop', { name }) : bridge.call('drafts.keep', { name, text }));
  }, [bridge, name, text]);
  // An editor that is left drops it; one whose page the lock ends has no time to.
  useEffect(() => () => void bridge.call('drafts.drop', { name }), [bridge, name]);
}

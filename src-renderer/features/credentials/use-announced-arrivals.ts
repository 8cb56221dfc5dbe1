import { useEffect, useRef } from 'react';
import { useCredentials, useStores } from '../../stores/stores-context.tsx';
import { arrivalWords, arrivalsOf } from './arrivals.ts';

/** Milliseconds a dialog has to show the credential it asked for before that is announced as well. */
const patience = 1500;

const dialogOpen = (): boolean => document.querySelector('[role="dialog"][aria-modal="true"]') !== null;

/**
 * Announces credentials that came from a later send, each once. Those that a dialog asked for are shown there, so
 * nothing is announced while one is open, nor what it showed.
 */
export function useAnnouncedArrivals(onHandOver: (ids: readonly string[]) => void): void {
  const { notices } = useStores();
  const list = useCredentials((store) => store.list);
  const known = useRef<Set<string> | null>(null);
  const handOver = useRef(onHandOver);
  useEffect(() => {
    handOver.current = onHandOver;
  });

  useEffect(() => {
    const before = (known.current ??= new Set(list.map(({ id }) => id)));
    if (arrivalsOf(list, before).length === 0) return undefined;
    const timer = setInterval(() => {
      for (const panel of document.querySelectorAll<HTMLElement>('[data-credential-id]'))
        before.add(panel.dataset['credentialId'] ?? '');
      const arrived = arrivalsOf(list, before);
      if (arrived.length > 0 && dialogOpen()) return;
      clearInterval(timer);
      if (arrived.length === 0) return;
      const ids = arrived.map(({ id }) => id);
      ids.forEach((id) => before.add(id));
      notices.getState().show({
        key: 'credentials-arrived',
        tone: 'info',
        text: arrivalWords(arrived),
        action: { label: 'Hand over', run: () => handOver.current(ids) },
      });
    }, patience);
    return () => clearInterval(timer);
  }, [list, notices]);
}

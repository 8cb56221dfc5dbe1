import { useEffect, useRef } from 'react';
import { readKey } from './shortcuts.ts';
import type { ShellAct } from './shortcuts.ts';

/** Milliseconds the second key of a `g` pair may take. */
const patience = 1200;

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select, [role="textbox"]'))
  );
}

/** Listens for the shell's shortcuts. None fires while a dialog is open or while typing. */
export function useShortcuts(run: (act: ShellAct) => void): void {
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => {
    const stopWaiting = (): void => {
      if (waiting.current !== null) clearTimeout(waiting.current);
      waiting.current = null;
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      if (document.querySelector('[role="dialog"][aria-modal="true"]') !== null) return;
      const read = readKey(
        {
          key: event.key.length === 1 ? event.key.toLowerCase() : event.key,
          mod: event.ctrlKey || event.metaKey,
          alt: event.altKey,
          typing: isTyping(event.target),
        },
        waiting.current !== null,
      );
      stopWaiting();
      if (read.waiting) waiting.current = setTimeout(stopWaiting, patience);
      if (read.act === null) return;
      event.preventDefault();
      run(read.act);
    };
    window.addEventListener('keydown', onKey);
    return () => {
      stopWaiting();
      window.removeEventListener('keydown', onKey);
    };
  }, [run]);
}

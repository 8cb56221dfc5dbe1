import { useEffect, useRef } from 'react';
import { readDecideKey } from './decide-keys.ts';
import type { DecideAct } from './decide-keys.ts';

const fields = 'input, textarea, select, [role="textbox"]';
const moved = '[role="tablist"], [role="menu"], [role="radiogroup"], section[tabindex="0"]';

/**
 * Listens for the keys of the deciding screen, wherever the focus is, before the shell does. None fires while a dialog is open
 * or while typing.
 */
export function useDecideKeys(run: (act: DecideAct) => void): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      if (document.querySelector('[role="dialog"][aria-modal="true"]') !== null) return;
      const target = event.target instanceof HTMLElement ? event.target : null;
      const act = readDecideKey({
        key: event.key,
        mod: event.ctrlKey || event.metaKey,
        alt: event.altKey,
        typing: target !== null && (target.isContentEditable || target.matches(fields)),
        arrows: target !== null && target.closest(moved) !== null,
      });
      if (act === null) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current(act);
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, []);
}

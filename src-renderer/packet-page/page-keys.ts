import type { ReasonCode } from '../../src-shared/domain/review.ts';
import { reasonChips } from '../../src-shared/words/decision-words.ts';

/** Keys with which a box that scrolls is scrolled, while it has the keyboard itself. */
const scrolling = new Set(['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End']);

/** Single keys act while no dialog is open and nothing is typed; the numbers are reasons. `plain`: by key, in small letters. */
export function listenToKeys(
  plain: Readonly<Record<string, () => void>>,
  reason: (code: ReasonCode) => void,
): void {
  document.addEventListener('keydown', (pressed) => {
    const typing = pressed.target instanceof Element && pressed.target.matches('input, select, textarea');
    if (typing || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return;
    if (document.querySelector('dialog[open]') !== null) return;
    if (scrolling.has(pressed.key) && pressed.target instanceof Element && pressed.target.matches('.detail'))
      return;
    const chip = /^[1-9]$/.test(pressed.key) ? (reasonChips[Number(pressed.key) - 1]?.code ?? null) : null;
    const act = chip === null ? plain[pressed.key.toLowerCase()] : () => reason(chip);
    if (act === undefined) return;
    pressed.preventDefault();
    act();
  });
}

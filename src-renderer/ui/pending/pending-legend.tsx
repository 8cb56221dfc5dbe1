import type { ReactNode } from 'react';
import { pendingMarks } from '../../../src-shared/changes/overlay.ts';
import type { PendingMark } from '../../../src-shared/changes/overlay.ts';
import { countText } from '../../../src-shared/words/count.ts';
import { pendingWords } from './pending-words.ts';
import classes from './pending.module.css';

/** What the signs before names mean and how many rows have each; pressing one filters by it. */
export function PendingLegend(props: {
  counts: readonly { readonly value: string; readonly count: number }[];
  /** The marks that are filtered by. */
  wanted: readonly string[];
  onToggle: (mark: PendingMark) => void;
}): ReactNode {
  const shown = pendingMarks
    .map((mark) => ({ mark, count: props.counts.find(({ value }) => value === mark)?.count ?? 0 }))
    .filter(({ mark, count }) => count > 0 || props.wanted.includes(mark));
  if (shown.length === 0) return null;
  return (
    <ul className={classes.legend} aria-label="Open changes">
      {shown.map(({ mark, count }) => {
        const { sign, label, meaning } = pendingWords(mark);
        return (
          <li key={mark}>
            <button
              type="button"
              className={classes.entry}
              aria-pressed={props.wanted.includes(mark)}
              title={meaning}
              onClick={() => props.onToggle(mark)}
            >
              <span className={classes.sign} data-mark={mark} aria-hidden="true">
                {sign}
              </span>
              {label} {countText(count)}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

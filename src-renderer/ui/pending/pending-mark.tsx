import type { ReactNode } from 'react';
import type { PendingMark } from '../../../src-shared/changes/overlay.ts';
import { pendingWords } from './pending-words.ts';
import classes from './pending.module.css';

/** The sign of an open change, outside of tables; the word is read out and told on hover. */
export function PendingSign(props: { mark: PendingMark }): ReactNode {
  const { sign, label, meaning } = pendingWords(props.mark);
  return (
    <span className={classes.sign} data-mark={props.mark} title={`${label}: ${meaning}`}>
      <span aria-hidden="true">{sign}</span>
      <span className="rb-hidden">{label}: </span>
    </span>
  );
}

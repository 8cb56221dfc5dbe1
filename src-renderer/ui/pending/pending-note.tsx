import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { PendingMark } from '../../../src-shared/changes/overlay.ts';
import { PendingSign } from './pending-mark.tsx';
import { pendingWords } from './pending-words.ts';
import classes from './pending.module.css';

/** What an open change makes of the one thing a pane shows, in words, and the way to that change. */
export function PendingNote(props: {
  mark: PendingMark;
  /** What the change is found by. */
  name: string;
}): ReactNode {
  return (
    <p className={classes.note} data-pending-note={props.mark}>
      <span>
        <PendingSign mark={props.mark} />
        {pendingWords(props.mark).meaning}.
      </span>
      <Link to="/changes" search={{ q: props.name }}>
        Show the change
      </Link>
    </p>
  );
}

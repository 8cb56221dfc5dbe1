import type { ReactNode } from 'react';
import classes from './states.module.css';

/** Nothing to show: says why, and offers the one thing to do about it. */
export function EmptyState(props: { title: string; text?: string; children?: ReactNode }): ReactNode {
  return (
    <div className={classes.state}>
      <p className={classes.title}>{props.title}</p>
      {props.text !== undefined && <p className={classes.text}>{props.text}</p>}
      {props.children !== undefined && <div className={classes.actions}>{props.children}</div>}
    </div>
  );
}

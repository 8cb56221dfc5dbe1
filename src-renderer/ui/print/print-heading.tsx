import type { ReactNode } from 'react';
import { useNow } from '../time/now.tsx';
import classes from './print.module.css';

/** Stands above a printed sheet and nowhere else: what it is, and when it was printed. */
export function PrintHeading(props: {
  readonly title: string;
  /** Where the facts come from and how old they are. */
  readonly origin?: string;
}): ReactNode {
  const now = useNow();
  return (
    <header className={classes.heading}>
      <p className={classes.title}>{props.title}</p>
      <p>
        {props.origin !== undefined && `${props.origin} · `}printed{' '}
        {new Date(now).toISOString().slice(0, 16).replace('T', ' ')} UTC
      </p>
    </header>
  );
}

import type { ReactNode } from 'react';
import classes from './settings.module.css';

/** One choice: what it is called, what it means, and the control. */
export function Setting(props: { label: string; text: string; children: ReactNode }): ReactNode {
  return (
    <div className={classes.setting}>
      <div>
        <div>{props.label}</div>
        <div className={classes.text}>{props.text}</div>
      </div>
      {props.children}
    </div>
  );
}

import type { ReactNode } from 'react';
import classes from './kbd.module.css';

/** One key or a combination as a reader of this machine knows it; `Mod` is Ctrl, or Command on a Mac. */
export function Kbd(props: { keys: string }): ReactNode {
  const mac = navigator.userAgent.includes('Mac');
  return <kbd className={classes.kbd}>{props.keys.replace('Mod', mac ? '⌘' : 'Ctrl')}</kbd>;
}

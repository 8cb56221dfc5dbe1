import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import classes from './drawer.module.css';

/**
 * The pane beside a list. It does not cover or block it: list, filters and selection stay as they are. Opening moves
 * the focus to the title, Escape closes, and the caller takes the focus back.
 */
export function Drawer(props: {
  /** Told to screen readers; also a new value moves the focus here again. */
  label: string;
  title: ReactNode;
  subtitle?: ReactNode;
  actions?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}): ReactNode {
  const heading = useRef<HTMLHeadingElement | null>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    // React hands on keys from dialogs that this pane opened, although they lie elsewhere in the document.
    if (!(event.target instanceof Node) || !event.currentTarget.contains(event.target)) return;
    event.stopPropagation();
    props.onClose();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape belongs to the whole pane
    <aside className={classes.drawer} aria-label={props.label} onKeyDown={onKeyDown}>
      <header className={classes.header}>
        <div className={classes.titles}>
          <h2 ref={heading} tabIndex={-1} className={classes.title}>
            {props.title}
          </h2>
          {props.subtitle !== undefined && <div className={classes.subtitle}>{props.subtitle}</div>}
        </div>
        <ActionIcon aria-label="Close" onClick={props.onClose}>
          <IconX size={16} />
        </ActionIcon>
      </header>
      {props.actions !== undefined && <div className={classes.actions}>{props.actions}</div>}
      {props.children}
    </aside>
  );
}

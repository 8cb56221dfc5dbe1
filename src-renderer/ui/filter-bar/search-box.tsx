import { ActionIcon, TextInput } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Kbd } from '../kbd.tsx';
import classes from './filter-bar.module.css';

/** Milliseconds of quiet before what was typed becomes the question. */
const quiet = 80;

/** Free-text search over the rows; `/` brings the keyboard here, Escape empties it. */
export function SearchBox(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Arrow down leads from here into the table. */
  onLeave: () => void;
}): ReactNode {
  const { value, onChange } = props;
  const [typed, setTyped] = useState(value);
  const [taken, setTaken] = useState(value);
  if (taken !== value) {
    setTaken(value);
    setTyped(value);
  }
  const input = useRef<HTMLInputElement | null>(null);

  useEffect(() => {
    if (typed === value) return undefined;
    const timer = setTimeout(() => {
      setTaken(typed);
      onChange(typed);
    }, quiet);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);

  return (
    <TextInput
      ref={input}
      className={classes.search}
      aria-label={props.label}
      placeholder={props.label}
      data-search-box=""
      maxLength={300}
      spellCheck={false}
      autoComplete="off"
      value={typed}
      leftSection={<IconSearch size={14} stroke={1.75} />}
      rightSection={
        typed === '' ? (
          <Kbd keys="/" />
        ) : (
          <ActionIcon size={20} aria-label="Clear the search" onClick={() => setTyped('')}>
            <IconX size={12} />
          </ActionIcon>
        )
      }
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && typed !== '') {
          event.preventDefault();
          event.stopPropagation();
          setTyped('');
        } else if (event.key === 'ArrowDown') {
          event.preventDefault();
          // What the keys do next is about the rows that were searched for, not about those before.
          if (typed !== value) {
            setTaken(typed);
            onChange(typed);
          }
          props.onLeave();
        }
      }}
    />
  );
}

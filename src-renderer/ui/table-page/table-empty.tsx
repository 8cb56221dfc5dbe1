import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { EmptyState } from '../states/empty-state.tsx';
import { matchWords } from './empty-words.ts';
import type { PageTab } from './page-header.tsx';

/** In the place of the rows when there are none: why, and the way to those that another tab has. */
export function TableEmpty(props: {
  /** Plural, lower case. */
  noun: string;
  /** Whether a search or a filter is in force. */
  filtered: boolean;
  /** Why the actor sees none whatever is asked; null when they may. */
  denied: string | null;
  /** Shown when the view has no rows at all. */
  text: string;
  /** The tab that is shown; null where there are none. */
  tab: PageTab | null;
  /** The tab with all rows when it is another one and has some. */
  all: PageTab | null;
  onTab: (value: string) => void;
}): ReactNode {
  const { noun, all, tab } = props;
  if (props.denied !== null) return <EmptyState title={`You may not see ${noun}.`} text={props.denied} />;
  if (all !== null && all.count !== null) {
    return (
      <EmptyState title={`No ${noun} ${props.filtered ? 'match ' : ''}under ${tab?.label ?? 'this tab'}.`}>
        <Button variant="default" onClick={() => props.onTab(all.value)}>
          {matchWords(all.count, props.filtered)} under {all.label}
        </Button>
      </EmptyState>
    );
  }
  return props.filtered ? (
    <EmptyState title={`No ${noun} match.`} text="Change the search or take a filter away." />
  ) : (
    <EmptyState title={`No ${noun}.`} text={props.text} />
  );
}

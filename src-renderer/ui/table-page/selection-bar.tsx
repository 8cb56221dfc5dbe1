import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { countText } from '../../../src-shared/words/count.ts';
import type { Selection } from '../data-grid/selection.ts';
import { keepRows, selectMatching, selectedCount } from '../data-grid/selection.ts';
import classes from './selection-bar.module.css';

/** Below the table while rows are selected: how many, everything that matches as a step of its own, what can be done. */
export function SelectionBar(props: {
  selection: Selection;
  total: number;
  noun: string;
  /** Picked rows that are in the list as it is searched now; null while that is not known. */
  inList: ReadonlySet<string> | null;
  onSelection: (selection: Selection) => void;
  onClear: () => void;
  children: ReactNode;
}): ReactNode {
  const { selection, inList } = props;
  const count = selectedCount(selection, props.total);
  if (count === 0) return null;
  const unseen = selection.kind === 'rows' && inList !== null ? count - inList.size : 0;
  const all = selection.kind === 'matching' && count === props.total;
  return (
    <section className={classes.bar} aria-label="Selection">
      <output className={classes.count}>
        {all ? `All ${countText(count)} matching selected` : `${countText(count)} selected`}
        {unseen > 0 && <span className={classes.unseen}>{unseenWords(unseen, count)}</span>}
      </output>
      {unseen > 0 && inList !== null && (
        <Button variant="subtle" onClick={() => props.onSelection(keepRows(selection, inList))}>
          Drop {unseen === 1 ? 'it' : 'them'}
        </Button>
      )}
      {selection.kind === 'rows' && count < props.total && (
        <Button variant="subtle" onClick={() => props.onSelection(selectMatching())}>
          Select all {countText(props.total)} matching
        </Button>
      )}
      <Button variant="subtle" color="gray" onClick={props.onClear}>
        Clear
      </Button>
      <div className={classes.actions}>{props.children}</div>
    </section>
  );
}

/** How many of the selected rows the search, the filters or the tab leave out. */
export function unseenWords(unseen: number, selected: number): string {
  if (unseen === selected) return selected === 1 ? 'It is not in this list' : 'None of them is in this list';
  return `${countText(unseen)} of them ${unseen === 1 ? 'is' : 'are'} not in this list`;
}

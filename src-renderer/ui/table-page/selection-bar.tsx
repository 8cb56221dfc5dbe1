import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { countText } from '../../../src-shared/words/count.ts';
import type { Selection } from '../data-grid/selection.ts';
import { selectMatching, selectedCount } from '../data-grid/selection.ts';
import classes from './selection-bar.module.css';

/** Below the table while rows are selected: how many, everything that matches as a step of its own, what can be done. */
export function SelectionBar(props: {
  selection: Selection;
  total: number;
  noun: string;
  onSelection: (selection: Selection) => void;
  onClear: () => void;
  children: ReactNode;
}): ReactNode {
  const count = selectedCount(props.selection, props.total);
  if (count === 0) return null;
  const all = props.selection.kind === 'matching' && count === props.total;
  return (
    <section className={classes.bar} aria-label="Selection">
      <output className={classes.count}>
        {all ? `All ${countText(count)} matching selected` : `${countText(count)} selected`}
      </output>
      {props.selection.kind === 'rows' && count < props.total && (
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

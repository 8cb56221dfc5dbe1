import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { blockWords, printBlocks } from './print-blocks.ts';
import { usePrinting } from './use-printing.ts';
import classes from './print.module.css';

/**
 * A table that may be wider than paper: whole on screen, in blocks of columns when it is printed, each with its row heads
 * and below a line that says which columns it has.
 */
export function WideSheet(props: {
  readonly columns: number;
  /** Columns that stand in every block. */
  readonly repeated?: number;
  /** What its columns are, e.g. `roles`. */
  readonly what: string;
  /** The table with these columns, by position. */
  readonly renderTable: (columns: readonly number[]) => ReactNode;
}): ReactNode {
  const printing = usePrinting();
  const blocks = printBlocks(props.columns, printing ? undefined : Infinity, props.repeated);
  return blocks.map((columns, index) => (
    <Fragment key={columns.join(' ')}>
      {blocks.length > 1 && (
        <p className={classes.block} data-print-block={index + 1}>
          {blockWords(blocks, index, props.what, props.repeated)}
        </p>
      )}
      {props.renderTable(columns)}
    </Fragment>
  ));
}

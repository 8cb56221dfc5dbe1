import type { ReactNode } from 'react';
import classes from './plain-table.module.css';

/** A column of a {@link PlainTable}. */
export interface PlainColumn {
  readonly label: string;
  /** Figures stand on the right. */
  readonly number?: boolean;
}

/**
 * A short table that scrolls in its box, with a head that stays: lists of some hundred lines that nobody sorts. Cells
 * may carry `data-number` (right, in columns of figures) and the class of {@link cutCell}.
 */
export function PlainTable(props: {
  /** What the lines are, for those who do not see the table. */
  label: string;
  columns: readonly PlainColumn[];
  /** `<tr>` elements. */
  children: ReactNode;
  /** What stands below the last line. */
  foot?: ReactNode;
}): ReactNode {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reachable by keyboard
    <section className={classes.scroll} tabIndex={0} aria-label={props.label}>
      <table className={classes.table}>
        <thead>
          <tr>
            {props.columns.map(({ label, number }) => (
              <th key={label} scope="col" data-number={number === true || undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
      {props.foot}
    </section>
  );
}

/** Class of a cell that takes what is left of the width and is cut where it does not fit. */
export const cutCell = classes.cut;

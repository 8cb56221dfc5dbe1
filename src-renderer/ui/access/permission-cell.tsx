import type { ReactNode } from 'react';
import classes from './permission-cell.module.css';

/** How a permission looks: filled, outlined, hatched, dashed, or a dot; legible without colour. */
export type CellLook = 'full' | 'part' | 'dormant' | 'open' | 'none';

/** See {@link PermissionCell}. */
export interface PermissionCellProps {
  readonly look: CellLook;
  /** `C`, `R`, `U` or `D`; nothing in a legend. */
  readonly letter?: string;
  /** More or less than what it is held against. */
  readonly sign?: '+' | '−' | null;
  /** A line below: not the same on the other side. */
  readonly differs?: boolean;
  readonly title?: string;
}

/** One permission as a small square. Only seen: the words for those who hear stand beside it. */
export function PermissionCell(props: PermissionCellProps): ReactNode {
  const { sign } = props;
  return (
    <span
      className={classes.cell}
      data-look={props.look}
      data-differs={props.differs}
      title={props.title}
      aria-hidden="true"
    >
      {props.letter}
      {sign !== undefined && sign !== null && <span className={classes.sign}>{sign}</span>}
    </span>
  );
}

/** What the squares of a grid say, always beside it. */
export function CellLegend(props: {
  readonly cells: readonly (Pick<PermissionCellProps, 'look' | 'sign'> & { readonly words: string })[];
  /** Further lines, before the letters. */
  readonly more?: readonly ReactNode[];
}): ReactNode {
  return (
    <ul className={classes.legend} aria-label="Legend">
      {props.cells.map(({ words, ...cell }) => (
        <li key={words}>
          <PermissionCell {...cell} /> {words}
        </li>
      ))}
      {props.more?.map((line, index) => (
        <li key={index}>{line}</li>
      ))}
      <li>C create · R read · U update · D delete</li>
    </ul>
  );
}

import type { ReactNode } from 'react';
import type { Cell } from '../../../src-shared/views/view-query.ts';
import type { ColumnKind } from '../../../src-shared/views/view-columns.ts';
import { TierMark } from '../access/tier-mark.tsx';
import type { Tier } from '../access/tier.ts';
import { countText } from '../text/count.ts';
import { SuspiciousText } from '../text/suspicious-text.tsx';
import { valueWords } from '../text/value-words.ts';
import { AgeText } from '../time/age.tsx';
import type { Absence } from '../time/age.tsx';
import type { RenderCell } from './grid-column.ts';
import classes from './cells.module.css';

const nothing = <span className={classes.nothing}>–</span>;

/**
 * The first name, and the second where it fits whole: its place otherwise says how many more there are, by the style
 * sheet alone, since a row that is scrolled by must not be measured.
 */
function list(cell: Cell, draw: (name: string) => ReactNode): ReactNode {
  const names = Array.isArray(cell) ? cell : cell === null ? [] : [String(cell)];
  const [first, second] = names;
  if (first === undefined) return nothing;
  return (
    <span className={classes.list} title={names.join('\n')}>
      <span className={classes.item}>{draw(first)}</span>
      {second !== undefined && (
        <span className={classes.rest} data-more={`+${names.length - 1}`}>
          <span className={classes.fitting}>
            {draw(second)}
            {names.length > 2 && <span className={classes.more}>+{names.length - 2}</span>}
          </span>
        </span>
      )}
    </span>
  );
}

/** Draws a moment; `absent` says what a missing one means in this column. */
export function timeCell(absent: Absence): RenderCell {
  return (cell, _row, now) => (
    <AgeText at={typeof cell === 'string' && cell !== '' ? cell : null} absent={absent} now={now} />
  );
}

/** Draws role names with the mark of their tier. */
export function roleCell(tierOf: (roleName: string) => Tier | null): RenderCell {
  return (cell) =>
    list(cell, (name) => (
      <>
        <TierMark tier={tierOf(name)} />
        {name}
      </>
    ));
}

/** Draws a state with its own mark: good, in progress or wrong. */
export function stateCell(toneOf: (value: string) => 'ok' | 'pending' | 'warn' | 'none'): RenderCell {
  return (cell) =>
    typeof cell === 'string' && cell !== '' ? (
      <span className={`${classes.state} ${classes[toneOf(cell)]}`}>{valueWords(cell)}</span>
    ) : (
      nothing
    );
}

const byKind: Readonly<Record<ColumnKind, RenderCell>> = {
  text: (cell) => (cell === null || cell === '' ? nothing : <SuspiciousText text={String(cell)} />),
  email: (cell) => (cell === null || cell === '' ? nothing : <SuspiciousText text={String(cell)} />),
  id: (cell) => (cell === null || cell === '' ? nothing : <bdi>{String(cell)}</bdi>),
  number: (cell) => (typeof cell === 'number' ? countText(cell) : (cell ?? nothing)),
  choice: (cell) => (cell === null || cell === '' ? nothing : valueWords(String(cell))),
  time: timeCell('unknown'),
  list: (cell) => list(cell, (name) => <SuspiciousText text={name} />),
};

/** The usual way to draw a column of this kind. */
export function cellOfKind(kind: ColumnKind): RenderCell {
  return byKind[kind];
}

import { useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { stepInGrid } from './grid-keys.ts';
import type { GridPlace } from './grid-keys.ts';
import type { CellLook } from './permission-cell.tsx';
import classes from './cell-grid.module.css';

/** One box of the grid as it is drawn and told. */
export interface CellFace {
  /** What it is, for screen readers and hints: "Create Users". */
  readonly label: string;
  /** How it stands in words: "granted by Users: view". */
  readonly words: string;
  /** Its letter; empty draws the box of a whole line. */
  readonly letter: string;
  readonly look: CellLook | 'locked';
  /** A small sign at its corner. */
  readonly sign?: '+' | '−' | null;
  /** Underlines the letter. */
  readonly underlined?: boolean;
  /** Of boxes that are ticked; left out for boxes that open something. */
  readonly checked?: boolean | 'mixed';
  /** Whether what it opens is open. */
  readonly expanded?: boolean;
}

/** One line of the grid. */
export interface CellLine {
  readonly key: string;
  readonly kind: 'head' | 'group' | 'type';
  readonly label: ReactNode;
  /** Beside the label, quieter. */
  readonly detail?: ReactNode;
  /** A hint at the label. */
  readonly title?: string;
  /** Empty for a line that is only read; the keyboard passes it by. */
  readonly faces: readonly CellFace[];
}

/** Milliseconds the shell waits for the second key of a `g` pair. */
const goPatience = 1200;

/**
 * A grid of small boxes that can be pressed, by mouse and by keyboard, as an ARIA grid: one stop of the Tab key, arrows
 * move, Space presses, letters press their box of the line (ux §3).
 */
export function CellGrid(props: {
  readonly label: string;
  readonly lines: readonly CellLine[];
  /** The first box of each line stands before the label and means the whole line. */
  readonly wholeLines: boolean;
  readonly letters: Readonly<Record<string, number>>;
  /** Letters above the columns, where the first line is not a head of boxes. */
  readonly head?: readonly string[];
  readonly onPress: (line: CellLine, box: number) => void;
}): ReactNode {
  const { lines } = props;
  const stops = lines.filter(({ faces }) => faces.length > 0);
  const table = useRef<HTMLTableElement | null>(null);
  const [wanted, setPlace] = useState<GridPlace>({ line: 0, box: 0 });
  const boxes = stops[0]?.faces.length ?? 0;
  const place = {
    line: Math.max(0, Math.min(wanted.line, stops.length - 1)),
    box: Math.max(0, Math.min(wanted.box, boxes - 1)),
  };
  // A group that is only read begins with the first line below it.
  const groups = lines.flatMap((line, index) => {
    if (line.kind !== 'group') return [];
    const first = lines.slice(index).find(({ faces }) => faces.length > 0);
    return first === undefined ? [] : [stops.indexOf(first)];
  });

  const went = useRef(Number.NEGATIVE_INFINITY);
  const onKeyDown = (key: KeyboardEvent): void => {
    // After `g` comes the letter of a page, which is the shell's.
    const afterGo = key.timeStamp - went.current < goPatience;
    const goes = key.key === 'g' && !key.ctrlKey && !key.metaKey;
    went.current = goes ? key.timeStamp : Number.NEGATIVE_INFINITY;
    if (key.altKey || afterGo || goes) return;
    const step = stepInGrid({ key: key.key, mod: key.ctrlKey || key.metaKey }, place, {
      lines: stops.length,
      boxes,
      groups,
      letters: props.letters,
    });
    if (step === null) return;
    key.preventDefault();
    const to = step.kind === 'move' ? step.to : step.at;
    setPlace(to);
    const box = table.current?.querySelector<HTMLElement>(`[data-place="${to.line} ${to.box}"]`);
    box?.focus();
    // The head stays in sight above the lines; what goes behind it would be focused and not seen.
    box?.closest('tr')?.scrollIntoView({ block: 'nearest' });
    const pressed = stops[to.line];
    if (step.kind === 'press' && pressed !== undefined) props.onPress(pressed, to.box);
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- the grid pattern on a native table
    <table ref={table} role="grid" className={classes.grid} aria-label={props.label} onKeyDown={onKeyDown}>
      {props.head !== undefined && (
        <thead>
          <tr className={classes.line} data-kind="head">
            <th scope="col" className={classes.name}>
              Resource
            </th>
            {props.head.map((letter) => (
              <th key={letter} scope="col" className={classes.place}>
                {letter}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {lines.map((line) => {
          const lineIndex = stops.indexOf(line);
          const face = (box: number): ReactNode => {
            const each = line.faces[box];
            if (each === undefined) return null;
            const here = place.line === lineIndex && place.box === box;
            return (
              <Box
                face={each}
                whole={props.wholeLines && box === 0}
                here={here}
                place={`${lineIndex} ${box}`}
                onPress={() => {
                  setPlace({ line: lineIndex, box });
                  props.onPress(line, box);
                }}
              />
            );
          };
          const first = props.wholeLines ? 1 : 0;
          return (
            <tr key={line.key} className={classes.line} data-kind={line.kind} data-line={line.key}>
              <th
                scope={line.kind === 'head' ? 'col' : 'row'}
                colSpan={line.faces.length === 0 ? (props.head?.length ?? 0) + 1 : undefined}
                title={line.title}
                className={classes.name}
              >
                {props.wholeLines && face(0)}
                <span className={classes.label}>{line.label}</span>
                {line.detail !== undefined && line.detail !== null && (
                  <span className={classes.detail}>{line.detail}</span>
                )}
              </th>
              {line.faces.slice(first).map((each, index) => (
                <td key={each.label} className={classes.place}>
                  {face(index + first)}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Box(props: {
  face: CellFace;
  whole: boolean;
  here: boolean;
  place: string;
  onPress: () => void;
}): ReactNode {
  const { face } = props;
  const checked = face.checked;
  return (
    <button
      type="button"
      className={classes.box}
      data-look={face.look}
      data-whole={props.whole || undefined}
      data-place={props.place}
      data-cell={face.label}
      tabIndex={props.here ? 0 : -1}
      title={`${face.label}: ${face.words}`}
      aria-label={`${face.label}: ${face.words}`}
      {...(checked === undefined
        ? { 'aria-expanded': face.expanded ?? false }
        : { role: 'checkbox', 'aria-checked': checked })}
      aria-disabled={face.look === 'locked'}
      onClick={props.onPress}
    >
      <span aria-hidden="true" className={face.underlined === true ? classes.underlined : undefined}>
        {face.letter}
      </span>
      {face.sign !== undefined && face.sign !== null && (
        <span className={classes.sign} aria-hidden="true">
          {face.sign}
        </span>
      )}
    </button>
  );
}

/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/interactive-supports-focus, jsx-a11y/click-events-have-key-events --
   an ARIA treegrid over placed lines cannot be a <table>; focus and keys belong to the list element. */
import { useId, useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { useNow } from '../../ui/time/now.tsx';
import { useVisibleLines } from '../../ui/virtual-list/use-visible-lines.ts';
import { readPlanKey } from './plan-keys.ts';
import { PlanRowView } from './plan-row.tsx';
import type { PlanRow } from './plan-rows.ts';
import { addRange, tickOf, toggleRow } from './plan-selection.ts';
import classes from './plan-list.module.css';

/** See {@link PlanList}. */
export interface PlanListProps {
  readonly label: string;
  readonly rows: readonly PlanRow[];
  readonly rowHeight: number;
  readonly selectable: boolean;
  readonly selected: ReadonlySet<string>;
  readonly onSelected: (selected: ReadonlySet<string>) => void;
  readonly openId: string | null;
  readonly onOpen: (id: string) => void;
  readonly onFold: (groupId: string, open: boolean) => void;
  /** Alt with an arrow; the keyboard stays with the line. */
  readonly onMove: (row: PlanRow, by: -1 | 1) => void;
  /** Delete on the line the keyboard is on. */
  readonly onDiscard: (row: PlanRow) => void;
  /** Its set is taken back, or what was taken back comes back. */
  readonly onUndo: (row: PlanRow) => void;
  readonly empty: ReactNode;
}

/** The changes as a plan: one tab stop, lines by arrows, groups folded by left and right. */
export function PlanList(props: PlanListProps): ReactNode {
  const { rows, selected, rowHeight } = props;
  const base = useId();
  const now = useNow();
  const viewport = useRef<HTMLDivElement | null>(null);
  const view = useVisibleLines(viewport, rows.length, rowHeight);
  // The keyboard is with a line, not with a place: it stays with it when the list changes around it.
  const [place, setPlace] = useState<{ readonly key: string; readonly at: number }>({ key: '', at: 0 });
  const [focused, setFocused] = useState(false);
  const anchor = useRef<number | null>(null);
  const found = rows.findIndex((row) => row.key === place.key);
  const active = found !== -1 ? found : Math.max(0, Math.min(place.at, rows.length - 1));

  const goTo = (to: number): void => {
    setPlace({ key: rows[to]?.key ?? '', at: to });
    view.reveal(to);
  };
  const toggle = (at: number): void => {
    const row = rows[at];
    if (row === undefined || !props.selectable) return;
    anchor.current = at;
    props.onSelected(toggleRow(row, selected));
  };
  const press = (at: number): void => {
    const row = rows[at];
    if (row?.kind === 'group') props.onFold(row.groupId, !row.open);
    else if (row !== undefined) props.onOpen(row.planned.change.id);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    setFocused(true);
    const key = {
      key: event.key,
      mod: event.ctrlKey || event.metaKey,
      alt: event.altKey,
      shift: event.shiftKey,
    };
    const read = readPlanKey(key, rows, active, view.page);
    const row = rows[active];
    if (read === null || row === undefined) return;
    event.preventDefault();
    if (read.act === 'go') {
      if (read.extend && props.selectable) {
        anchor.current ??= active;
        props.onSelected(addRange(rows, anchor.current, read.to, selected));
      }
      goTo(read.to);
    } else if (read.act === 'fold') props.onFold(read.groupId, read.open);
    else if (read.act === 'toggle') toggle(active);
    else if (read.act === 'open') press(active);
    else if (read.act === 'select-all') {
      if (props.selectable) props.onSelected(addRange(rows, 0, rows.length - 1, selected));
    } else if (read.act === 'discard') props.onDiscard(row);
    else if (read.act === 'undo') props.onUndo(row);
    else if (read.act === 'move') {
      setPlace({ key: row.key, at: active });
      props.onMove(row, read.by);
    }
  };
  const onClick = (event: MouseEvent): void => {
    const target = event.target as HTMLElement;
    const element = target.closest<HTMLElement>('[data-index]');
    if (element === null) return;
    setFocused(false);
    const at = Number(element.dataset['index']);
    setPlace({ key: rows[at]?.key ?? '', at });
    const row = rows[at];
    if (row !== undefined && target.closest('[data-undo]') !== null) {
      props.onUndo(row);
      viewport.current?.focus();
      return;
    }
    if (props.selectable && event.shiftKey) {
      props.onSelected(addRange(rows, anchor.current ?? at, at, selected));
    } else if (
      props.selectable &&
      (event.ctrlKey || event.metaKey || target.closest('[data-box]') !== null)
    ) {
      toggle(at);
    } else press(at);
  };

  const drawn: ReactNode[] = [];
  for (let index = view.first; index < view.last; index += 1) {
    const row = rows[index];
    if (row === undefined) continue;
    drawn.push(
      <PlanRowView
        key={row.key}
        id={`${base}-${index}`}
        index={index}
        row={row}
        top={index * rowHeight}
        tick={tickOf(row, selected)}
        selectable={props.selectable}
        opened={row.kind === 'change' && row.planned.change.id === props.openId}
        active={focused && index === active}
        now={now}
      />,
    );
  }
  const activeDrawn = active >= view.first && active < view.last;

  return (
    <div className={classes.frame}>
      <div
        ref={viewport}
        role="treegrid"
        tabIndex={0}
        aria-label={props.label}
        aria-rowcount={rows.length}
        data-ended={props.selectable ? undefined : ''}
        aria-multiselectable={props.selectable || undefined}
        aria-activedescendant={activeDrawn && rows.length > 0 ? `${base}-${active}` : undefined}
        className={classes.list}
        style={{ '--line': `${rowHeight}px` } as React.CSSProperties}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onFocus={(event) => setFocused(event.currentTarget.matches(':focus-visible'))}
        onBlur={() => setFocused(false)}
      >
        <div role="rowgroup" className={classes.body} style={{ height: rows.length * rowHeight }}>
          {drawn}
        </div>
      </div>
      {rows.length === 0 && <div className={classes.empty}>{props.empty}</div>}
    </div>
  );
}

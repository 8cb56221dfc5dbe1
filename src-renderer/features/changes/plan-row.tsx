/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/interactive-supports-focus -- an ARIA treegrid over placed
   lines cannot be a <table>; focus and keys belong to the list element. */
import { IconArrowBackUp, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { memo } from 'react';
import type { ReactNode } from 'react';
import { problemOf } from '../../../src-shared/changes/change-tally.ts';
import type { PlannedChange } from '../../../src-shared/ipc/changes-contract.ts';
import { counted } from '../../../src-shared/words/count.ts';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import { AgeText } from '../../ui/time/age.tsx';
import { momentOf, signWords, stateWords } from './change-words.ts';
import type { PlanRow, SignCounts } from './plan-rows.ts';
import { idsOf } from './plan-rows.ts';
import { undoLabel, undoOf, undoOfRow } from './plan-undo.ts';
import { StateChip } from './state-chip.tsx';
import { worstState } from './worst-state.ts';
import classes from './plan-list.module.css';

/** See {@link PlanRowView}. */
interface PlanRowViewProps {
  readonly id: string;
  readonly index: number;
  readonly row: PlanRow;
  /** Pixels. */
  readonly top: number;
  readonly tick: 'none' | 'some' | 'all';
  readonly selectable: boolean;
  readonly opened: boolean;
  readonly active: boolean;
  readonly now: number;
}

/** One line of the plan; plain elements, because a thousand of them are scrolled by. */
export const PlanRowView = memo(function PlanRowView(props: PlanRowViewProps): ReactNode {
  const { row, index, tick } = props;
  const group = row.kind === 'group';
  return (
    <div
      role="row"
      id={props.id}
      aria-level={row.kind === 'change' && row.inside ? 2 : 1}
      aria-expanded={group ? row.open : undefined}
      aria-rowindex={index + 1}
      aria-selected={props.selectable ? tick === 'all' : undefined}
      className={classes.row}
      data-index={index}
      data-kind={row.kind}
      data-inside={row.kind === 'change' && row.inside ? '' : undefined}
      data-opened={props.opened || undefined}
      data-active={props.active || undefined}
      data-tick={tick}
      style={{ transform: `translateY(${props.top}px)` }}
    >
      {props.selectable && (
        <div role="gridcell" className={classes.box} data-box="">
          <span className={classes.tick} aria-hidden="true" />
          <span className="rb-hidden">
            {tick === 'all' ? 'selected' : tick === 'some' ? 'partly selected' : 'not selected'}
          </span>
        </div>
      )}
      {group ? (
        <GroupCells row={row} now={props.now} />
      ) : (
        <ChangeCells planned={row.planned} now={props.now} />
      )}
      <UndoCell row={row} />
    </div>
  );
});

/** Undo of a set, where it can be; changes inside one have theirs in the heading. */
function UndoCell({ row }: { row: PlanRow }): ReactNode {
  const undo = row.kind === 'change' && row.inside ? null : undoOfRow(row);
  const title = row.kind === 'group' ? row.title : row.planned.title;
  return (
    <div role="gridcell" className={classes.undo}>
      {undo !== null && undo.whyNot === null && (
        <button
          type="button"
          tabIndex={-1}
          data-undo={undo.act}
          aria-label={`${undoLabel(undo)}: ${title}`}
          title={undo.act === 'take-back' ? 'Undo: takes the whole set back' : 'Bring back, as it stood'}
        >
          <IconArrowBackUp size={14} aria-hidden />
          {undo.act === 'bring-back' && undoLabel(undo)}
        </button>
      )}
    </div>
  );
}

/** Why what was taken back stays away; null where it may come back, or waits. */
function whyAway(members: readonly PlannedChange[]): string | null {
  const undo = undoOf(members);
  return undo?.act === 'bring-back' ? undo.whyNot : null;
}

function GroupCells(props: { row: Extract<PlanRow, { kind: 'group' }>; now: number }): ReactNode {
  const { row } = props;
  const state = worstState(row.members.map(({ change }) => change.state));
  const newest = row.members.map(({ change }) => momentOf(change)).reduce((a, b) => (a > b ? a : b));
  const ticket = row.members[0]?.note?.ticket ?? null;
  const away = whyAway(row.members);
  const Chevron = row.open ? IconChevronDown : IconChevronRight;
  return (
    <>
      <div role="gridcell" className={classes.fold} data-fold="">
        <Chevron size={14} aria-hidden />
      </div>
      <div role="gridcell" className={classes.title}>
        <span className={classes.name} title={row.title}>
          <SuspiciousText text={row.title} />
        </span>
        <Signs counts={row.signs} />
      </div>
      <div role="gridcell" className={classes.wait} title={away ?? undefined}>
        {counted(idsOf(row).length, 'change')}
        {ticket !== null && (
          <>
            {' · '}
            <SuspiciousText text={ticket} />
          </>
        )}
        {away !== null && (
          <>
            {' · '}
            <SuspiciousText text={away} />
          </>
        )}
      </div>
      <div role="gridcell" className={classes.state}>
        {row.open ? '' : <StateChip state={state} />}
        {row.open && <span className="rb-hidden">{stateWords(state).label}</span>}
      </div>
      <div role="gridcell" className={classes.age}>
        <AgeText at={newest} absent="unknown" now={props.now} />
      </div>
    </>
  );
}

function ChangeCells(props: { planned: PlannedChange; now: number }): ReactNode {
  const { change, sign, title, waitsFor } = props.planned;
  const why = problemOf(change) ?? waitsFor ?? whyAway([props.planned]);
  return (
    <>
      <div role="gridcell" className={classes.sign} data-sign={sign}>
        <span aria-hidden="true">{sign === '-' ? '−' : sign}</span>
        <span className="rb-hidden">{signWords(sign)}</span>
      </div>
      <div role="gridcell" className={classes.title} title={title}>
        <SuspiciousText text={title} />
      </div>
      <div role="gridcell" className={classes.wait} title={why ?? undefined}>
        {why ?? ''}
      </div>
      <div role="gridcell" className={classes.state}>
        <StateChip state={change.state} />
      </div>
      <div role="gridcell" className={classes.age}>
        <AgeText at={momentOf(change)} absent="unknown" now={props.now} />
      </div>
    </>
  );
}

/** How many of a group add, change and remove, as a plan says it. */
function Signs(props: { counts: SignCounts }): ReactNode {
  const shown = (['+', '~', '-'] as const).filter((sign) => props.counts[sign] > 0);
  return (
    <span className={classes.signs}>
      {shown.map((sign) => (
        <span key={sign} data-sign={sign}>
          <span aria-hidden="true">
            {sign === '-' ? '−' : sign}
            {props.counts[sign]}
          </span>
          <span className="rb-hidden">
            {signWords(sign)} {props.counts[sign]}
          </span>
        </span>
      ))}
    </span>
  );
}

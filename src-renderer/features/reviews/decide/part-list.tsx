/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a <select> cannot hold lines of several columns, of which only some are drawn */
import { memo, useImperativeHandle, useRef } from 'react';
import type { ReactNode, Ref } from 'react';
import type { ReviewDecision } from '../../../../src-shared/domain/review.ts';
import { counted } from '../../../../src-shared/words/count.ts';
import { TierMark } from '../../../ui/access/tier-mark.tsx';
import { SuspiciousText } from '../../../ui/text/suspicious-text.tsx';
import { useVisibleLines } from '../../../ui/virtual-list/use-visible-lines.ts';
import { decisionFaces, decisionText } from '../../../../src-shared/words/decision-words.ts';
import { groupKind } from './part-lines.ts';
import type { Decisions, GroupKind, PartLine } from './part-lines.ts';
import classes from './decide.module.css';

/** Height of a line, pixels. */
export const partLineHeight = 32;

/** More lines than are ever drawn at once. */
const pool = 256;

/** What the screen asks of the list. */
export interface PartListHandle {
  readonly reveal: (line: number) => void;
  readonly focus: () => void;
  /** Lines a page key moves. */
  readonly page: () => number;
}

/** The rows of a part, of which only those in sight are drawn. One tab stop; the place is told by `aria-activedescendant`. */
export function PartList(props: {
  readonly lines: readonly PartLine[];
  readonly decisions: Decisions;
  readonly active: number;
  readonly opened: ReadonlySet<number>;
  readonly label: string;
  readonly handle: Ref<PartListHandle>;
  readonly onGo: (line: number) => void;
  readonly onFold: (line: number) => void;
}): ReactNode {
  const { lines, decisions, active } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const { first, last, page, reveal } = useVisibleLines(scroller, lines.length, partLineHeight);
  useImperativeHandle(
    props.handle,
    () => ({ reveal, focus: () => scroller.current?.focus({ preventScroll: true }), page: () => page }),
    [reveal, page],
  );
  const drawn = lines.slice(first, last);
  return (
    <div
      ref={scroller}
      className={classes.list}
      role="listbox"
      tabIndex={0}
      aria-label={props.label}
      aria-activedescendant={active >= first && active < last ? `part-line-${active}` : undefined}
      data-part-list
    >
      <div role="presentation" style={{ height: lines.length * partLineHeight }} className={classes.canvas}>
        {drawn.map((line, offset) => {
          const at = first + offset;
          return (
            <Line
              // Elements that leave at one end are used again at the other.
              key={at % pool}
              line={line}
              at={at}
              of={lines.length}
              active={at === active}
              opened={line.group !== null && props.opened.has(line.row.group)}
              decision={line.group === null ? (decisions.get(line.row.id) ?? null) : null}
              together={line.group === null ? 'none' : groupKind(line.group, decisions)}
              open={line.group === null ? 0 : line.group.filter(({ id }) => !decisions.has(id)).length}
              onGo={props.onGo}
              onFold={props.onFold}
            />
          );
        })}
      </div>
    </div>
  );
}

const Line = memo(function Line(props: {
  readonly line: PartLine;
  readonly at: number;
  readonly of: number;
  readonly active: boolean;
  readonly opened: boolean;
  readonly decision: ReviewDecision | null;
  readonly together: GroupKind;
  readonly open: number;
  readonly onGo: (line: number) => void;
  readonly onFold: (line: number) => void;
}): ReactNode {
  const { line, at, decision, active } = props;
  const { row, group } = line;
  const kind = decision?.kind ?? props.together;
  const face = kind === 'none' || kind === 'mixed' ? null : decisionFaces[kind];
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- keys belong to the list, which has the focus
    <div
      id={`part-line-${at}`}
      role="option"
      aria-selected={active}
      aria-setsize={props.of}
      aria-posinset={at + 1}
      className={classes.line}
      data-active={active || undefined}
      data-inner={line.inner || undefined}
      data-group={group !== null || undefined}
      style={{ transform: `translateY(${at * partLineHeight}px)` }}
      onClick={() => props.onGo(at)}
      onDoubleClick={() => props.onFold(at)}
    >
      <span className={classes.sign} data-decision={kind}>
        <span aria-hidden="true">{face?.sign ?? (kind === 'mixed' ? '•' : '')}</span>
        {group === null && (
          <span className="rb-hidden">
            {decision === null ? 'Undecided' : decisionText(decision)}
            {row.privileged ? ', privileged' : ''}:{' '}
          </span>
        )}
      </span>
      {group === null ? (
        <span className={classes.who}>
          <SuspiciousText text={row.subject.name} />
        </span>
      ) : (
        <span className={classes.who}>
          <span className={classes.fold} aria-hidden="true">
            {props.opened ? '▾' : '▸'}
          </span>
          {counted(group.length, 'row')}
          <span className={classes.dim}>
            {props.open > 0
              ? ` · ${props.open} undecided`
              : ` · all decided${face === null ? '' : `: ${face.done}`}`}
          </span>
        </span>
      )}
      <span className={classes.role} data-privileged={row.privileged || undefined}>
        <TierMark tier={row.tier} />
        <SuspiciousText text={row.role} />
      </span>
      <span className={classes.place}>
        <SuspiciousText text={row.scope} />
      </span>
      <span className={classes.hintCount}>
        {group === null && row.hints.length > 0 && (
          <>
            <span aria-hidden="true">⚑ {row.hints.length}</span>
            <span className="rb-hidden">, {counted(row.hints.length, 'hint')}</span>
          </>
        )}
      </span>
    </div>
  );
});

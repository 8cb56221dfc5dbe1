import type { ReactNode } from 'react';
import { TierMark } from '../../../src-renderer/ui/access/tier-mark.tsx';
import type { CellFace, NameFace } from '../../../src-renderer/ui/data-grid/cell-face.ts';
import { moreText, nameGap } from '../../../src-renderer/ui/data-grid/list-fit.ts';
import classes from '../../../src-renderer/ui/data-grid/cells.module.css';
import { SuspiciousText } from '../../../src-renderer/ui/text/suspicious-text.tsx';

function Name(props: { face: NameFace }): ReactNode {
  return (
    <>
      {props.face.tier !== undefined && <TierMark tier={props.face.tier} />}
      <SuspiciousText text={props.face.text} />
    </>
  );
}

/** The same faces that our grid paints, drawn by React as plain elements; lists are cut by the cell's edge alone. */
export function ReactCell(props: { face: CellFace }): ReactNode {
  const { face } = props;
  if (face.kind === 'waiting') return null;
  if (face.kind === 'text') {
    const state = ['ok', 'pending', 'warn', 'none'].includes(face.tone) ? classes.state : '';
    return (
      <span className={`${state} ${classes[face.tone] ?? ''}`} title={face.hint?.()}>
        <SuspiciousText text={face.text} />
      </span>
    );
  }
  return (
    <span title={face.hint()}>
      <Name face={face.first} />
      {face.second !== null && (
        <>
          {nameGap}
          <Name face={face.second} />
          {moreText(face.count - 2)}
        </>
      )}
    </span>
  );
}

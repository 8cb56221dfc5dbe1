import { Button } from '@mantine/core';
import { IconArrowBackUp, IconSignature } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ReviewPart } from '../../../../src-shared/ipc/reviews-contract.ts';
import { countText, counted } from '../../../../src-shared/words/count.ts';
import { PageHeader } from '../../../ui/table-page/page-header.tsx';
import type { PartCounts } from './decide-model.ts';
import classes from './decide.module.css';

/** Whose part it is, how far it is, and what can be done about all of it. */
export function DecideHead(props: {
  readonly data: ReviewPart;
  readonly counts: PartCounts;
  /** Why nothing can be decided (any more), in words; null: it can. */
  readonly because: string | null;
  readonly mayUndo: boolean;
  readonly leaveLabel: string;
  readonly onLeave: () => void;
  readonly onUndo: () => void;
  readonly onSign: () => void;
}): ReactNode {
  const { data, counts, because } = props;
  const locked = because !== null;
  return (
    <>
      <PageHeader
        title={data.campaign.name}
        actions={
          <>
            <Button variant="subtle" color="gray" onClick={props.onLeave}>
              {props.leaveLabel}
            </Button>
            <Button
              variant="default"
              leftSection={<IconArrowBackUp size={14} aria-hidden />}
              disabled={locked || !props.mayUndo}
              aria-keyshortcuts="U"
              onClick={props.onUndo}
            >
              Undo
            </Button>
            <Button
              leftSection={<IconSignature size={14} aria-hidden />}
              disabled={locked}
              aria-keyshortcuts="Control+Enter"
              data-sign-off
              onClick={props.onSign}
            >
              {'packet' in data.part ? 'Sign off and save the answer…' : 'Sign off…'}
            </Button>
          </>
        }
      />
      <div className={classes.standing}>
        <span>
          <strong>{data.reviewer.name}</strong> · {data.campaign.tenant} · due {data.campaign.due}
        </span>
        <progress
          className={classes.meter}
          aria-label="Decided rows"
          max={Math.max(1, counts.rows)}
          value={counts.decided}
        />
        <span className="rb-figures" data-decided-count>
          {countText(counts.decided)} of {counted(counts.rows, 'row')} decided
        </span>
        <span className={classes.draft} data-locked={locked}>
          {because ?? 'A draft until you sign off. Undecided never means revoke.'}
        </span>
      </div>
    </>
  );
}

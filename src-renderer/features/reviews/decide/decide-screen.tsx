import { Button } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { ReactNode } from 'react';
import type { PartRef } from '../../../../src-shared/ipc/reviews-contract.ts';
import { useCall } from '../../../bridge/use-call.ts';
import frame from '../../../ui/page/page.module.css';
import { ErrorState } from '../../../ui/states/error-state.tsx';
import { PageHeader } from '../../../ui/table-page/page-header.tsx';
import type { DecideSearch } from './decide-search.ts';
import { Deciding } from './deciding.tsx';
import { lockedBecause } from './locked-because.ts';
import { useSignedElsewhere } from './signed-elsewhere.ts';

/** See {@link DecideScreen}. */
export interface DecideScreenProps {
  /** Must stay the same object while it means the same part. */
  readonly part: PartRef;
  readonly search: DecideSearch;
  readonly onSearch: (change: Partial<DecideSearch>) => void;
  /** Signed off, or left. */
  readonly onLeave: () => void;
  readonly leaveLabel: string;
}

/** A reviewer's part, row by row, by keyboard; one of a campaign, or that of an opened packet. */
export function DecideScreen(props: DecideScreenProps): ReactNode {
  const call = useCall('reviews.part', { part: props.part });
  const [turn, setTurn] = useState(0);
  const { reload } = call;
  // What was refused, or is not the reviewer's to decide any more, is taken from the screen by beginning anew with what is
  // written down.
  const beginAnew = useCallback(() => {
    reload();
    setTurn((before) => before + 1);
  }, [reload]);
  const [heard, setHeard] = useState(false);
  const onSigned = useCallback(() => {
    setHeard(true);
    beginAnew();
  }, [beginAnew]);
  useSignedElsewhere(props.part, onSigned);
  if (call.data === null)
    return (
      <div className={frame.page}>
        <PageHeader
          title="Review"
          actions={
            <Button variant="default" onClick={props.onLeave}>
              {props.leaveLabel}
            </Button>
          }
        />
        {call.status === 'failed' && <ErrorState error={call.error} onRetry={call.reload} />}
      </div>
    );
  return (
    <>
      <Deciding
        key={call.status === 'ready' ? turn : 'again'}
        {...props}
        data={call.data}
        onRefused={beginAnew}
      />
      <output className="rb-hidden" aria-live="polite">
        {heard ? (lockedBecause(call.data) ?? '') : ''}
      </output>
    </>
  );
}

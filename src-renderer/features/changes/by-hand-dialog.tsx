import { Button, Loader, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useCall } from '../../bridge/use-call.ts';
import type { ByHand } from '../../../src-shared/ipc/changes-contract.ts';
import { FindingList } from '../../ui/findings/finding-list.tsx';
import { ErrorState } from '../../ui/states/error-state.tsx';
import { counted } from '../../../src-shared/words/count.ts';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import classes from './changes-page.module.css';

/** The open changes as steps in the vendor's own console, for somebody who may not send them from here (V40). */
export function ByHandDialog(props: { onClose: () => void }): ReactNode {
  const call = useCall('changes.byHand', {});
  return (
    <Modal opened onClose={props.onClose} title="Do it by hand in the tenant’s own console" size="lg">
      {call.status === 'loading' && <Loader size="sm" />}
      {call.status === 'failed' && <ErrorState error={call.error} onRetry={call.reload} />}
      {call.data !== null && <ByHandSteps plan={call.data} />}
      <div className={classes.foot}>
        <Button onClick={props.onClose} data-autofocus>
          Close
        </Button>
      </div>
    </Modal>
  );
}

/** The steps, in the order in which they can be done. */
export function ByHandSteps(props: { plan: ByHand }): ReactNode {
  const { steps, findings, leftOut } = props.plan;
  return (
    <>
      <FindingList findings={findings} />
      {steps.length === 0 && <p>Nothing that only waits to be sent.</p>}
      <ol className={classes.lists} aria-label="Steps">
        {steps.map(({ title, lines }, at) => (
          <li key={`${at} ${title}`}>
            {at + 1}. <SuspiciousText text={title} />
            {lines.map((line) => (
              <p key={line}>
                <SuspiciousText text={line} />
              </p>
            ))}
          </li>
        ))}
      </ol>
      {leftOut.length > 0 && (
        <p>Left out: {counted(leftOut.length, 'change')} that not only wait to be sent.</p>
      )}
      <p>Take the changes back here once they are done there, and sync.</p>
    </>
  );
}

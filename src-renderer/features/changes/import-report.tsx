import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PlanReport } from '../../../src-shared/ipc/changes-contract.ts';
import { counted } from '../../../src-shared/words/count.ts';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import classes from './changes-page.module.css';

/** What of a plan file was taken over, and each row that was refused, with its reason. */
export function ImportReport(props: { report: PlanReport; onClose: () => void }): ReactNode {
  const { report } = props;
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={report.rows === 0 ? 'Nothing of the plan was taken over' : 'Plan imported in part'}
      size="lg"
    >
      <p>
        Taken over: {counted(report.rows, 'change')}
        {report.rows > 0 && '; staged until you send them'}. Refused: {counted(report.refused.length, 'row')}.
      </p>
      <ul className={classes.lists} aria-label="Refused rows">
        {report.refused.map(({ row, title, reason }) => (
          <li key={row}>
            Row {row}: <SuspiciousText text={title} />
            <p>
              <SuspiciousText text={reason} />
            </p>
          </li>
        ))}
      </ul>
      <div className={classes.foot}>
        <Button onClick={props.onClose} data-autofocus>
          Close
        </Button>
      </div>
    </Modal>
  );
}

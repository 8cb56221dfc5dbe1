import type { ReactNode } from 'react';
import type { PlannedChange } from '../../../src-shared/ipc/changes-contract.ts';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import classes from './change-drawer.module.css';

/** The exact request that is sent, or why it cannot be told yet. */
export function RequestView(props: { planned: PlannedChange }): ReactNode {
  const { request } = props.planned;
  return (
    <section aria-labelledby="change-request">
      <h3 id="change-request">Request</h3>
      {request === null ? (
        <p className={classes.small}>
          It needs an id that the tenant gives when the change before it is done; the request is known then.
        </p>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reachable by keyboard
        <pre className={classes.request} tabIndex={0} aria-label="Request">
          <strong>{request.method}</strong> <SuspiciousText text={request.path} />
          {request.body !== null &&
            request.body.split('\n').map((line, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- lines of one text have no other name
              <span key={index}>
                {'\n'}
                <SuspiciousText text={line} />
              </span>
            ))}
        </pre>
      )}
    </section>
  );
}

import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import classes from './states.module.css';

/** A failure in the place of what should be there: what happened, what to do, and the reason code for a report. */
export function ErrorState(props: {
  error: ErrorBody;
  onRetry?: () => void;
  children?: ReactNode;
}): ReactNode {
  const { error } = props;
  return (
    <div className={classes.state} role="alert">
      <p className={classes.title}>{error.message}</p>
      {error.hint !== null && <p className={classes.text}>{error.hint}</p>}
      <div className={classes.actions}>
        {props.onRetry !== undefined && (
          <Button variant="default" onClick={props.onRetry}>
            Try again
          </Button>
        )}
        {props.children}
      </div>
      <p className={classes.code}>
        {error.reason}
        {error.status !== null && ` · HTTP ${error.status}`}
      </p>
    </div>
  );
}

import { Button, Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './export-section.module.css';

/** How many files of many are sealed, and the way to end it: none is written before all are. */
export function SealingProgress(props: {
  readonly done: number;
  readonly of: number;
  readonly onCancel: () => void;
}): ReactNode {
  const { done, of } = props;
  return (
    <div className={classes.sealing}>
      <p aria-live="polite">
        {done < of
          ? `Sealing: ${done} of ${of}. No file is written before all are sealed.`
          : `All ${of} are sealed.`}
      </p>
      <Progress value={(100 * done) / of} aria-label="Files sealed" />
      {done < of && (
        <Button variant="default" onClick={props.onCancel} data-cancel-export>
          Cancel
        </Button>
      )}
    </div>
  );
}

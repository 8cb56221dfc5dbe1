import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import classes from './error-note.module.css';

/** See {@link ErrorNote}. */
export interface ErrorNoteProps {
  readonly error: Pick<ErrorBody, 'message' | 'hint'>;
  readonly id?: string;
  readonly onRetry?: () => void;
}

/** A failure at the place it belongs to: what happened, and what to do about it. */
export function ErrorNote(props: ErrorNoteProps): ReactNode {
  return (
    <div className={classes.note} role="alert" id={props.id}>
      <IconAlertTriangle size={16} className={classes.icon} aria-hidden />
      <div className={classes.body}>
        <p className={classes.message}>{props.error.message}</p>
        {props.error.hint !== null && <p>{props.error.hint}</p>}
      </div>
      {props.onRetry !== undefined && (
        <Button variant="default" onClick={props.onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}

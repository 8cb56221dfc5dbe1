import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import type { Finding } from '../../../src-shared/rules/finding.ts';
import { ErrorNote } from '../../ui/findings/error-note.tsx';
import { ReasonField } from '../../ui/grant-editor/reason-field.tsx';
import { StageButton } from '../../ui/saved/stage-button.tsx';
import classes from './rule-actions.module.css';

/** See {@link ChangeForm}. */
export interface ChangeFormProps {
  /** Names the dialog for tests and styles. */
  readonly dialog: 'change-rule' | 'change-many';
  readonly children: ReactNode;
  readonly findings: readonly Finding[];
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  /** How the change is made, in a sentence. */
  readonly note: string;
  /** Why it cannot be saved yet; told once saving was tried. */
  readonly problem: string | null;
  readonly tried: boolean;
  readonly error: ErrorBody | null;
  readonly busy: boolean;
  readonly actLabel: string;
  readonly onSave: (send?: 'staged') => void;
  readonly onCancel: () => void;
}

/** The frame of the dialogs that change access rules: reason, note, error and the buttons below what is chosen. */
export function ChangeForm(props: ChangeFormProps): ReactNode {
  const { busy, onSave } = props;
  return (
    <form
      className={classes.form}
      data-dialog={props.dialog}
      onSubmit={(submit) => {
        submit.preventDefault();
        onSave();
      }}
    >
      {props.children}
      <ReasonField
        findings={props.findings}
        reason={props.reason}
        touched={props.tried}
        disabled={busy}
        onReason={props.onReason}
      />
      <p className={classes.note}>{props.note}</p>
      {props.error !== null && <ErrorNote error={props.error} />}
      <footer className={classes.foot}>
        <span className={classes.problem} aria-live="polite">
          {props.tried && props.problem}
        </span>
        <Button variant="default" disabled={busy} onClick={props.onCancel}>
          Cancel
        </Button>
        <StageButton disabled={busy} onStage={() => onSave('staged')} />
        <Button type="submit" loading={busy} data-save-rules>
          {props.actLabel}
        </Button>
      </footer>
    </form>
  );
}

import { Button, Loader, Modal } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import type { RemovalPreview } from '../../../src-shared/ipc/changes-contract.ts';
import { ErrorNote } from '../findings/error-note.tsx';
import { StageButton } from '../saved/stage-button.tsx';
import { RemovalBody } from './removal-body.tsx';
import { emptyRemoval, removalAnswer, removalProblem } from './removal-draft.ts';
import classes from './removal.module.css';

/** See {@link RemovalDialog}. */
export interface RemovalDialogProps {
  /** Verb and object without the count: "Remove", "Delete". */
  readonly verb: string;
  /** "3 access rules". */
  readonly what: string;
  readonly note: ReactNode;
  readonly preview: RemovalPreview | null;
  readonly loading: boolean;
  /** Why the preview could not be read. */
  readonly previewError: ErrorBody | null;
  readonly onReload: () => void;
  readonly busy: boolean;
  readonly error: ErrorBody | null;
  readonly onAct: (
    answer: ReturnType<typeof removalAnswer> & { readonly send: 'staged' | undefined },
  ) => void;
  readonly onKeep: () => void;
}

/** The second and third steps of the confirmation ladder for rules and service accounts (design §10). */
export function RemovalDialog(props: RemovalDialogProps): ReactNode {
  const { preview, busy, verb, what } = props;
  const [draft, setDraft] = useState(emptyRemoval);
  const problem = preview === null ? null : removalProblem(preview, draft);
  const ready = preview !== null && problem === null;
  const act = (send: 'staged' | undefined): void => {
    if (preview !== null && ready && !busy) props.onAct({ ...removalAnswer(preview, draft), send });
  };
  return (
    <Modal
      opened
      onClose={props.onKeep}
      title={`${verb} ${what}?`}
      size={620}
      closeOnClickOutside={!busy}
      closeOnEscape={!busy}
    >
      <div className={classes.dialog} data-dialog="removal">
        <p>{props.note}</p>
        {preview === null && props.loading && <Loader size="sm" aria-label="Reading" />}
        {props.previewError !== null && <ErrorNote error={props.previewError} onRetry={props.onReload} />}
        {preview !== null && <RemovalBody preview={preview} draft={draft} busy={busy} onDraft={setDraft} />}
        {props.error !== null && <ErrorNote error={props.error} />}
        <footer className={classes.foot}>
          <span className={classes.problem} aria-live="polite">
            {problem}
          </span>
          <Button variant="default" onClick={props.onKeep} disabled={busy} data-autofocus>
            Keep
          </Button>
          <StageButton disabled={!ready || busy} onStage={() => act('staged')} />
          <Button
            color="red"
            disabled={!ready}
            loading={busy}
            data-confirm-removal
            onClick={() => act(undefined)}
          >
            {verb} {what}
          </Button>
        </footer>
      </div>
    </Modal>
  );
}

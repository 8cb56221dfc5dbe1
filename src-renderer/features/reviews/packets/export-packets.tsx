import { Button, Group, Modal, SegmentedControl, Stack } from '@mantine/core';
import { useCallback, useEffect, useReducer, useState } from 'react';
import type { ReactNode } from 'react';
import type { Reviewer } from '../../../../src-shared/domain/review.ts';
import type { CallOutput } from '../../../../src-shared/ipc/contract.ts';
import { counted } from '../../../../src-shared/words/count.ts';
import { useAct } from '../../../bridge/use-act.ts';
import {
  emptyExport,
  exportProblem,
  exportReducer,
  toExportInput,
} from '../../../ui/credential-panel/export-model.ts';
import { KeyChoice } from '../../../ui/credential-panel/key-choice.tsx';
import { PassphraseChoice } from '../../../ui/credential-panel/passphrase-choice.tsx';
import { ErrorNote } from '../../../ui/findings/error-note.tsx';
import frame from '../../../ui/page/page.module.css';
import { ReasonButton } from '../../../ui/reason-button.tsx';

/** Writes a sealed part for each of some reviewers into a folder that is asked for. */
export function ExportPackets(props: {
  readonly campaign: string;
  readonly reviewers: readonly Reviewer[];
  /** Tells whether something was written. */
  readonly onClose: (written: boolean) => void;
}): ReactNode {
  const { reviewers } = props;
  const [way, setWay] = useState<'page' | 'file'>('page');
  const [draft, dispatch] = useReducer(exportReducer, undefined, emptyExport);
  const [written, setWritten] = useState<CallOutput<'reviews.exportPackets'> | null>(null);
  const { run: suggest, error: suggestError } = useAct('credentials.suggestPassphrase');
  const act = useAct('reviews.exportPackets');
  const another = useCallback(async () => {
    const outcome = await suggest({});
    if (outcome.ok) dispatch({ type: 'suggest', passphrase: outcome.data.passphrase });
  }, [suggest]);
  useEffect(() => void another(), [another]);
  const choose = (next: 'page' | 'file'): void => {
    setWay(next);
    if (next === 'page') dispatch({ type: 'set-seal', seal: 'age-passphrase' });
  };
  const write = async (): Promise<void> => {
    const input = toExportInput(draft, ['packets']);
    if (input === null) return;
    const outcome = await act.run({
      campaign: props.campaign,
      reviewers: reviewers.map(({ id }) => id),
      way,
      seal: input.seal,
    });
    if (outcome.ok && outcome.data.outcome === 'written') setWritten(outcome.data);
  };
  const what = counted(reviewers.length, 'packet');
  return (
    <Modal
      opened
      onClose={() => props.onClose(written !== null)}
      title={written === null ? `Export ${what}` : `${what} written`}
      size="lg"
    >
      {written === null ? (
        <Stack gap="md">
          <SegmentedControl
            aria-label="What kind of file"
            value={way}
            data={[
              { value: 'page', label: 'A page for any browser' },
              { value: 'file', label: 'A file for Rolebook' },
            ]}
            onChange={(value) => choose(value === 'file' ? 'file' : 'page')}
          />
          <p className={frame.dim}>
            {way === 'page'
              ? 'One HTML file a reviewer: opens from disk, without a network, an account or an installation, with the passphrase.'
              : 'One sealed file a reviewer, opened in Rolebook without any tenant.'}{' '}
            The answer comes back as a file. {reviewers.length > 1 && 'All of them are sealed the same way.'}
          </p>
          {way === 'file' && (
            <SegmentedControl
              aria-label="What opens it"
              value={draft.seal}
              data={[
                { value: 'age-passphrase', label: 'A passphrase' },
                { value: 'age-recipients', label: 'Their age keys' },
              ]}
              onChange={(seal) =>
                dispatch({
                  type: 'set-seal',
                  seal: seal === 'age-recipients' ? 'age-recipients' : 'age-passphrase',
                })
              }
            />
          )}
          {draft.seal === 'age-recipients' ? (
            <KeyChoice draft={draft} dispatch={dispatch} />
          ) : (
            <PassphraseChoice draft={draft} dispatch={dispatch} onAnother={() => void another()} />
          )}
          {suggestError !== null && <ErrorNote error={suggestError} onRetry={() => void another()} />}
          {act.error !== null && <ErrorNote error={act.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={() => props.onClose(false)}>
              Cancel
            </Button>
            <ReasonButton
              look="filled"
              act="write-packets"
              label="Choose the folder…"
              busy={act.busy}
              reason={exportProblem(draft)}
              onPress={() => void write()}
            />
          </Group>
        </Stack>
      ) : (
        <Stack gap="md">
          <p>In {written.folder}:</p>
          <ul className={frame.cards}>
            {written.files.map(({ file, reviewer, rows }) => (
              <li key={file}>
                <strong>{file}</strong>{' '}
                <span className={frame.dim}>
                  {reviewer}, {counted(rows, 'row')}
                </span>
              </li>
            ))}
          </ul>
          {written.warnings.map((warning) => (
            <p key={warning} className={frame.dim}>
              {warning}
            </p>
          ))}
          <Group justify="flex-end">
            <Button onClick={() => props.onClose(true)}>Done</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

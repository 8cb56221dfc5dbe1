import { Button } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../../src-shared/ipc/contract.ts';
import type { AnswerFile } from '../../../../src-shared/ipc/reviews-contract.ts';
import { counted } from '../../../../src-shared/words/count.ts';
import { useAct } from '../../../bridge/use-act.ts';
import { Confirm } from '../../../ui/confirm.tsx';
import { ErrorNote } from '../../../ui/findings/error-note.tsx';
import frame from '../../../ui/page/page.module.css';
import { ReasonButton } from '../../../ui/reason-button.tsx';
import { SuspiciousText } from '../../../ui/text/suspicious-text.tsx';
import { decisionText } from '../../../../src-shared/words/decision-words.ts';
import classes from '../reviews.module.css';

type Looked = NonNullable<CallOutput<'reviews.readAnswers'>>;

/** Answers that came back: all chosen files are looked at together, with what they would come to, then taken. */
export function useTakeAnswers(campaign: string, closed: boolean, onTaken: () => void) {
  const read = useAct('reviews.readAnswers');
  const take = useAct('reviews.importAnswers');
  const [looked, setLooked] = useState<Looked | null>(null);
  const [became, setBecame] = useState<readonly AnswerFile[] | null>(null);
  const look = async (): Promise<void> => {
    const outcome = await read.run({ campaign });
    if (!outcome.ok || outcome.data === null) return;
    // Where none holds there is nothing to ask, only to tell.
    if (outcome.data.files.every(({ taken }) => !taken)) setBecame(outcome.data.files);
    else setLooked(outcome.data);
  };
  const takeThem = async (): Promise<void> => {
    if (looked === null) return;
    const outcome = await take.run({ campaign, read: looked.read });
    if (!outcome.ok) return;
    setLooked(null);
    setBecame(outcome.data.files);
    onTaken();
  };
  const holding = looked?.files.filter(({ taken }) => taken).length ?? 0;
  return {
    button: (
      <ReasonButton
        label="Take answers…"
        icon={<IconFileImport size={14} aria-hidden />}
        act="take-answers"
        busy={read.busy}
        reason={closed ? 'The review is closed.' : null}
        onPress={() => void look()}
      />
    ),
    panel: (
      <>
        {read.error !== null && <ErrorNote error={read.error} />}
        {became !== null && (
          <section className={classes.taken} aria-label="Answers" aria-live="polite">
            <AnswerFiles files={became} />
            <Button variant="subtle" color="gray" onClick={() => setBecame(null)}>
              Put away
            </Button>
          </section>
        )}
        <Confirm
          opened={looked !== null}
          title={`Take ${counted(holding, 'answer')}?`}
          actLabel={`Take ${counted(holding, 'answer')}`}
          keepLabel="Leave them"
          busy={take.busy}
          onAct={() => void takeThem()}
          onKeep={() => {
            setLooked(null);
            take.clear();
          }}
        >
          {looked !== null && <Preview looked={looked} />}
          {take.error !== null && <ErrorNote error={take.error} />}
        </Confirm>
      </>
    ),
  };
}

/** What taking them would come to: each file, and rows on which reviewers would not agree. */
function Preview({ looked }: { readonly looked: Looked }): ReactNode {
  const all = looked.files.reduce((sum, { conflicts }) => sum + conflicts, 0);
  return (
    <>
      <AnswerFiles files={looked.files} />
      {looked.conflicts.length > 0 && (
        <section aria-label="Conflicts" data-conflicts={looked.conflicts.length}>
          <p>
            {counted(looked.conflicts.length, 'row')} on which reviewers do not agree, for you to settle
            afterwards{all > looked.conflicts.length ? ', among more' : ''}:
          </p>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reachable by keyboard */}
          <ul className={classes.previewRows} tabIndex={0} aria-label="Rows in conflict">
            {looked.conflicts.map(({ row, decisions }) => (
              <li key={row.id}>
                <strong>
                  <SuspiciousText text={row.subject.name} />
                </strong>{' '}
                <SuspiciousText text={`${row.role.name} on ${row.scope.name}`} />
                {decisions.map(({ reviewer, decision }) => (
                  <p key={reviewer.id} className={frame.dim}>
                    <SuspiciousText text={reviewer.name} />: {decisionText(decision)}
                  </p>
                ))}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

const leftText = {
  'signed-off': 'signed off before',
  'decided-later': 'decided later in the window',
} as const;

function AnswerFiles({ files }: { readonly files: readonly AnswerFile[] }): ReactNode {
  return (
    <ul className={frame.cards}>
      {files.map(({ file, taken, message, left }, at) => (
        // The same file can be chosen twice.
        <li key={`${at} ${file}`} data-taken={taken}>
          <strong>{file}</strong> {message}
          {left.length > 0 && (
            <details>
              <summary>What is left out</summary>
              <ul>
                {left.map(({ row, what, why, now }) => (
                  <li key={row}>
                    <SuspiciousText text={what} />:{' '}
                    {why === 'reassigned' ? `${now.join(' and ')} is asked now` : leftText[why]}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}

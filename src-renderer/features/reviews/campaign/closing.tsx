import { Stack } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CampaignDetail } from '../../../../src-shared/ipc/reviews-contract.ts';
import { counted } from '../../../../src-shared/words/count.ts';
import { useAct } from '../../../bridge/use-act.ts';
import { useNotices } from '../../../stores/stores-context.tsx';
import { Confirm } from '../../../ui/confirm.tsx';
import { ErrorNote } from '../../../ui/findings/error-note.tsx';
import frame from '../../../ui/page/page.module.css';
import { ReasonButton } from '../../../ui/reason-button.tsx';
import classes from '../reviews.module.css';
import { ExplainUndecided } from './explain-undecided.tsx';

/** What still stands against closing; then the end, signed, and the evidence. */
export function Closing(props: {
  readonly detail: CampaignDetail;
  readonly onChanged: () => void;
}): ReactNode {
  const { summary, againstClosing, campaign } = props.detail;
  const show = useNotices((notices) => notices.show);
  const close = useAct('reviews.close');
  const again = useAct('reviews.saveEvidence');
  const [asking, setAsking] = useState(false);
  const [fingerprint, setFingerprint] = useState<string | null>(null);
  const closed = summary.state === 'closed';
  const tellSaved = (path: string | null, warnings: readonly string[]): void =>
    show({
      key: 'review-evidence',
      tone: 'done',
      text: `The evidence was saved to ${path ?? ''}.`,
      hint: warnings.length === 0 ? null : warnings.join(' '),
    });
  const end = async (): Promise<void> => {
    const outcome = await close.run({ campaign: summary.id });
    if (!outcome.ok) return;
    setAsking(false);
    if (outcome.data.outcome === 'cancelled') return;
    setFingerprint(outcome.data.fingerprint);
    tellSaved(outcome.data.path, outcome.data.warnings);
    props.onChanged();
  };
  const saveAgain = async (): Promise<void> => {
    const outcome = await again.run({ campaign: summary.id });
    if (outcome.ok && outcome.data.outcome === 'written') tellSaved(outcome.data.path, outcome.data.warnings);
  };
  return (
    <section className={classes.block} aria-label="Closing">
      <div className={classes.plotsHead}>
        <h2>{closed ? 'Closed' : 'Closing'}</h2>
        {closed ? (
          <ReasonButton
            act="save-evidence"
            label="Save the evidence…"
            busy={again.busy}
            reason={null}
            onPress={() => void saveAgain()}
          />
        ) : (
          <ReasonButton
            act="close-review"
            look="filled"
            label="Close and save the evidence…"
            reason={
              againstClosing.length === 0
                ? null
                : `${counted(againstClosing.length, 'thing')} ${againstClosing.length === 1 ? 'stands' : 'stand'} against it.`
            }
            onPress={() => setAsking(true)}
          />
        )}
      </div>
      {closed ? (
        <p className={frame.dim}>Signed. Nothing can be added any more.</p>
      ) : againstClosing.length === 0 ? (
        <p>Nothing stands against closing.</p>
      ) : (
        <ul className={classes.against} aria-label="What stands against closing">
          {againstClosing.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
      {!closed && <ExplainUndecided detail={props.detail} onChanged={props.onChanged} />}
      {fingerprint !== null && (
        <p className={classes.fingerprint} aria-live="polite">
          Fingerprint of the key that signed it: <code data-fingerprint>{fingerprint}</code>
          <span className={frame.dim}> Tell it to the auditor by another way than the pack.</span>
        </p>
      )}
      {again.error !== null && <ErrorNote error={again.error} />}
      <Confirm
        opened={asking}
        title={`Close ${campaign.settings.name}?`}
        actLabel="Close the review"
        keepLabel="Keep it open"
        typedPhrase={campaign.settings.name}
        busy={close.busy}
        onAct={() => void end()}
        onKeep={() => setAsking(false)}
      >
        <Stack gap="sm">
          <p>
            {counted(summary.totals.rows, 'row')} with their decisions are signed, and the evidence is saved
            where you say. It cannot be opened again.
          </p>
          {close.error !== null && <ErrorNote error={close.error} />}
        </Stack>
      </Confirm>
    </section>
  );
}

import { Button, TextInput } from '@mantine/core';
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
import { StageButton } from '../../../ui/saved/stage-button.tsx';
import { EmptyState } from '../../../ui/states/empty-state.tsx';
import { decisionText } from '../../../../src-shared/words/decision-words.ts';
import classes from '../reviews.module.css';
import { type PlanWarning, planWarning } from './plan-warning.ts';
import { RowLine } from './settle-list.tsx';

type Consequence = CampaignDetail['consequences'][number];

/** How far a consequence is. */
const consequenceWords: Readonly<Record<Consequence['state'], string>> = {
  'to-plan': 'To be done',
  waiting: 'Waits under Changes',
  'not-yet-proven': 'Sent, not yet proven',
  failed: 'Failed',
  proven: 'Proven',
  explained: 'Explained',
};

/** What revoked and changed rows become: changes, then a proof at the tenant, or an explanation. */
export function ConsequenceList(props: {
  readonly detail: CampaignDetail;
  readonly onChanged: () => void;
}): ReactNode {
  const { detail } = props;
  const { consequences, summary } = detail;
  const show = useNotices((notices) => notices.show);
  const plan = useAct('reviews.plan');
  const prove = useAct('reviews.prove');
  const [warned, setWarned] = useState<(PlanWarning & { readonly send: 'staged' | 'now' }) | null>(null);
  const [refused, setRefused] = useState<readonly { readonly row: string; readonly message: string }[]>([]);
  const toPlan = consequences.filter(({ state }) => state === 'to-plan').length;
  const unproven = consequences.filter(({ state }) => state !== 'proven' && state !== 'explained').length;
  if (consequences.length === 0)
    return (
      <EmptyState
        title="No consequences."
        text="What is revoked or changed is listed here once its reviewers have signed off."
      />
    );
  const run = async (send: 'staged' | 'now', acknowledged: string[] = []): Promise<void> => {
    const outcome = await plan.run({ campaign: summary.id, send, acknowledged });
    if (!outcome.ok) {
      const warning = planWarning(outcome.error, acknowledged);
      setWarned(warning === null ? null : { send, ...warning });
      return;
    }
    setWarned(null);
    setRefused(outcome.data.refused);
    show({
      key: 'review-plan',
      tone: outcome.data.refused.length === 0 ? 'done' : 'failed',
      text: `${counted(outcome.data.changes, 'change')} ${send === 'now' ? 'on the way' : 'put under Changes'}.`,
      hint: send === 'now' ? 'A whole sync after them proves what is done.' : null,
    });
    props.onChanged();
  };
  const look = async (): Promise<void> => {
    const outcome = await prove.run({ campaign: summary.id });
    if (!outcome.ok) return;
    const { proven, open } = outcome.data;
    show({
      key: 'review-prove',
      tone: open === 0 ? 'done' : 'info',
      text: `${counted(proven, 'row')} proven, ${counted(open, 'row')} still open.`,
      hint: open === 0 ? null : 'Sync, and look again.',
    });
    props.onChanged();
  };
  return (
    <section className={classes.block} aria-label="Consequences">
      <div className={classes.acts}>
        <ReasonButton
          look="filled"
          act="plan-now"
          label={toPlan === 0 ? 'Do it' : `Do ${counted(toPlan, 'row')} now`}
          busy={plan.busy}
          reason={toPlan === 0 ? 'Everything that was decided is planned already.' : null}
          onPress={() => void run('now')}
        />
        <StageButton disabled={toPlan === 0 || plan.busy} onStage={() => void run('staged')} />
        <ReasonButton
          act="prove"
          label="Look whether it is done"
          busy={prove.busy}
          reason={unproven === 0 ? 'Everything is proven or explained.' : null}
          onPress={() => void look()}
        />
        <span className={frame.dim}>
          One group of changes with this review as its reason. Proven is what a whole look at the tenant shows
          afterwards.
        </span>
      </div>
      {plan.error !== null && warned === null && <ErrorNote error={plan.error} />}
      <Confirm
        opened={warned !== null}
        title={`Do ${counted(toPlan, 'row')} at once?`}
        actLabel="Do it all the same"
        keepLabel="Leave it"
        danger
        busy={plan.busy}
        onAct={() => {
          if (warned !== null) void run(warned.send, [...warned.rules]);
        }}
        onKeep={() => {
          setWarned(null);
          plan.clear();
        }}
      >
        {warned?.message}
      </Confirm>
      {prove.error !== null && <ErrorNote error={prove.error} />}
      <ul className={frame.cards}>
        {consequences.map((one) => (
          <ConsequenceCard
            key={one.row.id}
            campaign={summary.id}
            one={one}
            refused={refused.find(({ row }) => row === one.row.id)?.message ?? null}
            closed={summary.state === 'closed'}
            onChanged={props.onChanged}
          />
        ))}
      </ul>
    </section>
  );
}

function ConsequenceCard(props: {
  readonly campaign: string;
  readonly one: Consequence;
  readonly refused: string | null;
  readonly closed: boolean;
  readonly onChanged: () => void;
}): ReactNode {
  const { one } = props;
  const explain = useAct('reviews.explain');
  const [words, setWords] = useState<string | null>(null);
  const settled = one.state === 'proven' || one.state === 'explained';
  const save = async (): Promise<void> => {
    const text = words?.trim() ?? '';
    if (text === '') return;
    const outcome = await explain.run({ campaign: props.campaign, rows: [one.row.id], text });
    if (!outcome.ok) return;
    setWords(null);
    props.onChanged();
  };
  return (
    <li data-consequence={one.state}>
      <div className={classes.consequence}>
        <span className={classes.mark} data-consequence={one.state}>
          {consequenceWords[one.state]}
        </span>
        <RowLine row={one.row} />
        <span className={frame.dim}>{decisionText(one.decision)}</span>
        {!settled && !props.closed && words === null && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setWords('')}>
            Explain…
          </Button>
        )}
      </div>
      {one.note !== '' && <p className={frame.dim}>{one.note}</p>}
      {props.refused !== null && <p className={classes.wrong}>{props.refused}</p>}
      {words !== null && (
        <form
          className={classes.acts}
          onSubmit={(submit) => {
            submit.preventDefault();
            void save();
          }}
        >
          <TextInput
            className={classes.wide ?? ''}
            label="Why it stays as it is"
            maxLength={1000}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
          <Button type="submit" loading={explain.busy} disabled={words.trim() === ''}>
            Explain it
          </Button>
          <Button variant="subtle" color="gray" onClick={() => setWords(null)}>
            Cancel
          </Button>
        </form>
      )}
      {explain.error !== null && <ErrorNote error={explain.error} />}
    </li>
  );
}

import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ReviewDecision, ReviewRow } from '../../../../src-shared/domain/review.ts';
import type { CampaignDetail } from '../../../../src-shared/ipc/reviews-contract.ts';
import { counted } from '../../../../src-shared/words/count.ts';
import { useAct } from '../../../bridge/use-act.ts';
import { TierBadge } from '../../../ui/access/tier-mark.tsx';
import { ErrorNote } from '../../../ui/findings/error-note.tsx';
import frame from '../../../ui/page/page.module.css';
import { EmptyState } from '../../../ui/states/empty-state.tsx';
import { SuspiciousText } from '../../../ui/text/suspicious-text.tsx';
import { decisionFaces, decisionText } from '../../../../src-shared/words/decision-words.ts';
import { PersonField } from '../new-review/person-field.tsx';
import classes from '../reviews.module.css';

/** What only the owner can bring on: rows on which two do not agree, and rows that nobody takes. */
export function SettleList(props: {
  readonly detail: CampaignDetail;
  readonly onChanged: () => void;
}): ReactNode {
  const { conflicts, nobodys, campaign } = props.detail;
  if (conflicts.length === 0 && nobodys.length === 0)
    return (
      <EmptyState title="Nothing to settle." text="No two reviewers disagree, and every row has somebody." />
    );
  return (
    <>
      {conflicts.length > 0 && (
        <section className={classes.block} aria-label="Conflicts">
          <h2>{counted(conflicts.length, 'conflict')}: two reviewers do not agree</h2>
          <ul className={frame.cards}>
            {conflicts.map((conflict) => (
              <Conflict
                key={conflict.row.id}
                campaign={campaign.id}
                conflict={conflict}
                onChanged={props.onChanged}
              />
            ))}
          </ul>
        </section>
      )}
      {nobodys.length > 0 && <Nobodys campaign={campaign.id} rows={nobodys} onChanged={props.onChanged} />}
    </>
  );
}

/** A row in one line. */
export function RowLine(props: { readonly row: Pick<ReviewRow, 'subject' | 'role' | 'scope'> }): ReactNode {
  const { row } = props;
  return (
    <span>
      <strong>
        <SuspiciousText text={row.subject.name} />
      </strong>{' '}
      <SuspiciousText text={row.role.name} /> <span className={frame.dim}>on</span>{' '}
      <SuspiciousText text={row.scope.path} /> <TierBadge tier={row.role.tier} />
    </span>
  );
}

function Conflict(props: {
  readonly campaign: string;
  readonly conflict: CampaignDetail['conflicts'][number];
  readonly onChanged: () => void;
}): ReactNode {
  const { row, decisions } = props.conflict;
  const settle = useAct('reviews.settle');
  const [words, setWords] = useState('');
  const choose = async (decision: ReviewDecision): Promise<void> => {
    const text = words.trim();
    const reason = text === '' ? decision.reason : ({ code: 'other', text } as const);
    const outcome = await settle.run({
      campaign: props.campaign,
      row: row.id,
      decision: { ...decision, reason } as ReviewDecision,
    });
    if (outcome.ok) props.onChanged();
  };
  return (
    <li data-conflict={row.id}>
      <RowLine row={row} />
      <div className={classes.sides}>
        {decisions.map(({ reviewer, decision }) => (
          <div key={reviewer.id} className={classes.sideOf}>
            <p className={frame.dim}>
              <SuspiciousText text={reviewer.name} />
            </p>
            <p>{decisionText(decision)}</p>
            <Button variant="default" loading={settle.busy} onClick={() => void choose(decision)}>
              {decisionFaces[decision.kind].done}, as they say
              <span className="rb-hidden">: {reviewer.name}</span>
            </Button>
          </div>
        ))}
      </div>
      <TextInput
        label="Why (optional)"
        maxLength={500}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {settle.error !== null && <ErrorNote error={settle.error} />}
    </li>
  );
}

function Nobodys(props: {
  readonly campaign: string;
  readonly rows: readonly ReviewRow[];
  readonly onChanged: () => void;
}): ReactNode {
  const { rows } = props;
  const [to, setTo] = useState('');
  const give = useAct('reviews.reassign');
  const all = async (): Promise<void> => {
    const id = to.trim().toLowerCase();
    const by = new Map<string, string[]>();
    for (const row of rows) {
      const from = row.reviewers[0] ?? '';
      by.set(from, [...(by.get(from) ?? []), row.id]);
    }
    for (const [from, ids] of by) {
      const outcome = await give.run({
        campaign: props.campaign,
        rows: ids,
        from,
        to: { id, name: to.trim() },
      });
      if (!outcome.ok) return;
    }
    props.onChanged();
  };
  return (
    <section className={classes.block} aria-label="Rows that have nobody">
      <h2>{counted(rows.length, 'row')} that nobody takes</h2>
      <p className={frame.dim}>
        Whoever was asked says that {rows.length === 1 ? 'it is' : 'they are'} not theirs.
      </p>
      <form
        className={classes.acts}
        onSubmit={(submit) => {
          submit.preventDefault();
          if (to.trim() !== '') void all();
        }}
      >
        <PersonField label={`Who decides ${rows.length === 1 ? 'it' : 'them'}`} value={to} onChange={setTo} />
        <Button type="submit" loading={give.busy} disabled={to.trim() === ''} data-reassign>
          Ask them about {counted(rows.length, 'row')}
        </Button>
      </form>
      {give.error !== null && <ErrorNote error={give.error} />}
      <ul className={frame.cards}>
        {rows.map((row) => (
          <li key={row.id}>
            <RowLine row={row} />
          </li>
        ))}
      </ul>
    </section>
  );
}

import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CampaignDetail } from '../../../../src-shared/ipc/reviews-contract.ts';
import { counted } from '../../../../src-shared/words/count.ts';
import { useAct } from '../../../bridge/use-act.ts';
import { ErrorNote } from '../../../ui/findings/error-note.tsx';
import { focusOnMount } from '../../../ui/findings/focus-on-mount.ts';
import frame from '../../../ui/page/page.module.css';
import classes from '../reviews.module.css';
import { RowLine } from './settle-list.tsx';

/** Rows that nobody decided, which can be closed with an explanation instead. Undecided never means revoke. */
export function ExplainUndecided(props: {
  readonly detail: CampaignDetail;
  readonly onChanged: () => void;
}): ReactNode {
  const { undecided, summary } = props.detail;
  const explain = useAct('reviews.explain');
  const [shown, setShown] = useState(false);
  // The button takes the keyboard back when what it opened is put away.
  const [away, setAway] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set());
  const [words, setWords] = useState('');
  if (undecided.length === 0) return null;
  // What was decided meanwhile is not asked about any more.
  const rows = undecided.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
  const all = rows.length === undecided.length;
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const save = async (): Promise<void> => {
    const text = words.trim();
    if (text === '' || rows.length === 0) return;
    const outcome = await explain.run({ campaign: summary.id, rows, text });
    if (!outcome.ok) return;
    setChosen(new Set());
    setWords('');
    props.onChanged();
  };
  if (!shown)
    return (
      <Button
        variant="default"
        data-act="explain-undecided"
        ref={away ? focusOnMount : null}
        onClick={() => setShown(true)}
      >
        Explain undecided rows…
      </Button>
    );
  return (
    <section className={classes.within} aria-label="Undecided rows">
      <p className={frame.dim}>
        Undecided rows stay as they are. Say why, and the review can be closed with them; what is decided and
        signed off later counts instead.
      </p>
      <Checkbox
        ref={focusOnMount}
        label={`All ${counted(undecided.length, 'row')} shown here`}
        checked={all}
        indeterminate={rows.length > 0 && !all}
        onChange={() => setChosen(all ? new Set() : new Set(undecided.map(({ id }) => id)))}
      />
      <form
        className={classes.acts}
        onSubmit={(submit) => {
          submit.preventDefault();
          void save();
        }}
      >
        <TextInput
          className={classes.wide ?? ''}
          label="Why they are not decided"
          maxLength={1000}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Button type="submit" loading={explain.busy} disabled={rows.length === 0 || words.trim() === ''}>
          Explain {counted(rows.length, 'row')}
        </Button>
        <Button
          variant="subtle"
          color="gray"
          onClick={() => {
            setAway(true);
            setShown(false);
          }}
        >
          Put away
        </Button>
      </form>
      {explain.error !== null && <ErrorNote error={explain.error} />}
      <ul className={frame.cards} data-undecided={undecided.length}>
        {undecided.map((row) => (
          <li key={row.id}>
            <div className={classes.consequence}>
              <Checkbox
                aria-label={`Choose ${row.subject.name}, ${row.role.name}`}
                checked={chosen.has(row.id)}
                onChange={() => toggle(row.id)}
              />
              <RowLine row={row} />
              <span className={frame.dim}>asked: {row.reviewers.join(', ')}</span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useCall } from '../../bridge/use-call.ts';
import type { WhatIf } from '../../../src-shared/ipc/access-why-contract.ts';
import { useRoles } from '../../stores/stores-context.tsx';
import type { ScopeOption } from '../../ui/access/scope-options.ts';
import { EmptyState } from '../../ui/states/empty-state.tsx';
import { ErrorState } from '../../ui/states/error-state.tsx';
import { countText, counted } from '../../../src-shared/words/count.ts';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import { pendingChoices, subjectText } from './access-search.ts';
import type { PendingChoice } from './access-search.ts';
import { wishOfText, wishWords } from './hypothesis-text.ts';
import { kindWords } from './path-words.ts';
import { ShareList } from './share-list.tsx';
import { SubjectName } from './subject-card.tsx';
import { whatIfSummary } from './what-if-words.ts';
import { WishForm } from './wish-form.tsx';
import frame from '../../ui/page/page.module.css';
import classes from './access.module.css';

/** Rows of one page, and the contract's limit. */
const page = 100;
const most = 1000;

const pendingWords: Readonly<Record<PendingChoice, string>> = {
  count: 'Count them',
  given: 'Take as done',
  leave: 'Leave out',
};

/** "What if": open changes and what might be done beside them; who gains and loses what by it. */
export function WhatIfView(props: {
  readonly wishes: readonly string[];
  readonly pending: PendingChoice;
  readonly options: readonly ScopeOption[];
  readonly revision: number;
  readonly onWishes: (wishes: readonly string[]) => void;
  readonly onPending: (pending: PendingChoice) => void;
}): ReactNode {
  const { wishes, pending, options } = props;
  const roles = useRoles((store) => store.list);
  const [to, setTo] = useState(page);
  const hypotheses = wishes.flatMap((text) => wishOfText(text) ?? []);
  const idle = hypotheses.length === 0 && pending !== 'count';
  const call = useCall(
    'access.what-if',
    idle ? null : { hypotheses: [...hypotheses], pending, from: 0, to },
    props.revision,
  );
  const [shown, setShown] = useState<WhatIf | null>(null);
  if (call.status === 'ready' && call.data !== shown) setShown(call.data);
  const labels = new Map(options.map(({ value, label }) => [value, label]));
  const names = {
    role: (id: number) => roles.find((role) => role.id === id)?.name ?? `role ${id}`,
    scope: (text: string) => labels.get(text) ?? text,
  };
  return (
    <div className={classes.split}>
      <div className={classes.wishes}>
        <div>
          <span className={classes.fieldLabel} id="access-pending">
            Open changes
          </span>
          <SegmentedControl
            aria-labelledby="access-pending"
            value={pending}
            data={pendingChoices.map((value) => ({ value, label: pendingWords[value] }))}
            onChange={(value) =>
              props.onPending(pendingChoices.find((choice) => choice === value) ?? 'count')
            }
          />
        </div>
        <ul className={classes.wishList} aria-label="What might be done">
          {hypotheses.map((wish, index) => {
            const words = wishWords(wish, names);
            return (
              <li key={wishes[index]} data-wish={wish.kind}>
                {wish.kind === 'take' ? (
                  <TakenRule id={wish.ruleId} words={words} revision={props.revision} />
                ) : (
                  <SuspiciousText text={words} />
                )}
                <ActionIcon
                  size={20}
                  aria-label={`Take away: ${words}`}
                  onClick={() => props.onWishes(wishes.filter((_each, at) => at !== index))}
                >
                  <IconX size={14} />
                </ActionIcon>
              </li>
            );
          })}
        </ul>
        <WishForm
          options={options}
          revision={props.revision}
          onAdd={(wish) => props.onWishes([...wishes.filter((each) => each !== wish), wish])}
        />
        <p className={frame.dim}>Nothing here is saved or sent. It only works out what would be.</p>
      </div>
      <div className={classes.pane} data-print-sheet>
        {idle && (
          <EmptyState
            title="Say what might be done."
            text="Or count the open changes: who gains and loses what once they are done."
          />
        )}
        {call.status === 'failed' && <ErrorState error={call.error} onRetry={call.reload} />}
        {!idle && call.status !== 'failed' && shown === null && (
          <p className={classes.waiting}>Working it out …</p>
        )}
        {!idle && shown !== null && call.status !== 'failed' && (
          <>
            {hypotheses.length === 0 && shown.total === 0 ? (
              <EmptyState
                title="Say what might be done."
                text="Open changes count here too; there are none that give or take anything."
              />
            ) : (
              <p className={classes.answer} aria-live="polite" data-what-if>
                {whatIfSummary(shown)}
              </p>
            )}
            <ul className={classes.differences}>
              {shown.subjects.map((each) => (
                <li key={subjectText(each.subject)} data-difference={each.subject.label}>
                  <p>
                    <strong>
                      <SubjectName subject={each.subject} />
                    </strong>{' '}
                    <span className={frame.dim}>{kindWords(each.subject.kind)}</span>
                  </p>
                  <ShareList what="lost" shares={each.lost} />
                  <ShareList what="gained" shares={each.gained} />
                  <ShareList what="kept" shares={each.kept} />
                </li>
              ))}
            </ul>
            {shown.total > shown.subjects.length && (
              <p className={classes.more}>
                The first {countText(shown.subjects.length)} of {counted(shown.total, 'subject')}.{' '}
                {to < most && (
                  <Button
                    variant="default"
                    loading={call.status === 'loading'}
                    onClick={() => setTo(Math.min(most, to + page))}
                  >
                    Show more
                  </Button>
                )}
              </p>
            )}
          </>
        )}
      </div>
    </div>
  );
}

/** A rule that is supposed to go, by what it gives; its number where the mirror does not have it. */
function TakenRule(props: { id: string; words: string; revision: number }): ReactNode {
  const call = useCall('records.get', { view: 'access-rules', id: props.id }, props.revision);
  if (call.data === null) return <SuspiciousText text={props.words} />;
  const { title, fields } = call.data;
  const field = (label: string): string => String(fields.find((each) => each.label === label)?.value ?? '');
  return (
    <span>
      Take {field('Role')} on <SuspiciousText text={field('Scope')} /> from <SuspiciousText text={title} />{' '}
      <span className={frame.dim}>rule {props.id}</span>
    </span>
  );
}

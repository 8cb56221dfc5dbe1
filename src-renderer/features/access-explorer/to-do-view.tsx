import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useCall } from '../../bridge/use-call.ts';
import type { FollowUp, FollowUpKind, FollowUps } from '../../../src-shared/ipc/access-why-contract.ts';
import { EmptyState } from '../../ui/states/empty-state.tsx';
import { ErrorState } from '../../ui/states/error-state.tsx';
import { countText, counted } from '../../../src-shared/words/count.ts';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import { Age } from '../../ui/time/age.tsx';
import { subjectText } from './access-search.ts';
import { followUpWords } from './follow-up-words.ts';
import { PathList } from './path-list.tsx';
import { messageBeside } from './share-words.ts';
import { SubjectName } from './subject-card.tsx';
import frame from '../../ui/page/page.module.css';
import classes from './access.module.css';

/** Rows of one page, and the contract's limit. */
const page = 100;
const most = 1000;

/** What is left to do so that what was granted comes into force (R21): a researcher without a project, and the like. */
export function ToDoView(props: {
  readonly as: 'tenant' | 'with-changes';
  readonly revision: number;
  /** Asks what somebody can do. */
  readonly onSubject: (subject: string) => void;
}): ReactNode {
  const [kind, setKind] = useState<FollowUpKind | null>(null);
  const [to, setTo] = useState(page);
  const call = useCall(
    'access.follow-ups',
    { as: props.as, kinds: kind === null ? null : [kind], from: 0, to },
    props.revision,
  );
  const all = useCall('access.follow-ups', { as: props.as, from: 0, to: 1 }, props.revision);
  const [shown, setShown] = useState<FollowUps | null>(null);
  if (call.status === 'ready' && call.data !== shown) setShown(call.data);
  if (call.status === 'failed') return <ErrorState error={call.error} onRetry={call.reload} />;
  if (shown === null) return <p className={classes.waiting}>Working it out …</p>;
  if (shown.total === 0 && kind === null) {
    return (
      <EmptyState
        title="Nothing is left to do."
        text="Everything that access rules grant is in force, as far as the offline copy can tell."
      />
    );
  }
  return (
    <div className={classes.reading}>
      <fieldset className={classes.kinds} aria-label="Kinds of tasks">
        {(all.data?.counts ?? shown.counts).map((each) => (
          <button
            key={each.kind}
            type="button"
            className={classes.kind}
            aria-pressed={kind === each.kind}
            onClick={() => {
              setKind(kind === each.kind ? null : each.kind);
              setTo(page);
            }}
          >
            {followUpWords(each.kind)} <span className={classes.count}>{countText(each.count)}</span>
          </button>
        ))}
      </fieldset>
      <p className={classes.answer} aria-live="polite" data-to-do>
        {counted(shown.total, 'task')}
      </p>
      <ul className={classes.tasks}>
        {shown.rows.map((task) => (
          <Task key={task.key} task={task} onSubject={props.onSubject} />
        ))}
      </ul>
      {shown.total > shown.rows.length && (
        <p className={classes.more}>
          The first {countText(shown.rows.length)} of {countText(shown.total)}.{' '}
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
    </div>
  );
}

function Task(props: { task: FollowUp; onSubject: (subject: string) => void }): ReactNode {
  const { task } = props;
  const [open, setOpen] = useState(false);
  return (
    <li data-task={task.kind}>
      <p>
        <strong>
          <SubjectName subject={task.subject} />
        </strong>{' '}
        <SuspiciousText text={messageBeside(task.subject.label, task.message)} />
      </p>
      <p className={classes.remedy}>
        <SuspiciousText text={task.remedy} />
      </p>
      <p className={frame.dim}>
        since <Age at={task.since} absent="unknown" />
        {task.rule !== null && ` · ${task.rule}`} ·{' '}
        <button type="button" className={classes.link} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Hide' : 'Show'} {counted(task.paths.length, 'path')}
        </button>{' '}
        ·{' '}
        <button
          type="button"
          className={classes.link}
          onClick={() => props.onSubject(subjectText(task.subject))}
        >
          What can they do?
        </button>
      </p>
      {open && <PathList paths={task.paths} label={`Paths of ${task.subject.label}`} />}
    </li>
  );
}

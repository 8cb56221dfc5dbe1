import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react';
import type { UserOutcome } from '../../../src-shared/ipc/users-contract.ts';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import { countUsers, outcomeWord, tallyOutcomes } from './outcome-words.ts';
import classes from './dialogs.module.css';

/** See {@link OutcomeList}. */
export interface OutcomeListProps {
  readonly outcomes: readonly UserOutcome[];
  /** What `done` means here, e.g. `Deleted`. */
  readonly doneWord: string;
  readonly onRetry: () => void;
  readonly onClose: () => void;
}

/** How an act on users ended, one line a user, with a retry for those it did not reach. */
export function OutcomeList(props: OutcomeListProps): ReactNode {
  const tally = tallyOutcomes(props.outcomes);
  const open = tally.failed + tally.unknown + tally.notTried;
  const sorted = [...props.outcomes].sort((a, b) => Number(isDone(a)) - Number(isDone(b)));
  return (
    <div className={classes.dialog} data-dialog="outcome">
      <p aria-live="polite">
        {props.doneWord}: {countUsers(tally.done)}.
        {tally.saved > 0 && ` Saved, not sent yet: ${tally.saved}.`}
        {tally.failed > 0 && ` Failed: ${tally.failed}.`}
        {tally.unknown > 0 && ` Not known: ${tally.unknown}.`}
        {tally.notTried > 0 && ` Not tried: ${tally.notTried}.`}
      </p>
      <ul className={classes.losses}>
        {sorted.map((outcome) => (
          <li key={outcome.id} data-outcome={outcome.outcome}>
            <div className={classes.who}>
              <Icon outcome={outcome} />
              <strong>
                <SuspiciousText text={outcome.email} />
              </strong>
              <span className={classes.dim}>
                {outcome.outcome === 'done' ? props.doneWord : outcomeWord(outcome.outcome)}
              </span>
            </div>
            {outcome.error !== null && (
              <p className={classes.problem}>
                {outcome.error.message} {outcome.error.hint}
              </p>
            )}
          </li>
        ))}
      </ul>
      <footer className={classes.foot}>
        {open > 0 && (
          <Button variant="default" onClick={props.onRetry}>
            Try again for {countUsers(open)}
          </Button>
        )}
        <Button onClick={props.onClose} data-autofocus>
          Close
        </Button>
      </footer>
    </div>
  );
}

function isDone(outcome: UserOutcome): boolean {
  return outcome.outcome === 'done' || outcome.outcome === 'already-gone';
}

function Icon(props: { outcome: UserOutcome }): ReactNode {
  if (isDone(props.outcome)) return <IconCircleCheck size={16} className={classes.ok} aria-hidden />;
  if (props.outcome.outcome === 'failed')
    return <IconCircleX size={16} className={classes.failed} aria-hidden />;
  return <IconCircleDashed size={16} className={classes.open} aria-hidden />;
}
